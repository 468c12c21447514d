import { partsOf, type Document } from './documents/index.js';
import type { Dossier, DocumentSummary } from './dossier.js';
import type { IndexedDocument, Store } from './index/index.js';
import { cite, type Citation } from './search/index.js';

/** What an open dossier answers from: a store and the maps over it, replaced whole by each refresh that changes something. */
export class DossierState {
  /** Documents by each of their names: a double is opened under all of them. */
  private readonly byFile: ReadonlyMap<string, Document>;
  private rows: ReadonlyMap<string, number> | null = null;
  private listed: readonly DocumentSummary[] | null = null;
  private users = 0;
  private retired = false;

  constructor(readonly store: Store) {
    this.byFile = new Map(store.documents.flatMap((document) => [document.file, ...(document.names ?? [])].map((name) => [name, document] as const)));
  }

  get summaries(): readonly DocumentSummary[] {
    return (this.listed ??= this.store.documents.map(summaryOf));
  }

  text(file: string): string | null {
    return this.byFile.get(file)?.text ?? null;
  }

  pageStarts(file: string): readonly number[] | null {
    return this.byFile.get(file)?.pages ?? null;
  }

  passage(id: string): ReturnType<Dossier['passage']> {
    const row = this.rowOf(id);
    if (row === undefined) return null;
    const { file, heading, start, end } = this.store.passages[row]!;
    return { id, heading, ...cite(this.byFile.get(file)!, start, end) };
  }

  neighbours(id: string): ReturnType<Dossier['neighbours']> {
    const row = this.rowOf(id);
    if (row === undefined) return { before: null, after: null };
    const { passages } = this.store;
    const inSameFile = (other: number): string | null => (passages[other]?.file === passages[row]!.file ? passages[other].id : null);
    return { before: inSameFile(row - 1), after: inSameFile(row + 1) };
  }

  cite(file: string, start: number, end: number): Citation {
    const document = this.byFile.get(file);
    if (!document) throw new RangeError(`citing ${file}: a document of the dossier expected, found none of that name`);
    return cite(document, start, end);
  }

  private rowOf(id: string): number | undefined {
    this.rows ??= new Map(this.store.passages.map((passage, row) => [passage.id, row]));
    return this.rows.get(id);
  }

  /** Does something that may read of the store after others have put another in its place. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.users++;
    try {
      return await work();
    } finally {
      this.users--;
      await this.closeWhenUnused();
    }
  }

  /** Closes the store as soon as nobody reads it. */
  retire(): Promise<void> {
    this.retired = true;
    return this.closeWhenUnused();
  }

  private async closeWhenUnused(): Promise<void> {
    if (this.retired && this.users === 0) await this.store.close();
  }
}

/** What needs the text is worked out when it is asked for: a large dossier's texts stay on disk. */
function summaryOf(document: IndexedDocument): DocumentSummary {
  const { file, hash, title, titleFrom, author, authorFrom, date, dateFrom, link, linkFrom, pages, names, container, passages } = document;
  let outline: DocumentSummary['outline'] | null = null;
  return {
    file,
    hash,
    title,
    titleFrom,
    ...(author !== undefined && { author }),
    ...(authorFrom !== undefined && { authorFrom }),
    date,
    dateFrom,
    link,
    ...(linkFrom !== undefined && { linkFrom }),
    ...(names && { names }),
    ...(container !== undefined && { container }),
    pages: pages?.length ?? null,
    passages: passages.length,
    get uncertainWords() {
      return document.uncertain?.length ?? 0;
    },
    get characters() {
      return partsOf(document).length;
    },
    get outline() {
      return (outline ??= outlineOf(document));
    },
  };
}

function outlineOf(document: IndexedDocument): DocumentSummary['outline'] {
  const parts = partsOf(document);
  return document.headings.map((heading) => ({
    ...heading,
    text: parts.slice(heading.start, heading.end).replace(/\s+/gu, ' ').trim(),
    line: parts.lineAt(heading.start),
  }));
}
