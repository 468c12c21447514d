import { describe, expect, test } from 'vitest';
import type { EvidenceDocument } from '../../../../retrieval/evidence/evidence-document.js';
import type { Difference } from '../../../../retrieval/evidence/quotes/differences.js';
import { EmptyQuoteError, QuoteTooLongError, verifyQuote } from '../../../../retrieval/evidence/quotes/verify-quote.js';
import { documentOf, seedDocuments } from '../documents.js';

const seeds = seedDocuments();

/** The differences of a quote in short: `changed words figure 600 ← 500`. */
function differences(quote: string, documents: readonly EvidenceDocument[] = seeds): string[] {
  const said = (one: Difference): string => `${one.what} ${one.kind} ${one.touches ?? '-'} ${one.quoted?.text ?? '∅'} ← ${one.written?.text ?? '∅'}`;
  return verifyQuote(documents, quote).parts.flatMap((part) => part.differences.map(said));
}

describe('an exact quote', () => {
  test('is placed with its lines, and its quote is the slice', () => {
    const quote = "L'opération a impliqué la fouille d'environ 500 cellules";
    const check = verifyQuote(seeds, quote);
    const place = check.parts[0]!.place!;
    expect(check).toMatchObject({ verdict: 'exact', parts: [{ form: 'identical', similarity: 1, places: 1, differences: [] }], searched: { documents: 5 } });
    expect(place).toMatchObject({ file: '002_d19d47b111fcdb58.txt', lines: [8, 8], quote });
    expect(seeds.find(({ file }) => file === place.file)!.text.slice(place.start, place.end)).toBe(quote);
  });

  test.each([
    ['other apostrophes and spaces', 'L’opération a impliqué\nla  fouille d’environ 500\u00A0cellules'],
    ['in guillemets', '« L’opération a impliqué la fouille d’environ 500 cellules »'],
    ['in straight marks', '"L\'opération a impliqué la fouille d\'environ 500 cellules"'],
    ['as a Telegram or mail quotation', "> L'opération a impliqué la fouille d'environ 500 cellules"],
    ['with a lower first letter, as inside a sentence', "l'opération a impliqué la fouille d'environ 500 cellules"],
    ['with a changed capital owned up to', "[l]'opération a impliqué la fouille d'environ 500 cellules"],
    ['over lines that the file breaks elsewhere', 'sur les risques de rapprochement entre narcotrafiquants et cybercriminels au sein'],
    ['without the group space of 5 000', 'près de 5000 de ces appareils'],
  ])('%s', (_, quote) => {
    expect(verifyQuote(seeds, quote)).toMatchObject({ verdict: 'exact', parts: [{ form: expect.stringMatching(/identical|typographic/u) as string }] });
  });

  test('of composed and decomposed letters, ligatures, soft hyphens and a word cut at a line end is exact', () => {
    const documents = [documentOf('a.txt', "Les e\u0301tablis\u00ADsements ofﬁciels du cœur de la répub-\nlique ont ﬁni l'année.")];
    expect(verifyQuote(documents, 'Les établissements officiels du coeur de la république ont fini l’année').verdict).toBe('exact');
  });

  test('of a figure in groups is exact whatever sign stands before it', () => {
    for (const sign of ['n°', '–', '>', '±', '1/', '€', '~', '\u0000', '…', ':']) {
      const document = documentOf('a.txt', `Il y a environ ${sign}5 000 cellules dans les prisons.`);
      expect(verifyQuote([document], '5 000 cellules dans les prisons').verdict, sign).toBe('exact');
    }
    expect(verifyQuote([documentOf('a.txt', 'Il y a 2.5 000 cellules et 12 500 lits.')], '500 lits').verdict).not.toBe('exact');
  });

  test('of one, two or three words lists every place', () => {
    expect(verifyQuote(seeds, 'Darknet').parts[0]).toMatchObject({ verdict: 'exact', places: 8 });
    expect(verifyQuote(seeds, 'Darknet').parts[0]!.also).toHaveLength(7);
    expect(verifyQuote(seeds, 'coups d’achat').verdict).toBe('exact');
  });

  test('of several sentences is checked one by one, and they follow each other', () => {
    const check = verifyQuote(
      seeds,
      'Ces téléphones ont été mis en circulation par une société chinoise et étaient distribués en France par le fournisseur nommé Oportik. Des informations de l’enquête indiquent que près de 5 000 de ces appareils étaient en usage dans les prisons françaises.',
    );
    expect(check.verdict).toBe('exact');
    expect(check.parts.map(({ join, verdict }) => [verdict, join])).toEqual([
      ['exact', null],
      ['exact', 'continues'],
    ]);
  });

  test('with marked elisions keeps their order', () => {
    for (const mark of ['[…]', '[...]', '(…)', '(...)', '…', '...']) {
      const check = verifyQuote(
        seeds,
        `Le 20 mai 2025, une vaste opération de perquisitions ${mark} à travers la France ${mark} vise à saisir des téléphones portables`,
      );
      expect(check.verdict, mark).toBe('exact');
      expect(check.parts.map(({ join }) => join)).toEqual([null, 'elision', 'elision']);
      expect(check.parts[1]!.wordsSkipped).toBe(6);
    }
    const turned = verifyQuote(seeds, 'vise à saisir des téléphones portables […] Le 20 mai 2025, une vaste opération de perquisitions');
    expect(turned).toMatchObject({ verdict: 'joined', parts: [{}, { join: 'earlier' }] });
  });

  test('that has dots of its own is not cut', () => {
    const documents = [documentOf('a.txt', 'Il hésite… puis il parle de la pluie et du beau temps.'), documentOf('b.txt', 'Il hésite. Rien.')];
    expect(verifyQuote(documents, 'Il hésite... puis il parle de la pluie')).toMatchObject({ verdict: 'exact', parts: [{ places: 1 }] });
  });

  test('of a repeated sentence falls in with its neighbours', () => {
    const documents = [documentOf('a.txt', 'Rien à dire. Le témoin partit.'), documentOf('b.txt', 'Il fut entendu hier. Rien à dire. Le juge sortit.')];
    const check = verifyQuote(documents, 'Rien à dire. Le juge sortit.');
    expect(check.verdict).toBe('exact');
    expect(check.parts.map(({ place }) => place!.file)).toEqual(['b.txt', 'b.txt']);
    expect(check.parts[0]!.also.map(({ file }) => file)).toEqual(['a.txt']);
  });
});

