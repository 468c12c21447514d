import type { IncomingMessage, ServerResponse } from 'node:http';
import type { User } from 'grammy/types';
import { MAX_UPLOAD_BYTES } from '../api/files.js';
import { ApiError } from '../protocol/error.js';
import { parseJson } from '../protocol/parameters.js';
import { commandsFor } from '../world/commands.js';
import type { PreviewEvent } from '../world/events.js';
import { isMember, memberCount } from '../world/rooms.js';
import { ActError, sendFile } from '../world/user-acts.js';
import type { World } from '../world/world.js';
import { readBytes } from './body.js';
import { carryOutAct, pageAct, roomOf } from './page-acts.js';
import { sendJson } from './send-json.js';

/** What the page shows before anything is asked: the dossier and questions to click. */
export interface PageContent {
  readonly about: { readonly name: string; readonly documents: number } | null;
  readonly examples: { readonly fr: readonly string[]; readonly en: readonly string[] };
}

export interface PageDesk {
  readonly world: World;
  /** Whom the page speaks as. */
  readonly person: User;
  readonly content: () => PageContent;
}

/** Messages of a chat that the page gets. */
const SHOWN_MESSAGES = 300;
/** An act is some text and numbers. */
const MAX_ACT_BYTES = 1024 * 1024;
/** Browsers and proxies close a silent stream; a comment now and then keeps it open. */
const HEARTBEAT_MILLISECONDS = 20_000;

/** Answers the page's own calls, `/page/…`; false when the address is none. */
export async function answerPage(desk: PageDesk, request: IncomingMessage, response: ServerResponse, address: URL): Promise<boolean> {
  const route = `${request.method ?? ''} ${address.pathname}`;
  try {
    if (route === 'GET /page/state') sendJson(response, 200, pageState(desk));
    else if (route === 'GET /page/events') streamEvents(desk, response);
    else if (route === 'POST /page/act') await answerAct(desk, request, response);
    else if (route === 'POST /page/upload') await answerUpload(desk, request, response, address);
    else if (route.startsWith('GET /page/files/')) answerStoredFile(desk, response, address);
    else return false;
  } catch (error) {
    if (!(error instanceof ActError) && !(error instanceof ApiError)) throw error;
    const [status, reason] = error instanceof ApiError ? [error.code, error.code === 413 ? 'tooLarge' : 'refused'] : [400, error.reason];
    sendJson(response, status, { error: error.message, reason });
  }
  return true;
}

function pageState({ world, person, content }: PageDesk): object {
  const language = person.language_code ?? '';
  const description = world.profile.description.get(language) ?? world.profile.description.get('') ?? '';
  const name = world.profile.name.get(language) ?? world.profile.name.get('') ?? world.bot.first_name;
  const rooms = [...world.rooms.values()].filter((room) => isMember(room, person.id) && room.movedTo === null);
  return {
    bot: { id: world.bot.id, name, username: world.bot.username, inline: world.bot.supports_inline_queries, description },
    person,
    ...content(),
    chats: rooms.map((room) => ({
      chat: room.chat,
      bot: room.bot,
      members: memberCount(room),
      keyboard: room.keyboard,
      commands: commandsFor(world, room, person),
      reactions: Object.fromEntries(room.reactions),
      messages: [...room.messages.values()].slice(-SHOWN_MESSAGES),
    })),
  };
}

function streamEvents({ world, person }: PageDesk, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  response.write('retry: 1000\n\n');
  const stop = world.events.listen((event) => {
    if (isShown(world, person, event)) response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MILLISECONDS);
  response.on('close', () => {
    stop();
    clearInterval(heartbeat);
  });
}

function isShown(world: World, person: User, event: PreviewEvent): boolean {
  if (event.type === 'profile') return true;
  if (event.type === 'callback' || event.type === 'inline') return event.user === person.id;
  const room = world.room(event.chat.id);
  return room !== undefined && isMember(room, person.id);
}

async function answerAct({ world, person }: PageDesk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) throw new ApiError(415, 'an act of the page: application/json expected');
  const body = (await readBytes(request, MAX_ACT_BYTES)).toString('utf8');
  const act = pageAct.safeParse(parseJson(body));
  if (!act.success) throw new ActError('an act of the page: one of the known acts with its fields expected, found another');
  sendJson(response, 200, carryOutAct(world, person, act.data));
}

async function answerUpload({ world, person }: PageDesk, request: IncomingMessage, response: ServerResponse, address: URL): Promise<void> {
  const name = (address.searchParams.get('name') ?? '').replaceAll(/[/\\\0]/g, '_').slice(0, 255) || 'file';
  const room = roomOf(world, person, Number(address.searchParams.get('chat')));
  const bytes = await readBytes(request, MAX_UPLOAD_BYTES);
  const replyTo = Number(address.searchParams.get('replyTo')) || undefined;
  const message = sendFile(
    world,
    room,
    person,
    { name, bytes, type: request.headers['content-type'], caption: address.searchParams.get('caption') ?? '' },
    { replyTo },
  );
  sendJson(response, 200, { messages: [message.message_id] });
}

/** Types that a browser may show by itself without running anything of them; the others are downloaded. */
const SHOWN_TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'];

function answerStoredFile({ world }: PageDesk, response: ServerResponse, address: URL): void {
  const file = world.files.withUniqueId(address.pathname.slice('/page/files/'.length));
  if (!file) throw new ApiError(404, 'a file of this chat expected, found none');
  const download = address.searchParams.has('download');
  const plain = /\.(txt|md|csv|json|html?|xml|log)$/i.test(file.name) || file.type.startsWith('text/');
  const type = plain ? 'text/plain; charset=utf-8' : SHOWN_TYPES.includes(file.type) ? file.type : 'application/octet-stream';
  const shown = !download && type !== 'application/octet-stream';
  // The file is a stranger's: no script, no form, nothing loaded. A PDF is left out of the sandbox, its viewer needs none.
  response.setHeader('content-security-policy', type === 'application/pdf' ? "default-src 'none'; object-src 'self'" : "default-src 'none'; sandbox");
  response.writeHead(200, {
    'content-type': type,
    'content-length': file.bytes.length,
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
  });
  response.end(file.bytes);
}
