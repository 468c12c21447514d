import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why no small or read-only disk can be made here; `null` when one can. */
export function whyNoDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'no right to mount (Linux as root)';
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bot-mount-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { encoding: 'utf8' });
  if (status === 0) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return status === 0 ? null : `mounting a small disk is refused (${(stderr as string | null)?.trim() ?? 'no mount command'})`;
}

export interface SmallDisk {
  readonly folder: string;
  /** Leaves about this many bytes free (whole pages of 4 KiB). */
  fill(free: number): void;
  /** Gives back what `fill` took. */
  empty(): void;
  close(): void;
}

/** A disk of its own with room for this many bytes. */
export function openSmallDisk(bytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bot-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
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
    close() {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Makes a folder read-only, for root too. @returns what makes it writable again */
export function makeReadOnly(folder: string): () => void {
  execFileSync('mount', ['--bind', folder, folder]);
  execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
  return () => {
    execFileSync('umount', [folder]);
  };
}