describe('a near quote shows what it says otherwise', () => {
  test('a figure', () => {
    expect(differences("L'opération a impliqué la fouille d'environ 600 cellules")).toEqual(['changed words figure 600 ← 500']);
    expect(differences('environ 600 cellules')).toEqual(['changed words figure 600 ← 500']);
    expect(differences('près de 8 000 de ces appareils étaient en usage')).toEqual(['changed words figure 8 000 ← 5 000']);
  });

  test('a figure written out, and the part of a larger figure', () => {
    expect(differences('quatre fournisseurs opérant sur le territoire français ont été arrêtés')).toEqual(['changed words figure quatre ← trois']);
    expect(differences('le total est de 500 cellules', [documentOf('a.txt', 'Or le total est de 5 500 cellules.')])).toEqual([
      'changed words figure 500 ← 5 500',
    ]);
  });

  test('a denial put in or taken out', () => {
    expect(differences("trois fournisseurs opérant sur le territoire français n'ont pas été arrêtés")).toEqual([
      'added words negation n ← ∅',
      'added words negation pas ← ∅',
    ]);
    expect(differences('ceux-ci sont nécessairement disponibles pour assurer des formations')).toEqual([
      'missing words negation ∅ ← ne',
      'missing words negation ∅ ← pas',
    ]);
  });

  test('the noise of a scan, apart from words', () => {
    expect(differences("les mesures mises en œuvre\npour prévenir la constitution d'alliances")).toEqual(['changed ocr - œuvre ← ceuvre']);
    expect(differences("A l'heure où les technologies numériques occupent une place croissante")).toEqual(['changed ocr - l ← I', 'changed ocr - où ← ol']);
    expect(differences("certains observateurs s'inquiètent du risque que ces compétences numériques puissent être mobilisées")).toEqual([
      'changed ocr - inquiètent ← inquiétent',
      'changed ocr - numériques ← numeériques',
      'changed ocr - être ← étre',
    ]);
    expect(differences('cherchent à mobiliser leurs compétences techniques')).toEqual(['changed ocr - à ← &']);
    expect(differences('du materiel moderne et de la come', [documentOf('a.txt', 'Voici du matériel modeme et de la corne de brume.')])).toEqual([
      'changed ocr - materiel ← matériel',
      'changed ocr - moderne ← modeme',
      'changed ocr - come ← corne',
    ]);
  });

  test('capitals and punctuation, apart from words', () => {
    expect(differences('un constat simple, net et sans appel', [documentOf('a.txt', 'un constat simple net et Sans appel')])).toEqual([
      'added typography - , ← ∅',
      'changed typography - sans ← Sans',
    ]);
    expect(differences('Le ministre est parti ?', [documentOf('a.txt', 'Le ministre est parti.')])).toEqual(['added typography - ? ← ∅']);
  });

  test('a word cut short, so that "possible" is not found in "impossible"', () => {
    expect(differences('possible de le dire sans preuve', [documentOf('a.txt', 'Il est impossible de le dire sans preuve.')])).toEqual([
      'changed words - possible ← impossible',
    ]);
  });

  test('missing and added words, and a figure is never noise', () => {
    expect(differences('une opération de perquisitions a été menée dans 66 prisons')).toEqual(['missing words - ∅ ← vaste']);
    expect(differences('la vitesse de 10 km par heure', [documentOf('a.txt', 'la vitesse de lO km par heure')])).toEqual(['changed words figure 10 ← lO']);
  });
});

