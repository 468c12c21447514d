import { z } from 'zod';
import type { ReadingLimits } from '../../retrieval/documents/index.js';

/** The limits that a setting of each name changes (see `DEFAULT_LIMITS`), with the least and most it takes. */
export const LIMIT_SETTINGS = {
  READING_FILE_MIB: ['fileMiB', 1, 2_047],
  READING_MEMORY_MIB: ['memoryMiB', 128, 65_536],
  READING_SECONDS: ['seconds', 1, 86_400],
  READING_SECONDS_PER_PICTURE: ['secondsPerPicture', 1, 86_400],
  READING_PAGES: ['pages', 1, 1_000_000],
  READING_PICTURES: ['pictures', 0, 1_000_000],
  READING_CHARACTERS: ['characters', 1_000, 500_000_000],
  READING_UNFOLDED_MIB: ['unfoldedMiB', 1, 2_047],
  READING_ATTACHMENTS: ['attachments', 0, 100_000],
  READING_MAIL_DEPTH: ['mailDepth', 0, 50],
} as const satisfies Record<string, readonly [keyof ReadingLimits, number, number]>;

export type LimitSetting = keyof typeof LIMIT_SETTINGS;

/** How each is checked, and in words what it expects. */
export const LIMIT_VARIABLES = Object.fromEntries(
  Object.entries(LIMIT_SETTINGS).map(([name, [, least, most]]) => [
    name,
    [z.string().regex(/^\d+$/u).transform(Number).pipe(z.number().min(least).max(most)), `a whole number from ${least} to ${most}`],
  ]),
) as unknown as Readonly<Record<LimitSetting, readonly [z.ZodType<number>, string]>>;

/** The limits that are set; the others keep their defaults. */
export function limitsSet(read: (name: LimitSetting) => number | null): Partial<ReadingLimits> {
  return Object.fromEntries(
    (Object.keys(LIMIT_SETTINGS) as LimitSetting[]).flatMap((name) => {
      const value = read(name);
      return value === null ? [] : [[LIMIT_SETTINGS[name][0], value]];
    }),
  );
}
