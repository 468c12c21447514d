import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../embeddings/project-root.js';

const COMMANDS = ['bot/ask.js', 'bot/index-command.js', 'retrieval/evaluation/commands/evaluate.js'];

/** Runs a compiled command; with `deaf`, nobody reads its output from the start, as after `| head`. */
function run(command: string, args: string[], deaf = false): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(projectRoot, 'dist', command), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    if (deaf) child.stdout.destroy();
    else child.stdout.on('data', (data: Buffer) => (stdout += data.toString('utf8')));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
    child.on('close', (status) => {
      done({ status, stdout, stderr });
    });
  });
}

describe.each(COMMANDS)('%s, compiled', (command) => {
  it('tells how it is used', async () => {
    const { status, stdout, stderr } = await run(command, ['--help']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/usage: npm run /u);
  });
  it('refuses an unknown option with 2, in one line and the usage', async () => {
    const { status, stdout, stderr } = await run(command, ['--nothing']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^reading the options: Unknown option '--nothing'\nusage: npm run [^\n]+\n$/u);
  });
  it('is silent when nobody reads', async () => {
    expect(await run(command, ['--help'], true)).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
