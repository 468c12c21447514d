import type { StorageAdapter } from 'grammy';
import type { Database } from '../../../retrieval/index/postgres/index.js';
import { checkedKey } from '../keys.js';

/**
 * grammY's storage interface over one kind of value of one bot in PostgreSQL. (@grammyjs/storage-psql makes a table for each kind and asks
 * for a client that is open already; here the tables come with the index's, and a cut connection is made again.)
 */
export class PostgresStorage<T> implements StorageAdapter<T> {
  constructor(
    private readonly database: Database,
    /** Whose memory it is: several bots may share a dossier. */
    private readonly bot: string,
    private readonly kind: string,
  ) {}

  /** Forgets values not written for longer. */
  async forgetAfter(milliseconds: number): Promise<void> {
    await this.database.query(`delete from ${this.table} where bot = $1 and kind = $2 and written < now() - make_interval(secs => $3)`, [
      this.bot,
      this.kind,
      milliseconds / 1000,
    ]);
  }

  async read(key: string): Promise<T | undefined> {
    const [found] = await this.database.query<{ value: T }>(`select value from ${this.table} where bot = $1 and kind = $2 and key = $3`, this.keyed(key));
    return found?.value;
  }

  async write(key: string, value: T): Promise<void> {
    await this.database.query(
      `insert into ${this.table} (bot, kind, key, value) values ($1, $2, $3, $4) on conflict (bot, kind, key) do update set value = excluded.value, written = now()`,
      [...this.keyed(key), JSON.stringify(value)],
    );
  }

  async delete(key: string): Promise<void> {
    await this.database.query(`delete from ${this.table} where bot = $1 and kind = $2 and key = $3`, this.keyed(key));
  }

  async *readAllKeys(): AsyncIterable<string> {
    const rows = await this.database.query<{ key: string }>(`select key from ${this.table} where bot = $1 and kind = $2 order by key`, [this.bot, this.kind]);
    for (const { key } of rows) yield key;
  }

  private get table(): string {
    return `${this.database.schema}.memory`;
  }

  private keyed(key: string): string[] {
    return [this.bot, this.kind, checkedKey(key)];
  }
}