describe('a quote that joins places', () => {
  test('of two sentences from two documents', () => {
    const check = verifyQuote(
      seeds,
      'La possession de téléphones portables est interdite pour les prisonniers. Ils ont pris goût à l’argent facile et ne lâcheront pas leur business de si tôt.',
    );
    expect(check).toMatchObject({ verdict: 'joined', parts: [{ verdict: 'exact' }, { verdict: 'exact', join: 'elsewhere' }] });
  });

  test('within one sentence', () => {
    const check = verifyQuote(
      seeds,
      'Une vaste opération de perquisitions a été menée dans 66 prisons orchestrent assassinats et trafics aux quatre coins de la France.',
    );
    expect(check.verdict).toBe('joined');
    expect(check.parts.map(({ verdict, place }) => [verdict, place!.file.slice(0, 3)])).toEqual([
      ['exact', '002'],
      ['exact', '003'],
    ]);
    // Parts cover the quote in order, none over another.
    expect(check.parts[0]!.end).toBeLessThanOrEqual(check.parts[1]!.start);
  });

  test('over a footnote that a page break put in: the words skipped are counted', () => {
    const check = verifyQuote(
      seeds,
      "les techniques d'enquête traditionnellement employées par les services de détection et de répression avec celles qui font appel aux nouvelles technologies et aux nouveaux outils, en rapport notamment avec le Darknet",
    );
    expect(check).toMatchObject({ verdict: 'joined', parts: [{ verdict: 'exact' }, { verdict: 'exact', join: 'skips', wordsSkipped: 18 }] });
  });

  test('with a part that nobody said', () => {
    const check = verifyQuote(
      seeds,
      'Les narcotrafiquants continuent à semer la mort depuis leur cellule. Le tribunal les a condamnés à trente ans de réclusion criminelle hier soir.',
    );
    expect(check).toMatchObject({ verdict: 'partial', parts: [{ verdict: 'exact' }, { verdict: 'absent', join: 'unknown' }] });
  });
});

describe('an absent quote', () => {
  test('shows the closest passage and what was searched', () => {
    const check = verifyQuote(seeds, 'Le parquet de Marseille a classé sans suite la procédure pour blanchiment.');
    expect(check).toMatchObject({ verdict: 'absent', parts: [{ verdict: 'absent', places: 0, also: [], differences: [] }], searched: { documents: 5 } });
    expect(check.searched.words).toBeGreaterThan(2_000);
    const place = check.parts[0]!.place!;
    expect(seeds.find(({ file }) => file === place.file)!.text.slice(place.start, place.end)).toBe(place.quote);
  });

  test('without any word of the dossier has no closest passage', () => {
    expect(verifyQuote(seeds, 'Xylophone zwölf Böxkämpfer').parts[0]).toMatchObject({ verdict: 'absent', place: null, similarity: 0 });
    expect(verifyQuote([], 'Le chat dort.').parts[0]).toMatchObject({ verdict: 'absent', place: null });
    expect(verifyQuote([documentOf('a.txt', ''), documentOf('b.txt', '   \n')], 'Le chat dort.').verdict).toBe('absent');
  });

  test('in another language', () => {
    expect(verifyQuote(seeds, 'The minister was questioned by the committee about phones in prison.').verdict).toBe('absent');
  });
});

