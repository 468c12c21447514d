import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXIT_USER_ERROR } from '../../bot/exit.js';
import { STOP_MILLISECONDS } from '../../bot/serve.js';
import { projectRoot } from '../../embeddings/project-root.js';
import { temporaryFolder } from '../support/folder.js';

const file = join(projectRoot, 'bot', 'dossier-bot.service');
const unit = readFileSync(file, 'utf8');
const value = (name: string): string | undefined => new RegExp(`^${name}=(.*)$`, 'mu').exec(unit)?.[1];

test('the unit fits the program', () => {
  expect(value('ExecStart')).toBe('/usr/bin/env node bot/run.js main');
  expect(value('RestartPreventExitStatus')).toBe(String(EXIT_USER_ERROR));
  expect(Number(value('TimeoutStopSec')) * 1000).toBeGreaterThan(STOP_MILLISECONDS);
  // A library that computes with machine code made on the fly would be killed by it.
  expect(value('MemoryDenyWriteExecute')).toBeUndefined();
});

const isThere = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!isThere) console.warn('skipping the check of the systemd unit: no systemd-analyze on this machine');

describe.skipIf(!isThere)('systemd-analyze', () => {
  const verify = (path: string): { status: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };

  test('verify finds nothing wrong, and would', () => {
    const folder = temporaryFolder();
    copyFileSync(file, join(folder, 'dossier-bot.service'));
    expect(verify(join(folder, 'dossier-bot.service'))).toEqual({ status: 0, said: '' });
    writeFileSync(join(folder, 'wrong.service'), unit.replace('NoNewPrivileges=yes', 'NoNewPrivilegs=yes'));
    expect(verify(join(folder, 'wrong.service')).said).toContain('NoNewPrivilegs');
  });

  const version = Number(/^systemd (\d+)/u.exec(spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 0);
  test.skipIf(version < 250)('security finds it little exposed', () => {
    const { stdout, status } = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', file], { encoding: 'utf8' });
    expect(stdout).toMatch(/Overall exposure level for dossier-bot\.service: [012]\.\d OK/u);
    expect(status).toBe(0);
  });
});
