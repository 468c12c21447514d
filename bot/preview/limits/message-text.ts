import { badRequest } from '../protocol/error.js';
import { jsonOf, textOf, type Parameters } from '../protocol/parameters.js';
import { readFormattedText, type FormattedText } from './entities.js';

/** Bot API: "1-4096 characters after entities parsing". Counted in UTF-16 units here, the stricter of the ways to count. */
export const MAX_TEXT = 4096;
/** Bot API: "0-1024 characters after entities parsing". */
export const MAX_CAPTION = 1024;

/** The text of a message. @throws ApiError 400 when it is empty, too long or its entities do not fit. */
export function readText(parameters: Parameters, name = 'text'): FormattedText {
  refuseParseMode(parameters);
  const raw = textOf(parameters, name);
  if (raw === '') throw badRequest('message text is empty');
  const formatted = readFormattedText(raw, jsonOf(parameters, 'entities', "can't parse entities JSON object"));
  if (formatted.text === '') throw badRequest('text must be non-empty');
  if (formatted.text.length > MAX_TEXT) throw badRequest('message is too long');
  return formatted;
}

/** The caption of a file; empty text when there is none. @throws ApiError 400 when it is too long or its entities do not fit. */
export function readCaption(parameters: Parameters): FormattedText {
  refuseParseMode(parameters);
  const formatted = readFormattedText(textOf(parameters, 'caption'), jsonOf(parameters, 'caption_entities', "can't parse entities JSON object"));
  if (formatted.text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return formatted;
}

function refuseParseMode(parameters: Parameters): void {
  const mode = textOf(parameters, 'parse_mode').toLowerCase();
  if (mode === '' || mode === 'none') return;
  if (!['html', 'markdown', 'markdownv2'].includes(mode)) throw badRequest('unsupported parse_mode');
  throw badRequest('parse_mode is not carried out by the local preview; send entities instead, which need no escaping');
}