describe('how sentences hang together', () => {
  const joins = (quote: string, ...texts: string[]): unknown[] =>
    verifyQuote(
      texts.map((text, at) => documentOf(`${at}.txt`, text)),
      quote,
    ).parts.map(({ join, wordsSkipped, place }) => [join, wordsSkipped, place?.file, place?.start]);
  const text = 'Un deux trois. Quatre cinq six. Sept huit neuf.';

  test.each([
    ['Un deux trois. Quatre cinq six.', 'continues', 0, 15],
    ['Un deux trois. Sept huit neuf.', 'skips', 3, 32],
    ['Un deux trois. […] Sept huit neuf.', 'elision', 3, 32],
    ['Sept huit neuf. Un deux trois.', 'earlier', 0, 0],
    ['Un deux trois. Un deux trois.', 'earlier', 0, 0],
  ])('%s', (quote, join, skipped, start) => {
    expect(joins(quote, text)[1]).toEqual([join, skipped, '0.txt', start]);
  });

  test('over two documents, and behind what is not found', () => {
    expect(joins('Un deux trois. Dix onze.', text, 'Dix onze.')[1]).toEqual(['elsewhere', 0, '1.txt', 0]);
    expect(joins('Xyz xyz. Sept huit neuf.', text)).toEqual([
      [null, 0, undefined, undefined],
      ['unknown', 0, '0.txt', 32],
    ]);
  });

  describe('a sentence that stands often is taken', () => {
    test.each([
      ['right behind the one before it', 'Dix onze douze. Oui.', 'Un deux. Oui. Dix onze douze. Oui. Non.', 30],
      ['right before the one behind it', 'Oui. Dix onze douze.', 'Oui. Non. Oui. Dix onze douze. Oui.', 10],
      ['else further on in the same document', 'Dix onze douze. Oui.', 'Oui. Dix onze douze. Non. Oui.', 26],
      ['else further up, before the one behind it', 'Oui. Dix onze douze.', 'Oui. Non. Dix onze douze. Non. Oui.', 0],
      ['else first', 'Oui. Non.', 'Peut. Oui. Ou. Oui.', 6],
    ])('%s', (_, quote, document, start) => {
      const parts = verifyQuote([documentOf('a.txt', 'Oui. Rien.'), documentOf('b.txt', document)], quote).parts;
      const [oui] = parts.filter((part) => part.text.startsWith('Oui'));
      expect([oui!.place!.file, oui!.place!.start]).toEqual(quote === 'Oui. Non.' ? ['a.txt', 0] : ['b.txt', start]);
    });

    test('to the letter rather than in other typography', () => {
      const check = verifyQuote([documentOf('a.txt', 'le  cœur bat, le cœur bat')], 'le cœur bat');
      expect(check.parts[0]).toMatchObject({ form: 'identical', place: { start: 14 }, also: [{ start: 0 }], places: 2 });
    });
  });
});

describe('places that say the same', () => {
  test('are counted, and twenty listed beside the first', () => {
    expect(verifyQuote([documentOf('a.txt', 'chat '.repeat(30))], 'chat').parts[0]).toMatchObject({ places: 30, also: { length: 20 } });
    expect(verifyQuote([documentOf('a.txt', 'chat '.repeat(2_500))], 'chat').parts[0]).toMatchObject({ verdict: 'exact', places: 2_500 });
  });

  test('are the exact ones where there is one, else the near ones', () => {
    expect(verifyQuote([documentOf('a.txt', 'Il part. Il part ? Il part.')], 'Il part ?').parts[0]).toMatchObject({ verdict: 'exact', places: 1, also: [] });
    expect(verifyQuote([documentOf('a.txt', 'Il part. Il part.')], 'Il part ?').parts[0]).toMatchObject({ verdict: 'near', places: 2, also: { length: 1 } });
  });
});

