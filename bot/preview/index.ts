/**
 * A stand-in for the Telegram Bot API on 127.0.0.1 with a chat page: the same bot, the same HTTP, nothing leaves the machine.
 *
 * protocol/ what a call brings and how it is refused · limits/ what Telegram takes · world/ users, chats, messages, updates ·
 * api/ the Bot API's methods · http/ the server, its guard, the page's calls · door/ the tests' way in · page/ the page itself
 *
 * An update's way: page/composer → http/page-acts (or door/) → world/user-acts → world/updates → api/receiving, or world/webhook.
 * A call's way: http/api → http/body → api/methods → limits/ → world/messages → world/events → http/page-interface → page/app.
 *
 * @example
 * const preview = await startPreview({ about: { name: 'My dossier', documents: 5 } });
 * const bot = new Bot(preview.token, { client: { apiRoot: preview.apiRoot } });
 * console.log(`Chat with it at ${preview.pageUrl}`);
 */
export { startPreview, type Preview, type PreviewOptions } from './start.js';
export type { PageContent } from './http/page-interface.js';
export type { Door } from './door/door.js';
export type { ChatDoor } from './door/chat-door.js';
export { badGateway, blockedByUser, floodControl, serverError, type Fault } from './faults.js';
export type { LoggedCall } from './call-log.js';
