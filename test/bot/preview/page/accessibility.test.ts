import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview, type Preview } from '../../../../bot/preview/index.js';
import { openBrowser, whyNoBrowser } from '../../../support/browser.js';
import { declareCommands, startToyBot } from '../../../support/toy-bot.js';

const missing = whyNoBrowser();
if (missing) console.warn(missing);

describe.skipIf(missing !== null)('axe finds nothing serious', () => {
  let browser: Browser;
  let preview: Preview;
  let toy: ReturnType<typeof startToyBot>;
  beforeAll(async () => {
    browser = await openBrowser();
    preview = await startPreview({
      about: { name: 'Téléphones en prison', documents: 5 },
      examples: { fr: ['Combien de cellules ?'], en: ['How many cells?'] },
    });
    toy = startToyBot(preview);
    await declareCommands(toy.bot);
  });
  afterAll(async () => {
    await browser.close();
    await toy.stop();
    await preview.close();
  });

  async function problems(page: Page, where: string): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.map(({ id, impact, nodes }) => `${where}: ${impact ?? ''} ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }

  for (const width of [360, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`at ${width} px, ${colorScheme}: empty, an answer, menus, an alert, the side`, async () => {
        for (const message of preview.door.private().messages()) preview.door.private().delete(message);
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, locale: 'fr-FR', reducedMotion: 'reduce' });
        const page = await context.newPage();
        await page.goto(preview.pageUrl);
        const field = page.getByLabel('Votre message');
        await page.locator('.example').waitFor();
        const found = await problems(page, 'empty');

        for (const [text, answer] of [
          ['cellules', 'Le dossier répond'],
          ['spoiler', 'code'],
          ['liens', 'page et suite'],
          ['/keys', 'Choisissez'],
        ] as const) {
          await field.fill(text);
          await field.press('Escape');
          await field.press('Enter');
          await page.locator('.message.bot').filter({ hasText: answer }).waitFor();
        }
        await page.getByRole('button', { name: 'Ouvrir le document' }).first().click();
        await page.locator('.document').waitFor();
        preview.door.private().sendFile({ name: 'note.txt', bytes: Buffer.from('x') });
        await page.locator('.own .document').waitFor();
        await page.getByRole('button', { name: 'Afficher la suite' }).first().click();
        found.push(...(await problems(page, 'messages')));

        await page.locator('#file-input').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
        await page.getByRole('button', { name: 'Commandes du robot' }).click();
        await page.getByRole('option').first().waitFor();
        found.push(...(await problems(page, 'commands')));
        await field.press('Escape');
        await page.getByRole('button', { name: '◂ Avant' }).first().click();
        await page.getByRole('dialog').waitFor();
        found.push(...(await problems(page, 'alert')));
        await page.getByRole('button', { name: 'Fermer' }).click();
        if (width === 360) {
          await page.getByRole('button', { name: 'Conversations et réglages' }).click();
          // While the side slides in, its words are still hidden.
          await page.getByRole('button', { name: /Rédaction/ }).waitFor();
          await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
          found.push(...(await problems(page, 'side')));
        }
        expect(found).toEqual([]);
        await context.close();
      });
    }
  }
});
