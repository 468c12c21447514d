/** Numbers that look random and are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Pieces that break tokenizers and splitters: every space, mark, script and half character that we could think of. */
export const PIECES: readonly string[] = [
  ' ', '  ', '\n', '\n\n', '\r\n', '\r', '\t', '\f', '\u00A0', '\u202F', '\u2028', '\uFEFF', '\u200B', '\u200D', '\u00AD', '\u202E', '\u2060', '\u0000',
  '.', '..', '…', '!', '?', '? »', ' »', '« ', '“', '”', '"', "'", '’', '(', ')', '[1]', ';', ':', ',', '-', '–', '—', '* ', '**', '__', '# ', '- ', '• ', '1. ', 'a) ', 'I. ', '§ ', '&', '|', '/', '\\',
  'M. ', 'Mme ', 'art. 222-37', 'article L. 121-3', 'n° ', 'p. 12', 'etc. ', 'J.-C. ', 'A.N.S.S.I.', 'U.S. ', "l'", 'qu’', "I'", "aujourd'hui", '20 mai 2025', '31/12/2024', '5 000', '100\u202F000', '67,8 %', '1er', 'XIXe', '2.0',
  'le', 'La', 'Il', 'mot', 'Paris', 'été', 'e\u0301te\u0301', 'œuvre', 'ceuvre', 'ÉTAT', 'cyber-', 'narco', 'deux-roues', 'Texte de la question', 'Article 5', 'CHAPITRE II',
  '漢字。', 'かな', 'שלום', 'مرحبا؟', 'हिन्दी।', 'Ж', 'ﬁ', 'ｆｕｌｌ', 'İ', 'ß', '\u0301', '\u0301\u0301', '😀', '👨‍👩‍👧', '\uD83D', '\uDE00', '𝒜', '\u{10FFFF}',
];

/** A text made of hostile pieces; the same for the same random numbers. */
export function hostileText(random: () => number, pieces: number): string {
  return Array.from({ length: pieces }, () => PIECES[Math.floor(random() * PIECES.length)]!).join('');
}
