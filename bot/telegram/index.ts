// A message, a call, a file ↔ Telegram's Bot API.
export { edit, isBlocked, isGone, isUndeliverable, isUnchanged, look, replace, replyTo, send, showTyping } from './send.js';
export { answerBriefly, answerInline, answerPress, type Notice } from './answer-briefly.js';
export { chatLink, isAddressed, updateKind } from './addressed.js';
export { createDownload, DOWNLOAD_LIMIT_BYTES } from './download.js';
export { groupPace } from './group-pace.js';
export { retries } from './retries.js';
