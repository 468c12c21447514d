/**
 * Lines that belong to a site or a page and not to the text: navigation, sharing, page numbers. Only what is certain by
 * itself is listed: a line left in costs little, a line left out can never be quoted.
 */
const NAVIGATION = new Set(
  [
    'accueil|actualité|actualités|à la une|actu|menu|recherche|rechercher|connexion|se connecter|s’abonner|abonnez-vous|newsletter|newsletters',
    'partager|imprimer|envoyer|télécharger|commenter|commentaires|publicité|annonce|haut de page|retour|retour à l’accueil|retour en haut|lire aussi|à lire aussi|lire plus tard',
    'plan du site|mentions légales|accessibilité|cookies|suivez-nous|nous suivre|copier le lien|sommaire|facebook|twitter|linkedin|whatsapp|x',
    'home|news|search|log in|login|sign in|sign up|subscribe|share|print|download|comments|advertisement|back to top|read more|read also|sitemap|legal notice|cookie policy|follow us|copy link|skip to content',
  ]
    .join('|')
    .split('|'),
);

const PAGE_NUMBER = /^(?:[-–—]\s*)?(?:(?:page|p\.)\s*)?\d{1,4}(?:\s*(?:\/|sur|of)\s*\d{1,4})?(?:\s*[-–—])?$/iu;

/** True for a line (white space collapsed) that nobody would quote. */
export function isBoilerplate(line: string): boolean {
  if (line.length > 40) return !/[\p{L}\p{N}]/u.test(line);
  if (!/[\p{L}\p{N}]/u.test(line)) return true;
  if (
    NAVIGATION.has(
      line
        .toLowerCase()
        .replaceAll("'", '’')
        .replace(/[\s:>›»|]+$/u, ''),
    )
  )
    return true;
  return PAGE_NUMBER.test(line) && !/^\d{4}$/u.test(line);
}
