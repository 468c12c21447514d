/**
 * A Telegram token wherever it stands in a text: the bot's number, a colon, then at least 30 letters, digits, _ or -
 * (BotFather gives 35). URLs hold it as `/bot<token>/`.
 */
const TOKEN = /\d{5,}:[\w-]{30,}/g;

/** The password of an address: `postgres://user:password@host`, `https://user:password@host`. */
const PASSWORD = /([a-z][a-z\d+.-]*:\/\/[^\s:@/]*:)[^\s@/]+@/gi;

/** A shorter secret would be found in ordinary words, which would then be hidden. */
const SHORTEST = 6;

const kept = new Set<string>();

/** Keeps a text out of all that `withoutSecrets` gives, as it is and as JSON and addresses write it. */
export function keepSecret(text: string | null): void {
  if (text === null || text.length < SHORTEST) return;
  for (const form of [text, encodeURIComponent(text.toWellFormed()), JSON.stringify(text).slice(1, -1)]) kept.add(form);
}

/** The password of an address, decoded; `null` when it has none or is none. */
export function passwordOf(address: string): string | null {
  try {
    return decodeURIComponent(new URL(address).password) || null;
  } catch {
    return null;
  }
}

/** The text with every token, password and kept secret taken out: the second line of defence behind logging chosen fields only. */
export function withoutSecrets(text: string): string {
  let clean = text.replace(TOKEN, '<token>').replace(PASSWORD, '$1<password>@');
  for (const secret of kept) clean = clean.replaceAll(secret, '<secret>');
  return clean;
}
