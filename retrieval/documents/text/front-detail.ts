import { readDate } from './date.js';

/** Lines of a front page that are neither title nor heading: who, when, where, in which language, under which number. Accents and case taken off. */
const LABELLED =
  /^(?:de|a|from|to|cc|original|rapporteure?s?|auteure?s?|distr\.?|date|objet|sujet|subject|ref(?:erence)?s?\.?|version|langue|language|source|contact|tel\.?|publie le|published|posted|updated|mis (?:a jour|en ligne))(?:\s*:|\s+(?:le|on)?\s*\d).*$/u;
const BYLINE = /^(?:Par|PAR|By|BY)\s(?:M\.\s|MM\.\s|Mmes?\s)?\p{Lu}[^.;:]{2,80}$/u;
const LANGUAGE = /^(?:francais|anglais|english|french|espagnol|spanish|russe|russian|arabe|arabic|chinois|chinese)\W*$/u;
const ADDRESS = /^(?:https?:\S+|www\.\S+|\S+@\S+\.\S+)$/u;
const PLACE_AND_DATE = /^\p{Lu}[\p{L}\-’' ]{1,40},\s(?:le\s)?\d{1,2}(?:er)?(?:\s?[-–à]\s?\d{1,2})?\s\p{L}{3,10}\.?\s\d{4}$/u;
const ISSUER =
  /^(?:united nations|nations unies|organisation des nations unies|general assembly|assemblee generale|security council|conseil de securite|economic and social council|conseil economique et social|assemblee nationale|senat|republique francaise|au nom du peuple francais|council of europe|conseil de l'europe|european (?:union|parliament|commission)|union europeenne|parlement europeen|commission europeenne|ministere d\S.*|direction (?:generale|centrale).*|prefecture d\S.*)(?:\s+\S*\d\S*)?$/u;
const SESSION = /^(?:\S+ session|agenda items?\b.*|points?\s.*de l'ordre du jour.*|\S+ (?:legislature|annee))$/u;

/** True for such a line; white space in it collapsed. */
export function isFrontDetail(line: string): boolean {
  if (line.length > 120) return false;
  const plain = line.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase().trim();
  return (
    LABELLED.test(plain) ||
    LANGUAGE.test(plain) ||
    ISSUER.test(plain) ||
    SESSION.test(plain) ||
    BYLINE.test(line) ||
    ADDRESS.test(line) ||
    PLACE_AND_DATE.test(line) ||
    readDate(plain.replace(/^(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?\s*/u, '').replace(/\*+$/u, '')) !== null
  );
}

/** True for a line that begins or is a detail so surely that it never goes on with the line above. */
export function isOwnLine(line: string): boolean {
  return line.length <= 80 && (BYLINE.test(line) || ADDRESS.test(line) || readDate(line) !== null);
}
