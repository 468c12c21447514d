import { expect, test } from 'vitest';
import { citationAt } from '../../../../retrieval/evidence/evidence-document.js';
import { packQuestions } from '../../../../retrieval/evidence/pack/pack-content.js';
import { packMarkdown } from '../../../../retrieval/evidence/pack/pack-markdown.js';
import { answer, documents, listed, note, passage, questionsOf, scan } from './pack.js';

test('a pack as Markdown', () => {
  expect(packMarkdown(questionsOf(), listed, documents, 'en').split('\n')).toEqual([
    '# Evidence pack',
    '',
    'Every excerpt is quoted to the letter. Nothing is reworded or summarised.',
    '',
    '## Combien de \\<cellules\\> ?',
    '',
    '**The dossier answers.** Searched 2 documents (7 passages).',
    '',
    '### Excerpts',
    '',
    'Avant tout.',
    '',
    '> On a fouillé 500 \\*cellules\\* & \\<rien\\> trouvé.[^1]',
    '',
    'Après tout.',
    '',
    'Page une.',
    '',
    '> 66 prisons.[^2]',
    '',
    '## Et # Lisbonne ?',
    '',
    '**The dossier does not answer.** Searched 2 documents (7 passages).',
    '',
    '2 files could not be read:',
    '',
    '- b\\<.pdf: its reader stumbled over it (x); save it again or as another format',
    '- c.pdf: its reader stumbled over it (x); save it again or as another format',
    '',
    '### What was searched',
    '',
    '- The dossier does not answer. Searched 2 documents (7 passages).',
    '- No document has the word "Lisbonne".',
    '- Best score: 0.10 (0.50 makes an answer).',
    '',
    'Nearest passage (not an answer):',
    '',
    '> Page une.',
    '',
    'Scan, p. 1',
    '',
    'Files that could not be read:',
    '',
    '- b\\<.pdf: its reader stumbled over it (x); save it again or as another format',
    '- c.pdf: its reader stumbled over it (x); save it again or as another format',
    '',
    '### Nearest passages (not answers)',
    '',
    '> Page une.[^3]',
    '',
    '66 prisons.',
    '',
    '## Rien ?',
    '',
    '**Nothing clear; this comes nearest.** Searched 2 documents (7 passages).',
    '',
    '## Documents quoted',
    '',
    '- Note \\<1\\>, [notes/\\<a\\>.txt](<documents/notes/_a b_.txt>)',
    `  \`SHA-256 ${'1'.repeat(64)}\``,
    '- Scan, 2025-05-20, https://example.org/?a=1&b=2, scan.pdf (not included; its hash names it)',
    `  \`SHA-256 ${'2'.repeat(64)}\``,
    '',
    '## How to check',
    '',
    '- Unpack, then run: node verify.mjs (Node.js 18 or later, no network).',
    '- It checks the SHA-256 hash of every file and finds each quote in its document, to the letter (UTF-16 units, end exclusive).',
    '- Where the documents are not included: node verify.mjs FOLDER\\_OF\\_THE\\_DOCUMENTS.',
    '- The hash shown at the end must be the one you were given with this pack.',
    '',
    '[^1]: Note \\<1\\>, notes/\\<a\\>.txt, line 2, characters 12 to 56; also in Scan, p. 2. `aWAb_mNBbVSk7AkV`',
    '[^2]: Scan, 2025-05-20, scan.pdf, p. 2, characters 10 to 21. `HoibqHIM7qT1hE44`',
    '[^3]: Scan, 2025-05-20, scan.pdf, p. 1, characters 0 to 9. `UBEFUuh-af3DFIGM`',
    '',
  ]);
});

test.each([
  ['nothing that a title, quote or list begins with', '# > - + a', String.raw`\# \> - + a`],
  ['signs within a line stay where they mean nothing', 'a # b - c + d', 'a # b - c + d'],
  ['each line by itself', 'a\n# b\n  - c', '> a\n> \\# b\n> \\- c'],
  ['a sign before a line end', 'a #\nb', '> a #\n> b'],
  ['white space around lines is left out', '\n a \n  b\n ', '> a\n> b'],
  ['numbers that would begin a list', '1. un\n  12) deux 3. trois\na4. b', '> 1\\. un\n> 12\\) deux 3. trois\n> a4. b'],
  [
    'emphasis, code, links, tables, struck words',
    '*a* _b_ `c` [d] {e} <f> !g |h| ~i~ \\j',
    String.raw`\*a\* \_b\_ \`c\` \[d\] \{e\} \<f\> \!g \|h\| \~i\~ \\j`,
  ],
])('no sign of a quote means anything: %s', (_, quote, shown) => {
  const document = { ...note, text: quote };
  const made = packQuestions([answer('x', [passage(document, quote)])], new Map([[note.file, document]]), new Map());
  const markdown = packMarkdown(made, [], new Map([[note.file, document]]), 'en');
  expect(markdown).toContain(`\n${shown.startsWith('>') && quote.includes('\n') ? shown : `> ${shown}`}[^1]\n`);
});

test('of several other places each is named, and a title or path breaks no list or link', () => {
  const many = passage(scan, '66 prisons.', { also: [citationAt(note, 0, 5), citationAt(note, 12, 20)] });
  const markdown = packMarkdown(
    packQuestions([answer('x', [many])], documents, new Map()),
    [{ ...listed[0]!, original: null, text: { ...listed[0]!.text, path: 'texts/<a>\n.txt' } }],
    documents,
    'fr',
  );
  expect(markdown).toContain('caractères 10 à 21; aussi dans Note \\<1\\>, ligne 1; Note \\<1\\>, ligne 2. `');
  expect(markdown).toContain('[notes/\\<a\\>.txt](<texts/%3Ca%3E%0A.txt>)');
});
