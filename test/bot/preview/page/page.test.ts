import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPreview, type ChatDoor, type Preview } from '../../../../bot/preview/index.js';
import { openBrowser, whyNoBrowser } from '../../../support/browser.js';
import { declareCommands, startToyBot } from '../../../support/toy-bot.js';

const missing = whyNoBrowser();
if (missing) console.warn(missing);

/** How long the page may take for a step on a loaded machine: only a fault reaches it. */
const STEP = 20_000;
const EXAMPLES = { fr: ['Combien de cellules ont été fouillées ?', 'Qui a ordonné les fouilles ?'], en: ['How many cells were searched?'] };

// What follows from another process's doing is polled for, never looked at once: on a loaded machine it comes later.
describe.skipIf(missing !== null)('the chat page in Chromium', () => {
  let browser: Browser;
  let preview: Preview;
  let toy: ReturnType<typeof startToyBot>;
  let context: BrowserContext;
  let page: Page;
  let chat: ChatDoor;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    preview = await startPreview({ about: { name: 'Téléphones en prison', documents: 5 }, examples: EXAMPLES });
    chat = preview.door.private();
    toy = startToyBot(preview);
    await declareCommands(toy.bot);
    await open({});
  });
  afterEach(async () => {
    await context.close();
    await toy.stop();
    await preview.close();
    expect(complaints).toEqual([]);
  });

  async function open(options: { readonly locale?: string; readonly viewport?: { width: number; height: number }; readonly path?: string }): Promise<void> {
    complaints = [];
    context = await browser.newContext({
      locale: options.locale ?? 'fr-FR',
      viewport: options.viewport ?? { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    page = await context.newPage();
    page.setDefaultTimeout(STEP);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // Chromium notes every answer of 4xx; those are looked at where they belong.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(preview.pageUrl)) complaints.push(`asked ${request.url()}`);
    });
    await page.goto(new URL(options.path ?? '/', preview.pageUrl).href);
    await page.waitForSelector('#chat-title:not(:empty)');
  }

  const field = () => page.getByLabel(/Votre message|Your message/);
  const botMessage = (text: string | RegExp) => page.locator('.message.bot').filter({ hasText: text });
  async function write(text: string): Promise<void> {
    await field().fill(text);
    await field().press('Enter');
  }

  test('the empty chat says what this is, and its examples can be asked', async () => {
    const welcome = page.locator('#welcome');
    await welcome.getByText('Téléphones en prison · 5 documents').waitFor();
    await expect.poll(() => welcome.locator('.example').allTextContents()).toEqual(EXAMPLES.fr);
    expect((await page.getByRole('banner').textContent())?.trim()).toBe('Aperçu local : rien ne quitte cette machine');
    await welcome.getByRole('button', { name: EXAMPLES.fr[0]! }).click();
    await botMessage('environ 500 cellules').waitFor();
    await welcome.waitFor({ state: 'hidden' });
    expect(chat.messages()[0]?.text).toBe(EXAMPLES.fr[0]);
    expect(preview.door.calls('sendChatAction')[0]?.values).toMatchObject({ action: 'typing' });
    await page.getByRole('img', { name: 'Réaction du robot : 👀' }).waitFor();
  });

  test('an answer shows its formatting: the mark in a shut quote, the citation, the second quote', async () => {
    await write('cellules');
    const answer = botMessage('Le dossier répond');
    await answer.locator('blockquote').nth(1).waitFor();
    expect(await answer.locator('blockquote.expandable strong').textContent()).toMatch(/^Au total, environ 500 cellules/);
    expect(await answer.locator('em').textContent()).toBe('Opération « Prison Break »');
    const quote = answer.locator('blockquote.expandable .quote-text');
    const height = async () => (await quote.boundingBox())!.height;
    const shut = await height();
    const more = answer.getByRole('button', { name: 'Afficher la suite' });
    expect(await more.getAttribute('aria-expanded')).toBe('false');
    await more.click();
    await expect.poll(height).toBeGreaterThan(shut + 20);
    await answer.getByRole('button', { name: 'Réduire' }).click();
    await expect.poll(height).toBe(shut);
  });

  test('buttons: an edit in place that keeps the focus, a note, an alert, a copy, a document', async () => {
    await write('cellules');
    const answer = botMessage('Le dossier répond');
    const id = await answer.getAttribute('data-id');
    const after = answer.getByRole('button', { name: 'Après ▸' });
    await after.focus();
    await page.keyboard.press('Enter');
    await answer.getByText('page 2').waitFor();
    expect(await answer.count()).toBe(1);
    expect(await answer.getAttribute('data-id')).toBe(id);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Après ▸');
    await answer.locator('.when').getByText('modifié').waitFor();

    await answer.getByRole('button', { name: 'Utile', exact: true }).click();
    await page.locator('.toast.shown').getByText('Merci, c’est noté.').waitFor();
    await answer.getByRole('button', { name: '◂ Avant' }).click();
    const alert = page.getByRole('dialog');
    await alert.getByText('C’est le début du document.').waitFor();
    await alert.getByRole('button', { name: 'Fermer' }).click();
    await alert.waitFor({ state: 'hidden' });
    await answer.getByRole('button', { name: 'Copier la référence' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('Opération « Prison Break », l. 14–19');

    await answer.getByRole('button', { name: 'Ouvrir le document' }).click();
    const card = page.locator('.document').filter({ hasText: 'prison break.txt' });
    await card.getByText('16 octets').waitFor();
    const [opened] = await Promise.all([context.waitForEvent('page'), card.getByRole('link', { name: /^Ouvrir/ }).click()]);
    await opened.waitForLoadState();
    await expect.poll(() => opened.locator('pre').textContent()).toBe('ligne 1\nligne 2\n');
    const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('link', { name: /^Télécharger/ }).click()]);
    expect(download.suggestedFilename()).toBe('prison break.txt');
  });

  test('replies: chosen by button, shown over the field, given to the bot, followed back', async () => {
    await write('bonjour');
    const answer = botMessage('fr : bonjour');
    await answer.hover();
    await answer.getByRole('button', { name: /^Répondre/ }).click();
    await page.locator('.context-row').getByText('Réponse à Dossier').waitFor();
    await write('et après ?');
    const reply = botMessage('fr : et après ?');
    await reply.locator('.replied-text').getByText('et après ?').waitFor();
    expect(chat.messages().find(({ text }) => text === 'et après ?')?.reply_to_message?.text).toBe('fr : bonjour');
    await expect.poll(() => page.locator('.context-row').count()).toBe(0);
    await reply.locator('.replied').click();
    await page.locator('.message.own.flash').waitFor();
  });

  test('on a slow line nothing is sent twice, what is typed meanwhile stays, and what did not get through comes back', async () => {
    const held: Route[] = [];
    await page.route('**/page/act', (route) => held.push(route));
    await write('bonjour');
    await field().press('Enter');
    await field().pressSequentially('et après');
    await expect.poll(() => held.length).toBe(1);
    await held[0]!.continue();
    await botMessage('fr : bonjour').waitFor();
    expect(await field().inputValue()).toBe('et après');
    expect(chat.messages().filter(({ text }) => text === 'bonjour').length).toBe(1);

    await page.unroute('**/page/act');
    await page.route('**/page/act', (route) => route.abort());
    await write('deuxième');
    await page.getByText('Échec : le robot ne répond pas').waitFor();
    expect(await field().inputValue()).toBe('deuxième');
    await page.unroute('**/page/act');
    await field().press('Enter');
    await botMessage('fr : deuxième').waitFor();
    await expect.poll(() => page.locator('#problem').textContent()).toBe('');
  });

  test('a chat keeps what was begun in it', async () => {
    await write('bonjour');
    await botMessage('fr : bonjour').hover();
    await botMessage('fr : bonjour')
      .getByRole('button', { name: /^Répondre/ })
      .click();
    await field().fill('brouillon');
    await page.getByRole('button', { name: /Rédaction/ }).click();
    expect(await field().inputValue()).toBe('');
    await expect.poll(() => page.locator('.context-row').count()).toBe(0);
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Dossier/ })
      .click();
    expect(await field().inputValue()).toBe('brouillon');
    await page.locator('.context-row').getByText('Réponse à Dossier').waitFor();
  });

  test('the answer to a question longer than the window is in sight', async () => {
    await write('mot '.repeat(900));
    const answer = botMessage('fr : mot');
    await answer.waitFor();
    await expect.poll(() => answer.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(700);
  });

  test('the end stays in sight when the composer grows', async () => {
    await write('cellules');
    await botMessage('Le dossier répond').waitFor();
    await write('bonjour');
    await botMessage('fr : bonjour').waitFor();
    await field().fill('ligne\n'.repeat(8));
    const hidden = () => page.locator('#log').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
    await expect.poll(hidden).toBeLessThan(2);
  });

  test("one's own text can be edited with the up arrow, and deleted", async () => {
    await write('bonjoru');
    await botMessage('fr : bonjoru').waitFor();
    await field().press('ArrowUp');
    await expect.poll(() => field().inputValue()).toBe('bonjoru');
    await write('bonjour');
    await botMessage('Corrigé : bonjour').waitFor();
    const own = page.locator('.message.own');
    await expect.poll(() => own.locator('.text').textContent()).toBe('bonjour');
    await own.hover();
    await own.getByRole('button', { name: /^Supprimer/ }).click();
    await own.waitFor({ state: 'detached' });
    expect(chat.messages().some(({ from }) => from?.id === 1001)).toBe(false);
  });

  test('files: by the button with a caption, and dropped on the chat', async () => {
    await page.locator('#file-input').setInputFiles({ name: 'note <b>.txt', mimeType: 'text/plain', buffer: Buffer.from('été') });
    await page.locator('.context-row').getByText('note <b>.txt').waitFor();
    await write('légende');
    await botMessage('Reçu : note <b>.txt (5 octets) légende').waitFor();
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['abc'], 'déposé.txt', { type: 'text/plain' }));
      return data;
    });
    await page.dispatchEvent('#conversation', 'dragenter', { dataTransfer: transfer });
    await page.getByText('Déposez le fichier ici').waitFor();
    await page.dispatchEvent('#conversation', 'drop', { dataTransfer: transfer });
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await botMessage('Reçu : déposé.txt (3 octets)').waitFor();
  });

  test("commands: the menu in the user's language, typed and chosen with the keyboard alone", async () => {
    await field().pressSequentially('/');
    const list = page.getByRole('listbox', { name: 'Commandes' });
    await list.getByText('Ce que l’on peut demander').waitFor();
    await field().press('ArrowDown');
    await list.getByRole('option', { selected: true }).getByText('/help').waitFor();
    await field().press('Enter');
    await botMessage('Aide').waitFor();
    expect(chat.messages().at(-2)?.text).toBe('/help');
    await field().pressSequentially('/sta');
    await expect.poll(() => list.getByRole('option').count()).toBe(1);
    await field().press('Escape');
    await list.waitFor({ state: 'hidden' });
  });

  test('inline mode: results while typing, the chosen one is sent via the bot, also in the group', async () => {
    await page.getByRole('button', { name: /Rédaction/ }).click();
    await field().fill('@dossier_preview_bot prison');
    const list = page.getByRole('listbox', { name: /Résultats de @dossier_preview_bot/ });
    await list.getByRole('option', { name: /Extrait 2 : prison/ }).waitFor();
    expect(preview.door.calls('answerInlineQuery').length).toBeGreaterThan(0);
    // In a group Enter alone asks the bot there: a result has to be chosen first.
    expect(await list.locator('[aria-selected="true"]').count()).toBe(0);
    await field().press('ArrowDown');
    await field().press('ArrowDown');
    await field().press('Enter');
    const sent = page.locator('.message.own').filter({ hasText: '(2)' });
    await sent.getByText('via @dossier_preview_bot').waitFor();
    expect(preview.door.demoGroup.messages().findLast(({ from }) => from?.id === 1001)).toMatchObject({ via_bot: { id: preview.door.bot.id } });
    await field().fill('@dossier_preview_bot ');
    await list.getByRole('option', { name: 'Ouvrir le robot' }).click();
    await botMessage('Bonjour, charge utile inline').waitFor();
  });

  test('inline mode with the bot gone: it is said, and nothing goes on waiting', async () => {
    await page.route('**/page/act', (route) => route.abort());
    await field().fill('@dossier_preview_bot prison');
    await page.getByText('le robot ne répond pas').waitFor();
    await page.getByRole('listbox', { name: /Résultats de @dossier_preview_bot/ }).waitFor({ state: 'hidden' });
  });

  test("the language: the page's words, the bot's commands and language_code", async () => {
    await page.getByLabel('English').check();
    await page.getByRole('banner').getByText('Local preview: nothing leaves this machine').waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await expect.poll(() => page.locator('.example').allTextContents()).toEqual(EXAMPLES.en);
    await write('hello');
    await botMessage('en : hello').waitFor();
    await page.getByRole('button', { name: 'The bot’s commands' }).click();
    await page.getByText('What one can ask').waitFor();
    await page.reload();
    await page.getByRole('banner').getByText('Local preview').waitFor();
    await botMessage('en : hello').waitFor();
  });

  test('a browser in English gets the page in English', async () => {
    await context.close();
    await open({ locale: 'en-GB' });
    await page.getByRole('heading', { name: 'Ask the dossier' }).waitFor();
    expect(preview.door.person.language_code).toBe('en');
  });

  test("the theme is the system's until one is chosen, and is remembered", async () => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await background();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(background).not.toBe(light);
    await page.getByLabel('Clair').check();
    await expect.poll(background).toBe(light);
    await page.reload();
    await page.waitForSelector('#chat-title:not(:empty)');
    await expect.poll(background).toBe(light);
  });

  test('names, texts and file names that look like code stay text', async () => {
    const nasty = '<img src=x onerror="alert(1)">';
    preview.door.person.first_name = nasty;
    preview.show({ about: { name: `<script>alert(2)</script>`, documents: 1 }, examples: { fr: [nasty], en: [nasty] } });
    await page.locator('.example').getByText(nasty).waitFor();
    await write('xss');
    await botMessage('<img src=x onerror=alert(1)><b>pas gras</b>').waitFor();
    await write(nasty);
    chat.sendFile({ name: `${nasty}.txt`, bytes: Buffer.from('x') });
    await page.locator('.document-name').getByText(nasty).waitFor();
    expect(await page.locator('#conversation img, #conversation script, .sidebar script').count()).toBe(0);
    expect(await botMessage('pas gras').locator('strong').textContent()).toBe('<img');
  });

  test('links: to the bot itself they start it with their payload, others open apart; spoilers open', async () => {
    await write('liens');
    const answer = botMessage('page et suite');
    const outside = answer.getByRole('link', { name: 'https://example.org/a?b=c' });
    expect([await outside.getAttribute('target'), await outside.getAttribute('rel')]).toEqual(['_blank', 'noopener noreferrer']);
    await answer.getByRole('button', { name: 'page', exact: true }).click();
    await botMessage('Bonjour, charge utile doc_12').waitFor();
    await write('spoiler');
    const hidden = botMessage('code').getByRole('button', { name: 'Texte masqué : afficher' });
    await hidden.click();
    await botMessage('secret code').locator('code').waitFor();
  });

  test('reply keyboards, long texts and the address ?start=', async () => {
    await write('/keys');
    await page.getByRole('group', { name: 'Réponses proposées' }).getByRole('button', { name: 'Oui' }).click();
    await botMessage('fr : Oui').waitFor();
    await page.locator('#reply-keyboard').waitFor({ state: 'hidden' });
    await field().fill('mot '.repeat(1500));
    await page.getByText('Ce message sera envoyé en 2 parties.').waitFor();
    await field().press('Enter');
    await expect.poll(() => chat.messages().filter(({ text, from }) => from?.id === 1001 && text!.startsWith('mot')).length).toBe(2);
    await page.goto(`${preview.pageUrl}?start=doc_7`);
    await botMessage('Bonjour, charge utile doc_7').waitFor();
  });

  test('two chats: unread answers are counted, each chat keeps its messages', async () => {
    await page.getByRole('button', { name: /Rédaction/ }).click();
    await page.getByRole('heading', { name: 'Rédaction' }).waitFor();
    await write('bavardage');
    await page.locator('.message').filter({ hasText: 'bavardage' }).waitFor();
    await write('@dossier_preview_bot cellules ?');
    await botMessage('Le dossier répond').waitFor();
    await expect.poll(() => page.locator('.message').count()).toBe(3);
    chat.send('cellules');
    await page.getByRole('img', { name: '1 non lu' }).waitFor();
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Dossier/ })
      .click();
    await botMessage('Le dossier répond').waitFor();
    await expect.poll(() => page.getByRole('img', { name: '1 non lu' }).count()).toBe(0);
    await expect.poll(() => page.locator('.message').count()).toBe(2);
  });

  test('at 360 px everything fits, and the side opens, closes by Escape and gives the focus back', async () => {
    await context.close();
    await open({ viewport: { width: 360, height: 740 } });
    await write('cellules');
    await botMessage('Le dossier répond').getByRole('button', { name: 'Utile', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('#conversation *')].filter((element) => element.getBoundingClientRect().right > 361).map((element) => element.className),
    );
    expect(wide).toEqual([]);
    const menu = page.getByRole('button', { name: 'Conversations et réglages' });
    await menu.click();
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Rédaction/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('menu-button');
    await expect.poll(() => menu.getAttribute('aria-expanded')).toBe('false');
  });

  test('the whole of it by keyboard: every control is reached by Tab and shows that it has the focus', async () => {
    await write('cellules');
    await botMessage('Le dossier répond').getByRole('button', { name: 'Pas utile' }).waitFor();
    await page.evaluate(() => {
      (document.activeElement as HTMLElement).blur();
    });
    const reached = new Set<string>();
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      const { name, visible } = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const shown = getComputedStyle(
          element.matches('.segments input') ? element.nextElementSibling! : element.matches('textarea') ? element.parentElement! : element,
        );
        return {
          name: element === document.body ? 'BODY' : (element.getAttribute('aria-label') ?? (element.textContent || element.id || element.tagName)),
          visible: shown.outlineStyle !== 'none' || shown.boxShadow !== 'none',
        };
      });
      if (name !== 'BODY' && !reached.has(name)) expect(visible, name).toBe(true);
      reached.add(name);
    }
    for (const name of ['Afficher la suite', 'Après ▸', 'Pas utile', 'Joindre un fichier', 'Envoyer', 'composer-text', 'Essayer', 'Messages'])
      expect([...reached], name).toContain(name);
  });

  test('when the stand-in goes away the page says so, and goes on with the next one in its place', async () => {
    await page.getByLabel('English').check();
    await write('hello');
    await botMessage('en : hello').waitFor();
    await toy.stop();
    await preview.close();
    await page.getByText('Connection to the bot lost, trying again…').waitFor();
    await write('kept');
    await page.getByText('Failed: the bot does not answer').waitFor();
    preview = await startPreview({ port: preview.port, examples: EXAMPLES });
    toy = startToyBot(preview);
    await page.getByRole('heading', { name: 'Ask the dossier' }).waitFor();
    await expect.poll(() => page.locator('#lost').textContent()).toBe('');
    await expect.poll(() => page.locator('#problem').textContent()).toBe('');
    expect(await field().inputValue()).toBe('kept');
    await write('again');
    await botMessage('en : again').waitFor();
  });

  test('what is read stays as it is when commands change: open quotes, the place, the focus', async () => {
    await write('cellules');
    const answer = botMessage('Le dossier répond');
    await answer.getByRole('button', { name: 'Afficher la suite' }).click();
    await answer.getByRole('button', { name: 'Utile', exact: true }).focus();
    await toy.bot.api.setMyCommands([{ command: 'new', description: 'Nouvelle' }], { language_code: 'fr' });
    await page.getByRole('button', { name: 'Commandes du robot' }).click();
    await page.getByText('/new').waitFor();
    await answer.getByRole('button', { name: 'Réduire' }).waitFor();
  });
});
