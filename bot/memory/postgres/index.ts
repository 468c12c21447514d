// What a bot remembers when its index is in PostgreSQL: everything beside the index, nothing on this machine.
export { PostgresStorage } from './storage.js';
export { openPostgresMemory } from './memory.js';
export { emptyPostgresInbox, openPostgresInbox } from './inbox.js';
