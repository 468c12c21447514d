import type { Element } from '../laid-out.js';

/** What a paragraph is said to be when it ends. */
export interface Paragraph {
  /** Heading level, 1 for the outermost; `null` for none. */
  readonly level: number | null;
  readonly inTable: boolean;
  /** Levels of the list it is in, above its own. */
  readonly depth: number;
}

/** Puts text, paragraph ends, cells and rows together to elements. */
export class RtfWriter {
  private readonly elements: Element[] = [];
  private inline: string[] = [];
  private cells: string[] = [];
  private rows: string[][] = [];
  private marker: string | null = null;
  /** The row that is being written is said to be a heading of the table. */
  private header = false;

  write(text: string): void {
    if (text !== '') this.inline.push(text);
  }

  isEmpty(): boolean {
    return this.inline.length === 0;
  }

  /** The number or sign that stands before a list's item. */
  mark(marker: string): void {
    const shown = marker.trim();
    if (shown !== '') this.marker = /[\p{L}\p{N}]/u.test(shown) ? shown : '-';
  }

  headerRow(): void {
    this.header = true;
  }

  paragraph({ level, inTable, depth }: Paragraph): void {
    if (inTable || this.cells.length > 0) {
      this.write('\n');
      return;
    }
    this.endTable();
    const text = this.taken();
    const marker = this.marker;
    this.marker = null;
    if (text.trim() === '') this.elements.push({ kind: 'empty' });
    else if (level !== null)
      this.elements.push({ kind: 'heading', level: Math.min(6, level), text: marker !== null && marker !== '-' ? `${marker} ${text}` : text });
    else if (marker !== null) this.elements.push({ kind: 'item', marker, depth: depth + 1, text });
    else this.elements.push({ kind: 'paragraph', text });
  }

  cell(): void {
    const text = this.taken();
    this.cells.push(this.marker === null ? text : `${this.marker} ${text}`);
    this.marker = null;
  }

  row(): void {
    this.rows.push(this.cells);
    this.cells = [];
  }

  /** All that was written; what lacks its end is ended. */
  end(): readonly Element[] {
    if (this.cells.length > 0) {
      if (this.inline.length > 0) this.cell();
      this.row();
    }
    if (this.inline.length > 0) this.paragraph({ level: null, inTable: false, depth: 0 });
    this.endTable();
    return this.elements;
  }

  private endTable(): void {
    if (this.rows.length > 0) this.elements.push({ kind: 'table', rows: this.rows, header: this.header || this.rows.length > 2 });
    this.rows = [];
    this.header = false;
  }

  private taken(): string {
    const text = this.inline.join('');
    this.inline = [];
    return text;
  }
}
