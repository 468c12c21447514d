import { expect, test } from 'vitest';
import { absenceReport } from '../../../../retrieval/evidence/absence/absence-report.js';
import { citationAt } from '../../../../retrieval/evidence/evidence-document.js';
import { packQuestions } from '../../../../retrieval/evidence/pack/pack-content.js';
import { absenceHtml, packHtml } from '../../../../retrieval/evidence/pack/pack-html.js';
import { answer, documents, listed, note, passage, questionsOf, scan } from './pack.js';

const pageOf = (): string => packHtml(questionsOf(), listed, documents, 'en');

test('a pack as a page', () => {
  const page = pageOf();
  expect(page.slice(page.indexOf('<body>')).split('\n')).toEqual([
    '<body>',
    '<header><h1>Evidence pack</h1><p class="searched">Every excerpt is quoted to the letter. Nothing is reworded or summarised.</p></header>',
    '<main>',
    '<section>',
    '<h2>Combien de &lt;cellules&gt; ?</h2>',
    '<p><span class="verdict">The dossier answers.</span> <span class="searched">Searched 2 documents (7 passages).</span></p>',
    '',
    '',
    '<h3>Excerpts</h3>',
    '<figure>',
    '<p class="context">Avant tout.</p>',
    '<blockquote id="quote-1"><mark>On a fouillé <b>500</b> *cellules*</mark> &amp; &lt;rien&gt; trouvé.</blockquote>',
    '<p class="context">Après tout.</p>',
    '<figcaption>Note &lt;1&gt; · Le rapport · line 2 <a href="#note-1" id="excerpt-1">[1]</a></figcaption>',
    '</figure>',
    '<figure>',
    '<p class="context">Page une.</p>',
    '<blockquote id="quote-2"><mark>66 prisons.</mark></blockquote>',
    '',
    '<figcaption>Scan · p. 2 <a href="#note-2" id="excerpt-2">[2]</a></figcaption>',
    '</figure>',
    '</section>',
    '<section>',
    '<h2>Et',
    ' # Lisbonne ?</h2>',
    '<p><span class="verdict">The dossier does not answer.</span> <span class="searched">Searched 2 documents (7 passages).</span></p>',
    '<p>2 files could not be read:</p><ul><li>b&lt;.pdf: its reader stumbled over it (x); save it again or as another format</li><li>c.pdf: its reader stumbled over it (x); save it again or as another format</li></ul>',
    '<h3>What was searched</h3>',
    '<ul><li>The dossier does not answer. Searched 2 documents (7 passages).</li><li>No document has the word &quot;Lisbonne&quot;.</li><li>Best score: 0.10 (0.50 makes an answer).</li></ul>',
    '<p>Nearest passage (not an answer):</p><blockquote>Page une.</blockquote><p class="note">Scan, p. 1</p>',
    '<p>Files that could not be read:</p><ul><li>b&lt;.pdf: its reader stumbled over it (x); save it again or as another format</li><li>c.pdf: its reader stumbled over it (x); save it again or as another format</li></ul>',
    '<h3>Nearest passages (not answers)</h3>',
    '<figure>',
    '',
    '<blockquote id="quote-3">Page une.</blockquote>',
    '<p class="context">66 prisons.</p>',
    '<figcaption>Scan · p. 1 <a href="#note-3" id="excerpt-3">[3]</a></figcaption>',
    '</figure>',
    '</section>',
    '<section>',
    '<h2>Rien ?</h2>',
    '<p><span class="verdict">Nothing clear; this comes nearest.</span> <span class="searched">Searched 2 documents (7 passages).</span></p>',
    '',
    '',
    '',
    '</section>',
    '<section><h2>Notes</h2><ol class="notes">',
    '<li id="note-1" value="1"><a href="documents/notes/_a%20b_.txt">Note &lt;1&gt;</a>, line 2, characters 12 to 56; also in Scan, p. 2. <code>aWAb_mNBbVSk7AkV</code> <a href="#excerpt-1">↩</a></li>',
    '<li id="note-2" value="2">Scan, <time>2025-05-20</time>, p. 2, characters 10 to 21. <code>HoibqHIM7qT1hE44</code> <a href="#excerpt-2">↩</a></li>',
    '<li id="note-3" value="3">Scan, <time>2025-05-20</time>, p. 1, characters 0 to 9. <code>UBEFUuh-af3DFIGM</code> <a href="#excerpt-3">↩</a></li>',
    '</ol></section>',
    '<section><h2>Documents quoted</h2><div class="scroll"><table>',
    `<tr><td>Note &lt;1&gt;</td><td><a href="documents/notes/_a%20b_.txt">notes/&lt;a&gt;.txt</a><br><code>SHA-256 ${'1'.repeat(64)}</code></td></tr>`,
    `<tr><td>Scan<br><small>2025-05-20</small><br><a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">https://example.org/?a=1&amp;b=2</a></td><td>scan.pdf (not included; its hash names it)<br><code>SHA-256 ${'2'.repeat(64)}</code></td></tr>`,
    '</table></div></section>',
    '</main>',
    '<footer><h2>How to check</h2><ul><li>Unpack, then run: node verify.mjs (Node.js 18 or later, no network).</li><li>It checks the SHA-256 hash of every file and finds each quote in its document, to the letter (UTF-16 units, end exclusive).</li><li>Where the documents are not included: node verify.mjs FOLDER_OF_THE_DOCUMENTS.</li><li>The hash shown at the end must be the one you were given with this pack.</li></ul></footer>',
    '</body>',
    '</html>',
    '',
  ]);
});

