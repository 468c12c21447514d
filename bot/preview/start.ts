import { randomBytes } from 'node:crypto';
import type { User, UserFromGetMe } from 'grammy/types';
import { CallLog } from './call-log.js';
import { openDoor, type Door } from './door/door.js';
import { Faults } from './faults.js';
import { carryOut, type ApiDesk } from './http/api.js';
import type { PageContent } from './http/page-interface.js';
import { listen } from './http/server.js';
import { Rates } from './limits/rates.js';
import type { Room } from './world/rooms.js';
import { Webhook } from './world/webhook.js';
import { World } from './world/world.js';

export interface PreviewOptions {
  /** Port on 127.0.0.1; 0 (when left out) takes any free one. */
  readonly port?: number;
  /** The bot's token, `NUMBER:35 characters`; a new random one when left out. */
  readonly token?: string;
  /** The bot's name and @name; `Dossier` and `dossier_preview_bot` when left out. */
  readonly botName?: string;
  readonly botUsername?: string;
  /** The user whom the page speaks as. */
  readonly person?: { readonly id?: number; readonly firstName?: string; readonly username?: string; readonly language?: 'fr' | 'en' };
  /** The dossier's name and its number of documents, as the empty chat shows them. */
  readonly about?: PageContent['about'];
  /** Questions to click in the empty chat. */
  readonly examples?: PageContent['examples'];
  /** Whether the bot gets every message of its groups (BotFather's privacy mode off); false when left out. */
  readonly readsAllGroupMessages?: boolean;
  /** Whether the bot is told of chosen inline results; false when left out, as in Telegram. */
  readonly inlineFeedback?: boolean;
  /** Whether Telegram's rates (1 message a second in a chat, 20 a minute in a group, 30 a second in all) are enforced; false when left out. */
  readonly rates?: boolean;
  /** Messages kept in a chat; 5,000 when left out. */
  readonly history?: number;
  /** How webhooks are tried: 10 s for an answer, then again after 1 s, 2 s, … 60 s when left out. */
  readonly webhook?: { readonly timeoutMilliseconds?: number; readonly retryMilliseconds?: number; readonly maxRetryMilliseconds?: number };
  /** Milliseconds since 1970; Date.now when left out. */
  readonly now?: () => number;
}

/** A running stand-in. */
export interface Preview {
  /** What grammY takes as `client.apiRoot`. */
  readonly apiRoot: string;
  /** Where a browser finds the chat. */
  readonly pageUrl: string;
  readonly token: string;
  readonly port: number;
  /** What users do and see, for tests. */
  readonly door: Door;
  /** Changes what the empty chat shows, after the dossier changed. */
  show(content: Partial<PageContent>): void;
  /** Ends everything; waiting calls are cut. */
  close(): Promise<void>;
}

/** The demo group's other member is a name only, so that the group is not empty. */
const COLLEAGUE: User = { id: 1002, is_bot: false, first_name: 'Camille', language_code: 'fr' };
const DEMO_GROUP = -1_000_000_001_000;

/** Starts the stand-in for the Bot API and its chat page. @throws Error when the port or the token does not fit. */
export async function startPreview(options: PreviewOptions = {}): Promise<Preview> {
  const now = options.now ?? Date.now;
  const token = options.token ?? newToken();
  const world = new World({
    botUser: describeBot(options, token),
    now,
    history: options.history ?? 5000,
    inlineFeedback: options.inlineFeedback ?? false,
  });
  const person = addPerson(world, options);
  const demoGroup = addDemoGroup(world, person);
  let content: PageContent = { about: options.about ?? null, examples: options.examples ?? { fr: [], en: [] } };

  const faults = new Faults();
  const log = new CallLog();
  const times = { timeoutMilliseconds: 10_000, retryMilliseconds: 1000, maxRetryMilliseconds: 60_000, ...options.webhook };
  const closing = new AbortController();
  const webhook: Webhook = new Webhook(world, times, (method, values) => carryOut(api, method, { values, uploads: new Map() }, closing.signal));
  const api: ApiDesk = { token, context: { world, webhook, rates: options.rates ? new Rates(now) : null }, faults, log };
  const { server, port } = await listen(options.port ?? 0, api, { world, person, content: () => content });

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    pageUrl: `http://127.0.0.1:${port}/`,
    token,
    port,
    door: openDoor(world, faults, log, person, demoGroup),
    show(changed) {
      content = { ...content, ...changed };
      world.events.append({ type: 'profile' });
    },
    async close() {
      closing.abort();
      webhook.stop();
      world.updates.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A token as BotFather makes them; new on every start, since nothing needs to know it beforehand. */
function newToken(): string {
  return `7000000001:${randomBytes(35).toString('base64url').slice(0, 35)}`;
}

function describeBot(options: PreviewOptions, token: string): UserFromGetMe {
  const id = /^(\d{1,16}):[\w-]{3,}$/.exec(token)?.[1];
  if (id === undefined) throw new Error('starting the preview: a token of the form NUMBER:CHARACTERS expected, found another');
  return {
    id: Number(id),
    is_bot: true,
    first_name: options.botName ?? 'Dossier',
    username: options.botUsername ?? 'dossier_preview_bot',
    can_join_groups: true,
    can_read_all_group_messages: options.readsAllGroupMessages ?? false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
  } as UserFromGetMe;
}

function addPerson(world: World, { person = {} }: PreviewOptions): User {
  const user: User = {
    id: person.id ?? 1001,
    is_bot: false,
    first_name: person.firstName ?? 'Alex',
    ...(person.username !== undefined && { username: person.username }),
    language_code: person.language ?? 'fr',
  };
  world.users.set(user.id, user);
  world.users.set(world.bot.id, world.author);
  world.privateRoom(user);
  return user;
}

function addDemoGroup(world: World, person: User): Room {
  world.users.set(COLLEAGUE.id, COLLEAGUE);
  const room = world.addRoom({ id: DEMO_GROUP, type: 'supergroup', title: 'Rédaction' }, 'member');
  room.members.set(person.id, 'creator');
  room.members.set(COLLEAGUE.id, 'member');
  return room;
}
