// An index in PostgreSQL: where it is, how it is reached, its tables, and how they are read and written.
export { parseAddress, type Address } from './address.js';
export { Database, type Session } from './connection.js';
export { asUserError } from './errors.js';
export { migrate, SCHEMA_VERSION } from './schema.js';
export { openStore, type PostgresStore } from './store.js';
export { writeGeneration, type Change } from './write.js';
export { PostgresPlace } from './place.js';
