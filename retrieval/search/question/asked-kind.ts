import { fold } from '../../passages/index.js';

/** The kind of thing a question asks for, when it says so: what can be looked for, and highlighted, in a sentence. */
export type AskedKind = 'figure' | 'date' | 'person' | 'place';

/** Nouns that ask for a figure after "quel est le …", folded. Not "taille": it is as often told by a comparison ("de la taille d'un briquet"). */
const MEASURES =
  'nombre|pourcentage|prix|montant|taux|age|superficie|surface|distance|hauteur|longueur|duree|population|somme|cout|vitesse|proportion|chiffre|' +
  'effectif|poids|altitude|largeur|profondeur|temperature|budget|valeur|quantite|number|percentage|price|amount|rate|age|distance|height|length|population|cost|speed|share';

/** Nouns that ask for a date after "quel" or "which", folded. */
const TIMES = 'annee|an|date|jour|mois|siecle|decennie|epoque|periode|heure|moment|saison|year|date|day|month|century|decade|time|period';

const PLACES = 'ville|pays|lieu|region|endroit|province|commune|departement|ile|etat|continent|quartier|village|city|town|country|state|island';

const WHICH = "(?:quel(?:le)?s?|kel(?:le)?s?|what|which)(?: (?:est|etait|sont|etaient|fut|furent|sera|is|was|are|were))?(?: (?:le|la|les|the)| l')? ?";

/** Keywords alone: "date de l'opération", "nombre de cellules", "number of cells". @param nouns alternatives, folded */
const bare = (nouns: string): string => String.raw`^(?:l[ea]s? |l'|the )?(?:${nouns})s? (?:exacte? |totale? )?(?:d[eu]s? |d'|of )`;

/** In order: the first that fits is the kind. Each is looked for in the folded question. */
const KINDS: readonly (readonly [AskedKind, RegExp])[] = [
  [
    'figure',
    new RegExp(
      String.raw`\b(?:combien|cb|how (?:many|much|long|old|far|tall|high|big|large|deep|fast|often))\b|\b${WHICH}(?:${MEASURES})\b|${bare(MEASURES)}`,
      'u',
    ),
  ],
  ['date', new RegExp(String.raw`(?<![\w-])(?:quand|qd|when)\b|\b${WHICH}(?:${TIMES})\b|${bare('annee|date|jour|year|day')}`, 'u')],
  [
    'place',
    new RegExp(
      String.raw`\b${WHICH}(?:${PLACES})\b|${bare('lieu|endroit|ville')}|\bwhere\b|(?:^|\b(?:d'|vers |par |jusqu'|et ))(?:ou|ol)\b(?! (?:alors|bien)\b)`,
      'u',
    ),
  ],
  ['person', /(?:^|[,:;] ?|\b(?:par|a|avec|pour|chez|contre|de|et|sur|est-ce|c'est|to|by|with|for|from|of|and) )(?:qui|ki|who|whom|whose)\b/u],
];

/** "qu'est-ce qui", "ce qui": a thing is asked for, not a person. */
const NOT_A_PERSON = /qu'?\s?est[- ]ce qui\b|\bce qui\b/u;

/** "il y a combien de temps" asks for a date as much as for a figure: the figure is what is highlighted. */
export function askedKind(question: string): AskedKind | null {
  const folded = fold(question).trim();
  for (const [kind, pattern] of KINDS) {
    if (!pattern.test(folded)) continue;
    if (kind === 'person' && NOT_A_PERSON.test(folded)) continue;
    return kind;
  }
  return null;
}
