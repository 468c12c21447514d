export { startPreview, type Preview, type PreviewOptions } from './start.js';
export type { Door, NewGroup, NewUser } from './door/door.js';
export type { ChatDoor, PressDoor, Speaking } from './door/chat-door.js';
export type { InlineDoor } from './door/inline-door.js';
export type { CallbackAnswer, InlineAnswer } from './world/events.js';
export { ActError } from './world/user-acts.js';
export { badGateway, blockedByUser, floodControl, serverError, type Fault } from './faults.js';
export type { LoggedCall } from './call-log.js';
