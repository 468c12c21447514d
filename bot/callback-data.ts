import { LANGUAGES } from './languages.js';

/** Longest data of a button, in bytes (https://core.telegram.org/bots/api#inlinekeyboardbutton). */
export const CALLBACK_LIMIT = 64;

/** 12 characters for passages and documents, 8 for kept answers, uploads and suggested questions: see `Passage.id`, `newKey`. */
type Id = { readonly kind: 'id'; readonly length: number };
type Count = { readonly kind: 'count' };
type Choice<C extends string = string> = { readonly kind: 'choice'; readonly of: readonly C[] };
type Field = Id | Count | Choice;

const passage = { kind: 'id', length: 12 } as const satisfies Id;
const document = { kind: 'id', length: 12 } as const satisfies Id;
const key = { kind: 'id', length: 8 } as const satisfies Id;
const count = { kind: 'count' } as const satisfies Count;
const oneOf = <const C extends string>(...of: C[]): Choice<C> => ({ kind: 'choice', of });

/**
 * What a button can ask for, and the fields that come with it. All that a button means is in its data or kept on disk
 * under a key, so that buttons work after a restart. The names are what is sent: changing one breaks the buttons
 * already in people's chats.
 */
export const BUTTONS = {
  /** Show a page of an answer. */
  page: { answer: key, page: count },
  /** Show a passage alone, with so many passages before and after it; `page`: where "back" leads. */
  more: { passage, before: count, after: count, answer: key, page: count },
  /** The same, with no answer to go back to (deep links). */
  look: { passage, before: count, after: count },
  /** Send the file. */
  file: { passage },
  /** Send the citation as a message. */
  cite: { passage, answer: key },
  rate: { answer: key, useful: oneOf('yes', 'no') },
  share: { answer: key },
  /** Ask a suggested question. */
  ask: { question: key },
  sources: { page: count },
  document: { document, page: count },
  outline: { document, page: count },
  sendfile: { document },
  glance: { page: count },
  /** Limit questions to documents: the menu, one document in or out, one document alone, all. */
  menu: { page: count },
  toggle: { document, page: count },
  only: { document },
  all: { page: count },
  language: { language: oneOf(...LANGUAGES, 'auto') },
  admin: { show: oneOf('menu', 'status', 'users', 'feedback', 'export', 'refresh') },
  upload: { upload: key, what: oneOf('add', 'cancel', 'undo') },
  /** A page of a report (a checked quote, what the documents say of a subject, a chronology), or a chronology as a file. */
  report: { report: key, page: count },
  export: { report: key, form: oneOf('csv', 'ics') },
  /** Nothing: the button only shows something (a page number). */
  none: {},
} as const satisfies Record<string, Record<string, Field>>;

export type Verb = keyof typeof BUTTONS;
type Value<F> = F extends Choice<infer C> ? C : F extends Count ? number : string;
export type Fields<V extends Verb> = { readonly [K in keyof (typeof BUTTONS)[V]]: Value<(typeof BUTTONS)[V][K]> };
export type Press = { [V in Verb]: { readonly verb: V; readonly fields: Fields<V> } }[Verb];

/** The data of a button: `verb.field.field`, at most 64 bytes by construction. */
export function callbackData<V extends Verb>(verb: V, fields: Fields<V>): string {
  const values = Object.keys(BUTTONS[verb]).map((name) => String((fields as Record<string, string | number>)[name]));
  return [verb, ...values].join('.');
}

/** What a button's data asks for; `null` when it is not ours or was tampered with. */
export function readCallbackData(data: string): Press | null {
  const [verb, ...values] = data.split('.');
  if (verb === undefined || !Object.hasOwn(BUTTONS, verb)) return null;
  const shape: Record<string, Field> = BUTTONS[verb as Verb];
  const names = Object.keys(shape);
  if (names.length !== values.length) return null;
  const fields: Record<string, string | number> = {};
  for (const [index, name] of names.entries()) {
    const value = readField(shape[name]!, values[index]!);
    if (value === null) return null;
    fields[name] = value;
  }
  return { verb, fields } as Press;
}

function readField(field: Field, text: string): string | number | null {
  switch (field.kind) {
    case 'id':
      return text.length === field.length && /^[\w-]+$/.test(text) ? text : null;
    case 'count':
      return /^\d{1,6}$/.test(text) ? Number(text) : null;
    case 'choice':
      return field.of.includes(text) ? text : null;
  }
}
