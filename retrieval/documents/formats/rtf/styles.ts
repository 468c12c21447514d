/** Levels that styles' names give, where the style itself says none. */
const NAMED = /^(?:heading|titre|título|überschrift)\s*(\d)$/iu;
const TITLES: ReadonlyMap<string, number> = new Map([
  ['title', 1],
  ['titre', 1],
  ['subtitle', 2],
  ['sous-titre', 2],
]);

/** The styles of paragraphs: which are headings, 1 for the outermost. */
export class Styles {
  private readonly levels = new Map<number, number>();
  private number: number | null = 0;
  private outline: number | null = null;
  private name = '';

  /** A control word of the style that is being described. */
  word(name: string, value: number | null): void {
    if (name === 's') this.number = value ?? 0;
    // Of characters, sections and tables.
    else if (name === 'cs' || name === 'ds' || name === 'ts') this.number = null;
    else if (name === 'outlinelevel') this.outline = value;
  }

  /** Text of the description: the style's name, ended by a semicolon. */
  text(text: string): void {
    this.name = (this.name + text).slice(-100);
    if (this.name.includes(';')) this.end();
  }

  level(style: number): number | null {
    return this.levels.get(style) ?? null;
  }

  private end(): void {
    const name = this.name.replace(/;.*$/su, '').trim();
    const named = TITLES.get(name.toLowerCase()) ?? Number(NAMED.exec(name)?.[1] ?? Number.NaN);
    const level = this.outline !== null && this.outline < 9 ? this.outline + 1 : named;
    if (this.number !== null && level >= 1 && level <= 9) this.levels.set(this.number, level);
    this.number = 0;
    this.outline = null;
    this.name = '';
  }
}