test('loads nothing, runs nothing, and says so to the browser', () => {
  const page = pageOf();
  expect(page.slice(0, page.indexOf('<style>')).split('\n')).toEqual([
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Evidence pack</title>',
    '',
  ]);
  expect(page).toMatch(/\{ color-scheme: light dark;[^]*<\/style>\n<\/head>\n<body>/u);
});

test('of several other places each is named', () => {
  const many = passage(scan, '66 prisons.', { also: [citationAt(note, 0, 5), citationAt(note, 12, 20)] });
  const html = packHtml(packQuestions([answer('x', [many])], documents, new Map()), listed, documents, 'fr');
  expect(html).toContain('caractères 10 à 21; aussi dans Note &lt;1&gt;, ligne 1; Note &lt;1&gt;, ligne 2. <code>');
});

test('a report without a near passage, or of files that were all read, says no more than that', () => {
  const none = absenceReport([note], answer('Lisbonne ?', [], { verdict: 'absent', confidence: 0 }));
  expect(absenceHtml(none, 'en').split('\n')).toEqual([
    '<h3>What was searched</h3>',
    '<ul><li>The dossier does not answer. Searched 2 documents (7 passages).</li><li>No document has the word &quot;Lisbonne&quot;.</li><li>Best score: 0.00.</li><li>No passage comes near.</li></ul>',
    '',
    '',
  ]);
});

test('nothing in a report is markup', () => {
  const unread = [{ file: 'scan.pdf', reason: { code: 'reader-failed', detail: '<OCR>' } } as const];
  const asked = answer('Oportic "<b>" ?', [passage(note, note.text)], {
    verdict: 'absent',
    confidence: 0.123,
    searched: { documents: 2, passages: 3, unread },
  });
  const report = absenceHtml(absenceReport([{ ...note, text: `${note.text} Oportik` }], asked, 0.5), 'en');
  expect(report).toContain('No document has the word &quot;Oportic&quot;. Close spellings in the dossier: Oportik (1).');
  expect(report).toContain('Best score: 0.12 (0.50 makes an answer).');
  expect(report).toContain('&lt;rien&gt;');
  expect(report).toContain('&lt;OCR&gt;');
});
