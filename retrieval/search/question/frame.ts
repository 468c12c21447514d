import { contentTerms } from '../../passages/index.js';

/** Ways to begin a request that say nothing of what is asked, French and English. */
const FRAME = new RegExp(
  String.raw`^\s*(?:(?:` +
    [
      String.raw`(?:est-ce que )?(?:tu (?:peux|pourrais)|vous (?:pouvez|pourriez)|peux[- ]tu|pouvez[- ]vous|pourrais[- ]tu|pourriez[- ]vous) (?:(?:me|nous) )?(?:dire|expliquer|indiquer|pr[ée]ciser|rappeler)`,
      String.raw`(?:dis|dites)[- ]moi`,
      String.raw`(?:je (?:voudrais|veux|souhaite|souhaiterais)|j['’]aimerais) (?:bien )?(?:savoir|conna[iî]tre)`,
      String.raw`(?:sais[- ]tu|savez[- ]vous|tu sais|vous savez)`,
      String.raw`(?:can|could|would|will) you (?:please )?(?:tell (?:me|us)|explain(?: to (?:me|us))?)`,
      String.raw`(?:please )?tell (?:me|us)`,
      String.raw`do you know`,
      String.raw`i(?:['’]d| would) like to know|i want to know`,
    ].join('|') +
    String.raw`)(?:,? (?:s['’]il (?:te|vous) pla[iî]t|svp|stp|please))?,?\s+)`,
  'iu',
);

/** A question without the request around it: "Peux-tu me dire combien de cellules …" asks "combien de cellules …". Whole where nothing would be left to look for. */
export function withoutFrame(question: string): string {
  const rest = question.replace(FRAME, '');
  return contentTerms(rest).length > 0 ? rest : question;
}
