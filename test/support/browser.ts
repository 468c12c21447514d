import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Where Chromium is looked for, first one first: CHROMIUM_PATH, then the names that Linux packages use. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of an installed Chromium, or `null`. */
function findChromium(): string | null {
  const { CHROMIUM_PATH: given, PATH: folders = '' } = process.env;
  const candidates = [...(given ? [given] : []), ...['/usr/bin', ...folders.split(delimiter)].flatMap((folder) => NAMES.map((name) => join(folder, name)))];
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** Why the browser's tests are skipped here; `null` when they run. Say it: a test that is skipped in silence is forgotten. */
export function whyNoBrowser(): string | null {
  if (findChromium() !== null) return null;
  return `no Chromium found (CHROMIUM_PATH, or ${NAMES.join(', ')} in PATH): the page's tests are skipped; install one, e.g. "apt-get install chromium"`;
}

/** Starts Chromium without a window. Close it when done. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(whyNoBrowser() ?? '');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
