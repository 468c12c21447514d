import { describe, expect, it } from 'vitest';
import { fold } from '../../../../retrieval/passages/words/fold.js';
import { contentTerms, terms } from '../../../../retrieval/passages/words/terms.js';
import { hostileText, seeded } from '../../../support/seeded.js';
import { seedTexts, seedText } from '../../../support/dossiers.js';

const of = (text: string): string[] => contentTerms(text).map(({ term }) => term);
const withKinds = (text: string): string[] => contentTerms(text).map(({ term, kind }) => `${term}:${kind}`);

/** All terms, each with how it is written. */
const written = (text: string): string[] => terms(text).map(({ term, start, end }) => `${term}:${text.slice(start, end)}`);

/** Two ways of writing give the same terms. */
function expectSame(one: string, other: string): void {
  expect(of(other).sort()).toEqual(of(one).sort());
  expect(of(one)).not.toEqual([]);
}

describe('terms', () => {
  it.each([
    ['arrêtés à Marseille', 'arretes a marseille'],
    ['ARRÊTÉS À MARSEILLE', 'arrêtés à Marseille'],
    ['été e\u0301tudié', 'e\u0301te\u0301 étudié'],
    ['mise en œuvre', 'mise en oeuvre'],
    ['mise en œuvre', 'mise en ceuvre'],
    ['une manœuvre, le cœur, sa sœur', 'une manceuvre, le cceur, sa sceur'],
    ["l'attention", "I'attention"],
    ["l'heure", "A I'heure"],
    ["l'heure où", "l'heure ol"],
    ["l'administration", 'l’administration'],
    ["jusqu'à l'enquête d'hier", 'jusqu’à I’enquéte d’hier'],
    ["services d'enquête", "services d'enquéte"],
    ['peuvent être difficiles à identifier', 'peuvent étre difficiles a identifier'],
    ['ANSSI', 'A.N.S.S.I.'],
    ["l'ANSSI", 'anssi'],
    ['article 222-37', 'art. 222-37'],
    ['articles 222-37', 'art 222‑37'],
    ['article L. 121-3', 'art. L121-3'],
    ['l’article L. 121-3', 'L.121-3'],
    ['5 000', '5\u00A0000'],
    ['100\u202F000', '100 000'],
    ['100000', '100 000'],
    ['5,000 devices', '5 000 devices'],
    ['67,8', '67.8'],
    ['1er octobre 2008', '1 octobre 2008'],
    ['20 mai 2025', 'May 20, 2025'],
    ['XIXe siècle', '19e siècle'],
    ['chevaux, travaux, lieux', 'cheval, travail, lieu'],
    ['les détenus arrêtent', 'la détenue arrêtée'],
    ['cybercriminalité', 'cyber-\ncriminalité'.replace('-\n', '')],
    ['ppl arreté', 'personnes arrêtées'],
    ['they searched', 'searching'],
    ['ｔｅｘｔｅ', 'texte'],
    ['stu\u00ADpé\u200Bfiants', 'stupéfiants'],
  ])('reads %j and %j the same', expectSame);

  it('keeps what differs apart', () => {
    expect(of('article 5')).not.toEqual(of('5'));
    expect(of('222-37')).not.toEqual(of('222-39'));
    expect(of('2019 100 personnes')).toEqual(['2019', '100', 'person']);
    expect(of('le rapport 2.0')).toContain('2.0');
  });

  it('takes elided words off and drops function words', () => {
    expect(of("L'usage d'internet qu'il n'a jusqu'ici pas")).toEqual(['usag', 'internet']);
    expect(of('Combien de cellules ont été fouillées ?')).toEqual(['cellul', 'fouill']);
    expect(of('How many cells were searched?')).toEqual(['cel', 'search']);
    expect(of("aujourd'hui, Darmanin's plan, don't")).toEqual(['aujourdhui', 'darmanin', 'plan']);
  });

  it('gives compounds whole and in parts', () => {
    expect(of('deux-roues')).toEqual(['deuxrou', 'deux', 'rou']);
    expect(of('cyber-\ncriminalité')).toEqual([...of('cybercriminalité'), ...of('cyber'), ...of('criminalité')]);
    expect(of('dit-il, a-t-on, peut-être')).toEqual(['dit']);
  });

  it('makes one reference of an article of law, with its number', () => {
    expect(withKinds("L'art. 222-37 du code pénal")).toEqual(['art.222-37:reference', '222-37:number', 'cod:word', 'penal:word']);
    expect(of('articles 222-34 à 222-40 et 222-43')).toEqual(['art.222-34', '222-34', 'art.222-40', '222-40', 'art.222-43', '222-43']);
    expect(of('article 5, 500 cellules')).toEqual(['art.5', '5', '500', 'cellul']);
  });

  it('finds a bare number of an article, and the years of a span', () => {
    expect(of('le 222-37')).toContain('222-37');
    expect(of('de 2001-2006')).toEqual(['2001-2006', '2001', '2006']);
  });

  it('tells acronyms from headings in capitals', () => {
    expect(withKinds("le QER et l'ONUDC")).toEqual(['qer:acronym', 'onudc:acronym']);
    expect(withKinds('TRAFIC DE DROGUE')).toEqual(['trafic:word', 'drogu:word']);
    expect(of('the US and IT')).toEqual(['us', 'it']);
    expect(of('QUI a parlé')).toEqual(['parl']);
  });

  it('reads dates only of the calendar', () => {
    expect(withKinds('le 20/05/2025')).toEqual(['2025-05-20:date', '20:number', 'mai:date', '2025:number']);
    expect(of('50 mai 2025')).toEqual(['50', 'mai', '2025']);
    expect(of('12 cellules 2025')).toEqual(['12', 'cellul', '2025']);
  });

  it('reads a scanner’s l whatever it looks like, and other elisions as they are', () => {
    for (const l of ['l', 'I', '1', '|']) {
      expect(of(`${l}'attention`)).toEqual(of('attention'));
      expect(terms(`${l}'attention`)[0]).toEqual({ term: 'l', start: 0, end: 1, kind: 'word' });
    }
    expect(terms("d'eau, qu'il").map(({ term }) => term)).toEqual(['d', 'eau', 'qu', 'il']);
  });

  it('takes an English ending off after an apostrophe, not after a hyphen', () => {
    expect(written("Darmanin's")).toEqual(['darmanin:Darmanin']);
    expect(written("Jean-Luc's")).toEqual(['jeanluc:Jean-Luc', 'jean:Jean', 'luc:Luc']);
    expect(written("they'll, who'd, we've")).toEqual(['they:they', 'who:who', 'we:we']);
    expect(written("O'Reilly des prud'hommes")).toEqual(["oreil:O'Reilly", 'des:des', "prudhomm:prud'hommes"]);
    expect(written('vitamine-D')).toEqual(['vitamin:vitamine', 'd:D']);
  });

  it('leaves a pronoun out of the whole, and only one at the end', () => {
    expect(written('tais-toi')).toEqual(['tai:tais', 'toi:toi']);
    expect(written('contre-attaque-t-il')).toEqual(['contreattaqu:contre-attaque', 'contr:contre', 'attaqu:attaque', 't:t', 'il:il']);
    expect(written('rendez-vous-surprise')).toEqual(['rendezvoussurpris:rendez-vous-surprise', 'rend:rendez', 'vou:vous', 'surpris:surprise']);
  });

  it('makes a whole of two subjects at least, and parts only of what has hyphens itself', () => {
    expect(written('arc-en-ciel')).toEqual(['arcenciel:arc-en-ciel', 'arc:arc', 'en:en', 'ciel:ciel']);
    expect(of('au-delà')).toEqual(['del']);
    expect(of("deux-roues, aujourd'hui")).toEqual(['deuxrou', 'deux', 'rou', 'aujourdhui']);
  });

  it('takes no number for an article but in a list of them', () => {
    expect(withKinds('à 40')).toEqual(['40:number']);
    expect(of('articles 5 and 6, 7')).toEqual(['art.5', '5', 'art.6', '6', 'art.7', '7']);
    expect(of('article 5 et 6')).toEqual(['art.5', '5', '6']);
    expect(of('articles 5 et L. 121-3')).toEqual(['art.5', '5', 'art.l121-3', '121-3']);
    expect(of('articles 5 avec 6')).toEqual(['art.5', '5', '6']);
  });

  it('says of what kind each term is', () => {
    expect(withKinds("l'A.N.S.S.I. a 5 000 deux-roues du XIXe siècle, de 2001-2006")).toEqual([
      'anssi:acronym',
      '5000:number',
      'deuxrou:word',
      'deux:word',
      'rou:word',
      '19:number',
      'siecl:word',
      '2001-2006:number',
      '2001:number',
      '2006:number',
    ]);
  });

  it('looks at the word before and the one after capitals', () => {
    const kindOf = (text: string, word: string): string => terms(text).find(({ start, end }) => text.slice(start, end) === word)!.kind;
    expect(kindOf('PLAN de ONUDC', 'ONUDC')).toBe('acronym');
    expect(kindOf('DROGUE : ONUDC', 'ONUDC')).toBe('word');
    expect(kindOf('ONUDC : DROGUE', 'ONUDC')).toBe('word');
    expect(kindOf('ONUDC (2020) DROGUE', 'ONUDC')).toBe('acronym');
    expect(kindOf('DROGUE ONUDC, le plan de lutte contre le trafic', 'ONUDC')).toBe('word');
    expect(kindOf('M. QER parle', 'QER')).toBe('acronym');
    expect(of('he saw it')).toEqual(['saw']);
  });

  it('knows the bounds of a month and a year, however the date is written', () => {
    const kinds = (text: string): string[] => withKinds(text).slice(0, 1);
    for (const date of ['1/01/2025', '01/1/2025', '1er janvier 2025', 'January 1, 2025', '2025-01-01']) expect(kinds(date)).toEqual(['2025-01-01:date']);
    expect(kinds('31/12/2025')).toEqual(['2025-12-31:date']);
    expect(kinds('December 31st, 2025')).toEqual(['2025-12-31:date']);
    for (const none of ['00/05/2025', '32/05/2025', '05/00/2025', '05/13/2025', '2025-13-05'])
      expect(withKinds(none).map((found) => found.split(':')[1])).not.toContain('date');
  });

  it('gives a date’s parts, or its words when it is none, each where it stands', () => {
    expect(written('Du 20 mai 2025')).toEqual(['du:Du', '2025-05-20:20 mai 2025', '20:20', 'mai:mai', '2025:2025']);
    expect(written('On 2025-05-20')).toEqual(['on:On', '2025-05-20:2025-05-20', '2025:2025', 'mai:05', '20:20']);
    expect(written('On May 20, 2025')).toEqual(['on:On', '2025-05-20:May 20, 2025', 'mai:May', '20:20', '2025:2025']);
    expect(written('Aux 12es cellules 2025')).toEqual(['aux:Aux', '12:12es', 'cellul:cellules', '2025:2025']);
    expect(written('Du 1er groupe 2025')).toEqual(['du:Du', '1:1er', 'group:groupe', '2025:2025']);
    expect(withKinds('Du 1er groupe 2025')).toEqual(['1:number', 'group:word', '2025:number']);
  });

  it('makes no term of a ligature of Arabic marks, a letter that folds to a space', () => {
    expect(terms('\uFC5E mot \uFC5E-\uFC5F').map(({ term }) => term)).toEqual(['mot']);
  });

  it('points at the words as they are written', () => {
    const text = seedText('000');
    const found = terms(text);
    expect(found.filter(({ term }) => term === 'attent').map(({ start, end }) => text.slice(start, end))).toEqual(['attention']);
    expect(found.filter(({ term }) => term === 'oeuvr').map(({ start, end }) => text.slice(start, end))).toEqual(['ceuvre', 'ceuvre']);
  });

  const expectSound = (text: string): void => {
    let start = 0;
    for (const term of terms(text)) {
      expect(term.start).toBeGreaterThanOrEqual(start);
      expect(term.end).toBeGreaterThan(term.start);
      expect(term.end).toBeLessThanOrEqual(text.length);
      expect(term.term).not.toBe('');
      expect(term.term).not.toMatch(/\s/u);
      expect(term.term.length).toBeLessThanOrEqual(80);
      if (term.kind === 'word' && /^[a-z]+$/u.test(term.term)) expect(fold(text.slice(term.start, term.end))).toMatch(/[a-z0-9|]/u);
      start = term.start;
    }
  };

  it.each(seedTexts)('has offsets in order in %s', (_file, text) => {
    expectSound(text);
  });

  it('has offsets in order in any text', () => {
    const random = seeded(11);
    for (let round = 0; round < 400; round++) expectSound(hostileText(random, 1 + Math.floor(random() * 60)));
  });

  it('gives the same terms wherever the text stands', () => {
    const random = seeded(12);
    for (let round = 0; round < 100; round++) {
      const text = hostileText(random, 20);
      const moved = terms(`\n\n${text}`).map(({ term, start, end }) => ({ term, start: start - 2, end: end - 2 }));
      expect(moved).toEqual(terms(text).map(({ term, start, end }) => ({ term, start, end })));
    }
  });

  it.each([
    ['one word of 1 MB', 'a'.repeat(1_000_000)],
    ['1 MB of figures', '1'.repeat(1_000_000)],
    ['1 MB of groups of figures', '100 000 '.repeat(125_000)],
    ['1 MB of hyphens', 'a-'.repeat(500_000)],
    ['1 MB of apostrophes', "l'".repeat(500_000)],
    ['1 MB of points', 'A.'.repeat(500_000)],
    ['1 MB of marks', `e${'\u0301'.repeat(1_000_000)}`],
    ['1 MB of articles', 'art. 1, '.repeat(125_000)],
  ])('comes to an end on %s', (_name, text) => {
    expect(terms(text).length).toBeGreaterThan(0);
  });
});
