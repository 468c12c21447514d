import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { projectRoot } from '../../embeddings/project-root.js';
import { openBrowser } from '../support/browser.js';
import { startCommand, type Running } from '../support/command.js';

/*
 * A newcomer's ten minutes with the real `npm start` on the shipped dossier, in Chromium, at a desk and on a phone, in light and in dark.
 * Each step is checked for what a newcomer waits for, and its picture kept in .screens/ to be looked at.
 * `npm run walk`; test/walk/pictures holds the two that the README shows.
 */
const SCREENS = join(projectRoot, '.screens');

const WINDOWS = {
  desk: { viewport: { width: 1280, height: 860 }, colorScheme: 'light', locale: 'fr-FR', hasTouch: false },
  phone: { viewport: { width: 360, height: 760 }, colorScheme: 'dark', locale: 'fr-FR', hasTouch: true },
} as const;

/** How long an answer may take on a loaded machine: only a fault reaches it. */
const PATIENCE = 60_000;

for (const [name, window] of Object.entries(WINDOWS)) {
  test(`a newcomer at a ${name}`, async () => {
    const base = mkdtempSync(join(tmpdir(), 'dossier-bot-walk-'));
    const env = { INDEX: join(base, 'index'), DATA_DIR: join(base, 'data'), PREVIEW_PORT: '0', TELEGRAM_BOT_TOKEN: '' };
    const program = startCommand('start', [], { through: ['npm', 'start'], env });
    const browser = await openBrowser();
    try {
      await walk(name, window, program, browser);
    } finally {
      await browser.close();
      program.interrupt();
      await program.ended;
      rmSync(base, { recursive: true, force: true });
    }
  });
}

async function walk(name: string, window: (typeof WINDOWS)[keyof typeof WINDOWS], program: Running, browser: Browser): Promise<void> {
  const [, address] = await program.said(/on this page instead: (http:\S+)/u);
  const page = await (await browser.newContext({ ...window, acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] })).newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address!);

  let step = 0;
  mkdirSync(SCREENS, { recursive: true });
  /** Keeps a picture of the page once it has come to rest, and checks that nothing hangs out of it sideways. */
  const picture = async (what: string): Promise<void> => {
    await page.waitForTimeout(400);
    step += 1;
    await page.screenshot({ path: join(SCREENS, `${name}-${String(step).padStart(2, '0')}-${what}.png`) });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), what).toBeLessThanOrEqual(0);
  };
  const bot = page.locator('.message.bot');
  const last = bot.last();
  /** Does something and waits for the bot's next message. */
  const answered = async (act: () => Promise<void>): Promise<void> => {
    const before = await bot.count();
    await act();
    await expect.poll(() => bot.count(), { timeout: PATIENCE }).toBeGreaterThan(before);
    await page.locator('#typing').waitFor({ state: 'hidden' });
  };
  const field = page.locator('#composer-text');
  const ask = (text: string) =>
    answered(async () => {
      await field.fill(text);
      await page.locator('#send-button').click();
    });
  const press = (label: RegExp) => last.getByRole('button', { name: label }).first().click();

  await expect.poll(() => page.locator('#welcome .example').count(), { timeout: PATIENCE }).toBe(3);
  await picture('welcome');

  // Three questions: French, English, and one with typing errors.
  await ask("Combien de cellules ont été fouillées pendant l'opération Prison Break ?");
  expect(await last.locator('blockquote strong').first().textContent()).toContain('environ 500 cellules');
  await picture('answer-french');
  await forReadme(page, name);
  await ask('How many prisons were searched?');
  expect(await last.textContent()).toContain('66');
  await picture('answer-english');
  await ask('cobien de celules fouilées prisson brek');
  expect(await last.textContent()).toContain('500 cellules');
  await picture('answer-typing-errors');

  // What stands around the quote, and the document itself.
  const quoted = await last.textContent();
  await press(/Contexte/u);
  await expect.poll(async () => (await last.textContent()) !== quoted, { timeout: PATIENCE }).toBe(true);
  await picture('context');
  await answered(() => press(/Fichier/u));
  await picture('source');

  await ask('Quelle est la recette de la tarte aux pommes ?');
  await picture('refused');
  await ask('Que se passe-t-il à Paris ?');
  await ask('et à Marseille ?');
  await picture('follow-up');
  await press(/👍/u);
  await picture('feedback');

  await answered(() => field.fill('/sources').then(() => page.locator('#send-button').click()));
  await picture('sources');

  // Inline mode from any chat, and a group, where the bot answers when it is named.
  await field.fill('@dossier_preview_bot téléphones saisis');
  await page.locator('#suggestions .suggestion').first().waitFor();
  await picture('inline');
  await field.fill('');
  await openSide(page);
  await picture('side');
  await page.getByRole('button', { name: /Rédaction/u }).click();
  await closeSide(page);
  await answered(() => field.fill('@dossier_preview_bot Qui est Felix Bingui ?').then(() => page.locator('#send-button').click()));
  expect(await page.locator('#suggestions').isHidden()).toBe(true);
  await picture('group');

  // The page and the bot in English, and the other theme.
  await openSide(page);
  await page.locator('.settings label', { hasText: 'English' }).click();
  await page.locator('.settings label', { hasText: window.colorScheme === 'light' ? 'Dark' : 'Light' }).click();
  await page
    .getByRole('button', { name: /^Dossier/u })
    .first()
    .click();
  await closeSide(page);
  await ask('Who makes the miniature phones?');
  await picture('english-other-theme');
  expect(complaints).toEqual([]);
}

/** The picture that test/walk/pictures holds for the README, small: WebP, which the browser itself can write. */
async function forReadme(page: Page, name: string): Promise<void> {
  const png = (await page.screenshot()).toString('base64');
  const encoder = await page.context().newPage();
  const webp = await encoder.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d')!.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.85).split(',')[1]!;
  }, png);
  await encoder.close();
  writeFileSync(join(SCREENS, `${name}.webp`), Buffer.from(webp, 'base64'));
}

const isNarrow = (page: Page): boolean => page.viewportSize()!.width < 800;

async function openSide(page: Page): Promise<void> {
  if (isNarrow(page)) await page.locator('#menu-button').click();
}

async function closeSide(page: Page): Promise<void> {
  if (isNarrow(page) && (await page.locator('#sidebar.open').count()) > 0) await page.keyboard.press('Escape');
}
