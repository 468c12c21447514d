import { checkCitation, dossierDocuments, entryFromPayload, type CitationPayload } from '../../retrieval/evidence/index.js';
import type { BotContext, Parts } from '../context.js';
import { documentByFile } from '../document-key.js';
import { message, proofMessage, type Message, type ReportSurroundings } from '../messages/index.js';
import { proofLink } from '../proofs.js';

/** What a citation's link opens. */
export async function openProof(ctx: BotContext, parts: Parts, payload: CitationPayload): Promise<Message> {
  const documents = dossierDocuments(parts.dossier);
  const entry = (await parts.memory.quotes.get(payload.id)) ?? entryFromPayload(payload, documents, new Date(parts.now()));
  if (entry === null) return message(ctx.speech.say('proof-unknown'));
  return proofMessage(entry, checkCitation(entry, documents), surroundings(ctx, parts));
}

/** What goes with quotes in a message: the person's language, links that prove them, where their documents were published. */
export function surroundings(ctx: BotContext, parts: Parts): ReportSurroundings {
  return { speech: ctx.speech, proof: (citation) => proofLink(parts, citation), link: (file) => documentByFile(parts.dossier, file)?.link ?? null };
}
