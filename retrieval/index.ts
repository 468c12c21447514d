/**
 * A folder of documents → cited passages that answer. Start at `openDossier`.
 * @module dossier-bot
 */
export { openDossier, type DossierOptions } from './open-dossier.js';
export { watchDossier, type Watching, type WatchOptions } from './watch/index.js';
export type { AskOptions, Dossier, DocumentSummary, Progress, RefreshReport } from './dossier.js';
export { EmptyQuestionError, MAX_QUESTION_CHARACTERS, QuestionTooLongError, StoppedError, UserError } from './errors.js';
export { reasonInWords, type RefreshReason } from './index/refresh-reason.js';
export type { Cutting } from './index/index.js';
export { METHODS, type Answer, type AnswerPassage, type Citation, type Method, type Verdict } from './search/index.js';
export { DEFAULT_LIMITS, type ReadingLimits, unreadInWords, type UnreadReason, type UnreadReasons } from './documents/index.js';
export type { Document, MetadataOrigin, Recorded, Structure, Table, Unreadable } from './documents/index.js';
export type { Heading, Passage, PassageSizes, Span } from './passages/index.js';
