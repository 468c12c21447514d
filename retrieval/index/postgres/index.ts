// An index in PostgreSQL: where it is, how it is reached, its tables, and how they are read and written.
export { Database } from './connection.js';
export { migrate, SCHEMA_VERSION } from './schema.js';
export { writeGeneration } from './write.js';
export { PostgresPlace } from './place.js';
