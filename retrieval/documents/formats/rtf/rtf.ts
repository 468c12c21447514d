import { laidOut, type Element } from '../laid-out.js';
import { NotReadable, type Reader } from '../../file/reader.js';
import { recordedProperties } from '../properties.js';
import { codePageOf, decodePage, NAMED_PAGES, SYMBOLS } from './code-pages.js';
import { CHARACTERS, destinationOf, type Destination } from './destinations.js';
import { RtfWriter } from './rtf-writer.js';
import { Styles } from './styles.js';
import { tokensOf } from './tokens.js';

/** Groups nested deeper are no text that anyone wrote. */
const DEEPEST = 2_000;

/** What a group says of its text, and its end takes back. */
interface State {
  destination: Destination;
  font: number;
  /** Characters that stand for a Unicode one, for readers that do not know it. */
  fallback: number;
  hidden: boolean;
  style: number;
  outline: number | null;
  inTable: boolean;
  depth: number;
}

/** RTF (1.9.1, as Word and LibreOffice write it): headings, lists, tables; notes at the end. No headers, footers, comments, pictures. */
export const readRtf: Reader = (bytes) => {
  const rtf = new RtfReading();
  for (const token of tokensOf(bytes)) {
    if (token.kind === 'open') rtf.open();
    else if (token.kind === 'close') rtf.close();
    else if (token.kind === 'text') for (const byte of token.bytes) rtf.byte(byte);
    else if (token.kind === 'byte') rtf.byte(token.byte);
    else rtf.word(token.name, token.value);
  }
  const { elements, title, author, created } = rtf.end();
  const out = laidOut(elements);
  if (out.text === '') throw new NotReadable({ code: 'no-text', kind: 'rtf' });
  return { ...out, pages: null, ...recordedProperties({ title, author, created }) };
};

/** A reading of one file: its state, and what was found. */
class RtfReading {
  private state: State = { destination: 'text', font: 0, fallback: 1, hidden: false, style: 0, outline: null, inTable: false, depth: 0 };
  private readonly above: State[] = [];
  /** Of groups that began with `\*`: what does not know its next word is left out. */
  private optional = false;
  private pending: number[] = [];
  private toSkip = 0;
  private page = 1252;
  private defaultFont = 0;
  private readonly fonts = new Map<number, number>();
  private described = 0;
  private readonly styles = new Styles();
  private readonly body = new RtfWriter();
  private writer = this.body;
  private readonly notes: Element[] = [];
  private noteNumber = 0;
  private marker = '';
  private readonly info = { title: '', author: '' };
  private readonly created = { yr: 0, mo: 0, dy: 0 };

  open(): void {
    this.flush();
    this.toSkip = 0;
    if (this.above.length >= DEEPEST) throw new NotReadable({ code: 'nested' });
    this.above.push(this.state);
    this.state = { ...this.state };
    this.optional = false;
  }

  close(): void {
    this.flush();
    this.toSkip = 0;
    this.optional = false;
    const ended = this.state;
    // More ends than beginnings: what comes after is read on.
    this.state = this.above.pop() ?? this.state;
    if (ended.destination === 'marker' && this.state.destination !== 'marker') {
      this.writer.mark(this.marker);
      this.marker = '';
    }
    if (ended.destination === 'note' && this.state.destination !== 'note') this.endNote();
  }

  /** A byte of text, in the code page of its font. */
  byte(byte: number): void {
    this.optional = false;
    if (byte === 0) return;
    if (this.toSkip > 0) this.toSkip--;
    else if (this.state.destination !== 'nowhere' && this.state.destination !== 'container') this.pending.push(byte);
  }

  word(name: string, value: number | null): void {
    this.flush();
    if (name === '*') {
      this.optional = true;
      return;
    }
    const optional = this.optional;
    this.optional = false;
    if (name === 'u') {
      const code = value ?? 0;
      this.write(String.fromCharCode(code < 0 ? code + 65_536 : code));
      this.toSkip = this.state.fallback;
      return;
    }
    const character = CHARACTERS.get(name);
    if (character !== undefined) {
      if (this.toSkip > 0) this.toSkip--;
      else this.write(character);
      return;
    }
    this.toSkip = 0;
    const destination = destinationOf(name);
    if (destination !== null || optional) this.enter(destination ?? 'nowhere', name);
    else if (this.state.destination === 'styles') this.styles.word(name, value);
    else if (this.state.destination === 'fonts') this.describeFont(name, value);
    else if (this.state.destination === 'created') {
      if (name === 'yr' || name === 'mo' || name === 'dy') this.created[name] = value ?? 0;
    } else this.format(name, value);
  }

