import { Composer } from 'grammy';
import { fold } from '../../retrieval/passages/index.js';
import type { DocumentSummary } from '../../retrieval/dossier.js';
import type { BotContext, Parts } from '../context.js';
import { documentByKey } from '../document-key.js';
import { change, type Conversation } from '../memory/index.js';
import { FormattedString } from '@grammyjs/parse-mode';
import {
  documentMessage,
  glanceMessage,
  outlineMessage,
  pageOf,
  scopeMessage,
  shortened,
  shortTitle,
  sourcesMessage,
  type Glimpse,
  type Message,
} from '../messages/index.js';
import { edit, send, showTyping } from '../telegram/index.js';
import { standing } from './asking.js';
import { stale, type ButtonHandlers } from './buttons.js';
import { sendFile } from './send-file.js';

/** Documents on a page of "what is in this dossier". */
const GLIMPSES_A_PAGE = 4;

/** /sources lists the documents, /in limits questions to some of them. */
export function sources(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('sources', async (ctx) => {
    await send(ctx, sourcesPage(ctx, parts, 0));
  });
  composer.command('in', async (ctx) => {
    const wanted = ctx.match.trim();
    if (wanted === '') {
      await send(ctx, await scopePage(ctx, parts, 0));
      return;
    }
    const found = documentsNamed(parts.dossier.documents(), wanted);
    if (found.length === 0) {
      await send(ctx, { ...(await scopePage(ctx, parts, 0)), text: ctx.speech.say('scope-not-found', { words: shortened(wanted, 100) }) });
      return;
    }
    await setScope(ctx, parts, () => found.map(({ file }) => file));
    await send(ctx, await scopePage(ctx, parts, 0));
  });
  return composer;
}

/** The buttons of /sources, of a document and of /in. */
export const sourceButtons: ButtonHandlers<'sources' | 'document' | 'outline' | 'sendfile' | 'glance' | 'menu' | 'toggle' | 'only' | 'all'> = {
  async sources(ctx, parts, { page }) {
    await edit(ctx, sourcesPage(ctx, parts, page));
    return undefined;
  },
  async document(ctx, parts, { document, page }) {
    const found = documentByKey(parts.dossier, document);
    if (found === null) return stale(ctx);
    await edit(ctx, documentMessage(found, page, ctx.speech));
    return undefined;
  },
  async outline(ctx, parts, { document, page }) {
    const found = documentByKey(parts.dossier, document);
    if (found === null) return stale(ctx);
    await edit(ctx, outlineMessage(found, page, ctx.speech));
    return undefined;
  },
  async sendfile(ctx, parts, { document }) {
    const found = documentByKey(parts.dossier, document);
    if (found === null) return stale(ctx);
    showTyping(ctx, 'upload_document');
    const sent = await sendFile(ctx, parts, found.file, FormattedString.italic(shortTitle(found.title)));
    return sent ? undefined : { text: ctx.speech.say('file-not-sent-at-all'), alert: true };
  },
  async glance(ctx, parts, { page }) {
    await edit(ctx, await glance(ctx, parts, page));
    return undefined;
  },
  async menu(ctx, parts, { page }) {
    await edit(ctx, await scopePage(ctx, parts, page));
    return undefined;
  },
  async toggle(ctx, parts, { document, page }) {
    const found = documentByKey(parts.dossier, document);
    if (found === null) return stale(ctx);
    await setScope(ctx, parts, (scope) => (scope.includes(found.file) ? scope.filter((file) => file !== found.file) : [...scope, found.file]));
    await edit(ctx, await scopePage(ctx, parts, page));
    return undefined;
  },
  async only(ctx, parts, { document }) {
    const found = documentByKey(parts.dossier, document);
    if (found === null) return stale(ctx);
    await setScope(ctx, parts, () => [found.file]);
    await edit(ctx, await scopePage(ctx, parts, 0));
    return { text: ctx.speech.say('scope-only', { title: shortTitle(found.title) }) };
  },
  async all(ctx, parts, { page }) {
    await setScope(ctx, parts, () => []);
    await edit(ctx, await scopePage(ctx, parts, page));
    return undefined;
  },
};

function sourcesPage({ speech }: BotContext, { dossier }: Parts, page: number): Message {
  return sourcesMessage({ documents: dossier.documents(), unreadable: dossier.unreadable(), passages: dossier.passageCount() }, page, speech);
}

async function scopePage(ctx: BotContext, { dossier, memory }: Parts, page: number): Promise<Message> {
  const scope = (await memory.conversations.read(String(ctx.chat?.id)))?.scope ?? [];
  return scopeMessage(dossier.documents(), standing(dossier, scope), page, ctx.speech);
}

async function setScope(ctx: BotContext, { dossier, memory }: Parts, changed: (scope: readonly string[]) => readonly string[]): Promise<void> {
  if (ctx.chat === undefined) return;
  await change(memory.conversations, ctx.chat.id, ({ scope = [], ...value }: Conversation) => {
    const next = changed(standing(dossier, scope));
    // All of them is the same as none chosen, and stays so when documents are added.
    return { ...value, scope: next.length === dossier.documents().length ? [] : next };
  });
}

/** Documents whose title or file name holds all the words. */
function documentsNamed(documents: readonly DocumentSummary[], words: string): readonly DocumentSummary[] {
  const wanted = fold(words).split(/\s+/);
  return documents.filter(({ title, file }) => wanted.every((word) => fold(`${title} ${file}`).includes(word)));
}

/** "What is in this dossier": of each document the sentence that its own title finds first, so that every word is the document's. */
async function glance({ speech }: BotContext, { dossier }: Parts, wanted: number): Promise<Message> {
  const page = pageOf(dossier.documents(), GLIMPSES_A_PAGE, wanted);
  const glimpses = page.items.map(async (document): Promise<Glimpse> => {
    const asked = /[\p{L}\p{N}]/u.test(document.title) ? document.title : document.file;
    const { passages } = await dossier.ask(asked.slice(0, 300), { top: 1, files: [document.file] });
    const [best] = passages;
    return { document, extract: best === undefined ? null : dossier.cite(best.file, ...best.highlight) };
  });
  return glanceMessage({ ...page, items: await Promise.all(glimpses) }, speech);
}
