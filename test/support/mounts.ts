import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Why tests that need a small or read-only disk are skipped here; `null` when they run. */
export function whyNoMount(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'no right to mount (Linux as root): the tests of full and read-only disks are skipped';
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bot-mount-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { encoding: 'utf8' });
  if (status === 0) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return status === 0 ? null : `mounting a small disk is refused (${(stderr as string | null)?.trim() ?? 'no mount command'}): the tests of full and read-only disks are skipped`;
}

export interface SmallDisk {
  readonly folder: string;
  /** Leaves about this many bytes free (whole pages of 4 KiB). */
  fill(free: number): void;
  /** Gives back what `fill` took. */
  empty(): void;
}

/** A disk of its own with room for this many bytes, gone when the test ends. */
export function mountSmall(bytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bot-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill(free) {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - free)));
    },
    empty() {
      rmSync(ballast, { force: true });
    },
  };
}

/** Makes a folder read-only, for root too, until the test ends. */
export function remountReadOnly(folder: string): void {
  execFileSync('mount', ['--bind', folder, folder]);
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
}
