/**
 * A folder of documents → cited passages that answer. Start at `openDossier`.
 * @module dossier-bot
 */
export { openDossier, type DossierOptions } from './open-dossier.js';
export { watchDossier, type Watching, type WatchOptions } from './watch/index.js';
export type { Dossier, DocumentSummary, RefreshReport } from './dossier.js';
export type { Progress } from './progress.js';
export { EmptyQuestionError, MAX_QUESTION_CHARACTERS, QuestionTooLongError, StoppedError, UserError } from './errors.js';
export { reasonInWords, type RefreshReason } from './index/index.js';
export type { Cutting } from './index/index.js';
export { METHODS, type Answer, type AnswerPassage, type AskOptions, type Citation, type Method, type Verdict } from './search/index.js';
export { DEFAULT_LIMITS, type ReadingLimits, unreadInWords, type UnreadReason, type UnreadReasons } from './documents/index.js';
export type { Document, Heading, MetadataOrigin, Recorded, Structure, Table, Unreadable } from './documents/index.js';
export type { Passage, PassageSizes } from './passages/index.js';
export type { Span } from './span.js';
