import { isIsoDate } from '../text/date.js';
import type { ReadResult } from '../file/reader.js';

/** What programs write where a title should be: names of files and of empty documents, of templates and of the programs themselves. */
const NO_TITLE =
  /^(?:(?:microsoft|ms) (?:office )?(?:word|excel|powerpoint)\b.*|(?:document|doc|sans titre|untitled|sans nom|title|titre|normal|template|print|scan|image|page|slide|présentation|presentation|powerpoint presentation|présentation powerpoint)[\s_-]*\d*|.*\.(?:docx?|dotx?|odt|ott|rtf|pdf|txt|html?|indd|qxd|qxp|tmp|pub|xlsx?|pptx?|tex|dvi|ps)|[\W\d_]*|\(?(?:anonymous|unspecified)\)?)$/iu;

/** What a file says of itself, as it stands in it. */
export interface Recorded {
  readonly title?: string | null | undefined;
  readonly author?: string | null | undefined;
  /** An ISO date, with or without a time. */
  readonly created?: string | null | undefined;
}

/** Of what a file says of itself, what is worth showing. */
export function recordedProperties({ title, author, created }: Recorded): Pick<ReadResult, 'title' | 'author' | 'created'> {
  return { ...recordedTitle(title), ...recordedAuthor(author), ...createdOn(created) };
}

/** A recorded title worth showing. */
function recordedTitle(title: string | null | undefined): Pick<ReadResult, 'title'> {
  const found = title?.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return found && !NO_TITLE.test(found) ? { title: found } : {};
}

/** What programs write where nobody has said who they are. */
const NO_AUTHOR =
  /^(?:(?:microsoft |ms )?(?:office|word)(?: user)?|utilisateur(?: .*)?|user\d*|admin(?:istrat(?:or|eur))?|unknown|inconnue?|anonym(?:ous|e)?|author|auteure?|default|owner|python-docx|[\W\d_]*)$/iu;

/** A recorded author worth showing. */
export function recordedAuthor(author: string | null | undefined): Pick<ReadResult, 'author'> {
  const found = author
    ?.replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
  return found && !NO_AUTHOR.test(found) ? { author: found } : {};
}

/** The day a file was made: the date part of an ISO date and time. */
function createdOn(date: string | null | undefined): Pick<ReadResult, 'created'> {
  const day = date?.trim().slice(0, 10);
  return day !== undefined && isIsoDate(day) && day >= '1980' && day <= '2100' ? { created: day } : {};
}