  end(): { readonly elements: readonly Element[]; readonly title: string; readonly author: string; readonly created: string } {
    this.flush();
    if (this.writer !== this.body) this.endNote();
    const { yr, mo, dy } = this.created;
    const two = (number: number): string => String(number).padStart(2, '0');
    return { elements: [...this.body.end(), ...this.notes], ...this.info, created: `${yr}-${two(mo)}-${two(dy)}` };
  }

  private enter(destination: Destination, name: string): void {
    const { state } = this;
    // Nothing inside a group that is left out comes back.
    if (state.destination === 'nowhere') return;
    // The same text twice: as older readers know it, then in Unicode.
    if (name === 'ud') state.destination = this.above.at(-2)?.destination ?? 'text';
    // These words have another meaning outside of the head, or of what contains them.
    else if (destination === 'title' || destination === 'author' || destination === 'created') {
      if (state.destination === 'info') state.destination = destination;
    } else if (destination === 'text') {
      if (state.destination !== 'container') return;
      state.destination = 'text';
      // A text box's paragraphs stand apart from the one that it hangs on.
      this.writer.write('\n');
    } else if (destination === 'note' && state.destination !== 'text') state.destination = 'nowhere';
    else {
      state.destination = destination;
      if (destination === 'note') this.writer = new RtfWriter();
    }
  }

  private format(name: string, value: number | null): void {
    const { state } = this;
    const page = NAMED_PAGES[name];
    if (page !== undefined) this.page = page;
    else if (name === 'ansicpg') this.page = value ?? 1252;
    else if (name === 'deff') this.defaultFont = state.font = value ?? 0;
    else if (name === 'uc') state.fallback = Math.min(10, Math.max(0, value ?? 1));
    else if (name === 'f') state.font = value ?? 0;
    else if (name === 'plain') {
      state.font = this.defaultFont;
      state.hidden = false;
    } else if (name === 'v' || name === 'deleted') state.hidden = value !== 0;
    else if (name === 'pard') Object.assign(state, { style: 0, outline: null, inTable: false, depth: 0 });
    else if (name === 's') state.style = value ?? 0;
    else if (name === 'outlinelevel') state.outline = value;
    else if (name === 'intbl') state.inTable = value !== 0;
    else if (name === 'itap') state.inTable = (value ?? 0) > 0;
    else if (name === 'ilvl') state.depth = Math.min(8, Math.max(0, value ?? 0));
    else if (name === 'chftn') this.noteMark();
    else if (state.destination === 'text' || state.destination === 'note') this.structure(name);
  }

  private structure(name: string): void {
    const { writer } = this;
    if (name === 'par' || (name === 'sect' && !writer.isEmpty())) this.endParagraph();
    else if (name === 'page' || name === 'column') writer.write('\n');
    else if (name === 'cell') writer.cell();
    else if (name === 'row') writer.row();
    else if (name === 'trhdr') writer.headerRow();
    else if (name === 'nestcell' || name === 'nestrow') writer.write(' ');
  }

  private endParagraph(): void {
    const { outline, style, inTable, depth } = this.state;
    const level = outline === null ? this.styles.level(style) : outline < 9 ? outline + 1 : null;
    this.writer.paragraph({ level, inTable, depth });
  }

  /** The number of a note: in the text a sign to it, in the note itself what stands before it. */
  private noteMark(): void {
    if (this.state.destination === 'text') this.write(`[${++this.noteNumber}]`);
    else if (this.state.destination === 'note') this.write(`[${this.noteNumber}] `);
  }

  private endNote(): void {
    for (const element of this.writer.end()) if (element.kind !== 'empty') this.notes.push(element);
    this.writer = this.body;
  }

  private describeFont(name: string, value: number | null): void {
    if (name === 'f') this.described = value ?? 0;
    else if (name === 'fcharset' && value === SYMBOLS) this.fonts.set(this.described, SYMBOLS);
    else if (name === 'fcharset' || name === 'cpg') {
      const page = name === 'cpg' ? value : codePageOf(value ?? 0);
      if (page !== null && page !== 0) this.fonts.set(this.described, page);
    }
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    const page = this.fonts.get(this.state.font) ?? this.page;
    const bytes = this.pending;
    this.pending = [];
    // Letters of such fonts are pictures; the one that means something in a text is the bullet.
    this.write(page === SYMBOLS ? bytes.map((byte) => (byte === 0xb7 || byte > 0x7e ? '•' : String.fromCharCode(byte))).join('') : decodePage(bytes, page));
  }

  private write(text: string): void {
    const { destination, hidden } = this.state;
    if (destination === 'text' || destination === 'note') {
      if (!hidden) this.writer.write(text);
    } else if (destination === 'marker') this.marker = (this.marker + text).slice(0, 50);
    else if (destination === 'title' || destination === 'author') this.info[destination] = (this.info[destination] + text).slice(0, 1_000);
    else if (destination === 'styles') this.styles.text(text);
  }
}