describe('a sentence of which a piece is found', () => {
  const foreign = (from: number, count: number): string => Array.from({ length: count }, (_, at) => `inconnu${from + at}`).join(' ');
  const known = 'les gendarmes ont fouillé toutes les cellules de la vieille prison hier matin';
  const piece = (words: number): string => known.split(' ').slice(0, words).join(' ');
  const check = (quote: string) => verifyQuote([documentOf('a.txt', `On dit que ${known}. Fin.`)], quote);

  test('of less than two fifths, and of fewer than twelve words, is absent: names and phrases stand everywhere', () => {
    const none = check(`${foreign(0, 8)} ${piece(8)} ${foreign(20, 14)}`);
    expect(none).toMatchObject({ verdict: 'absent', parts: [{ form: null, places: 0, differences: [], join: null }] });
    expect(none.parts[0]!.similarity).toBeCloseTo(8 / 30);
    expect(none.parts[0]!.place!.quote).toBe(`On dit que ${known}.`);
  });

  test('of two fifths is partial', () => {
    const partial = check(`${foreign(0, 6)} ${piece(8)} ${foreign(20, 6)}`);
    expect(partial.verdict).toBe('partial');
    expect(partial.parts.map(({ verdict, text }) => [verdict, text])).toEqual([
      ['absent', foreign(0, 6)],
      ['exact', piece(8)],
      ['absent', foreign(20, 6)],
    ]);
  });

  test('of twelve words is partial however long the rest is', () => {
    expect(check(`${foreign(0, 20)} ${piece(12)} ${foreign(30, 20)}`).parts.map(({ verdict }) => verdict)).toEqual(['absent', 'exact', 'absent']);
    expect(check(`${foreign(0, 20)} ${piece(11)} ${foreign(30, 20)}`).verdict).toBe('absent');
  });
});

describe('the closest passage', () => {
  const closest = (body: string): string => verifyQuote([documentOf('a.txt', body)], 'chat noir vole oiseaux bleus sur toits verts').parts[0]!.place!.quote;

  test('is widened to its sentence', () => {
    expect(closest('Avant tout. Le gros chat noir mange des souris dans la grande maison rouge. Fin.')).toBe(
      'Le gros chat noir mange des souris dans la grande maison rouge.',
    );
  });

  test('where the sentence ends within 300 characters, to either side', () => {
    const long = 'mot '.repeat(80);
    expect(closest(`Avant. Le ${long}chat noir mange des souris dans la grande maison. Fin.`)).toBe('chat noir mange des souris dans la grande maison.');
    expect(closest(`Avant. Le chat noir mange ${long}ici. Fin.`)).toMatch(/^Le chat noir[^.]*$/u);
    const just = 'mot '.repeat(70);
    expect(closest(`Avant. Le ${just}chat noir mange ${just}ici. Fin.`)).toMatch(/^Le mot[^]*ici\.$/u);
  });
});

describe('bad input', () => {
  test.each(['', '   \n', '« »', '…', '[…]', '"', '—'])('no word in %j', (quote) => {
    expect(() => verifyQuote(seeds, quote)).toThrow(EmptyQuoteError);
  });

  test('a text too long', () => {
    expect(() => verifyQuote(seeds, 'mot '.repeat(10_000))).toThrow(QuoteTooLongError);
    const room = ' '.repeat(32_768 - 'Darknet'.length);
    expect(verifyQuote(seeds, `Darknet${room}`).verdict).toBe('exact');
    expect(() => verifyQuote(seeds, `Darknet ${room}`)).toThrow('checking a quote: at most 32768 characters expected, found 32769; check it in pieces');
    expect(() => verifyQuote(seeds, '')).toThrow('checking a quote: a text with at least one word expected, found none; paste the words to check');
  });

  test('a long text without a full stop, emoji, half a surrogate pair and a rule of signs end in a verdict', () => {
    expect(verifyQuote(seeds, 'prison '.repeat(600)).parts.length).toBeGreaterThan(0);
    expect(verifyQuote(seeds, '👮 police 🚓 \uD83D').verdict).toBe('exact');
    expect(verifyQuote(seeds, `=====${'-'.repeat(500)}`).verdict).toBe('absent');
  });

  test('every slice holds, whatever is asked', () => {
    const text = seeds.map((document) => document.text).join('\n');
    for (let at = 0; at < text.length; at += 997) {
      const quote = text.slice(at, at + 300);
      const check = verifyQuote(seeds, quote);
      for (const part of check.parts) {
        expect(quote.slice(part.start, part.end)).toBe(part.text);
        const places = part.place ? [part.place, ...part.also] : [];
        for (const place of places) expect(seeds.find(({ file }) => file === place.file)!.text.slice(place.start, place.end)).toBe(place.quote);
        for (const { quoted, written } of part.differences) {
          if (quoted) expect(quote.slice(quoted.start, quoted.end)).toBe(quoted.text);
          if (written) expect(seeds.find(({ file }) => file === part.place!.file)!.text.slice(written.start, written.end)).toBe(written.text);
        }
      }
    }
  });
});
