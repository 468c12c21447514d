import type { Language } from '../../language.js';
import type { Foreign, UnreadReason, UnreadReasons } from './unread-reason.js';

/** One wording a language. */
type InEach<Words> = Readonly<Record<Language, Words>>;

const FOREIGN: InEach<Readonly<Record<Foreign, string>>> = {
  fr: {
    'old-office': 'un ancien document bureautique, ou protégé par mot de passe (DOC, XLS, MSG, DOCX protégé) ; enregistrez-le en DOCX sans mot de passe',
    gif: 'une image GIF ; enregistrez-la en PNG',
    gzip: 'une archive GZIP ; décompressez-la',
    bzip2: 'une archive BZIP2 ; décompressez-la',
    sevenzip: 'une archive 7z ; décompressez-la',
    rar: 'une archive RAR ; décompressez-la',
    zip: 'une archive ZIP ; décompressez-la',
    video: 'une vidéo, ou une image HEIC ; enregistrez une image en JPEG',
    sound: 'un son ou une vidéo',
    program: 'un programme',
    database: 'une base de données (SQLite) ; exportez en CSV ce qui est à chercher',
    presentation: 'une présentation (PPTX) ; enregistrez-la en PDF',
    ebook: 'un livre numérique verrouillé (EPUB avec DRM) ; procurez-vous-le sans verrou, ou en PDF',
    opendocument: 'un fichier OpenDocument qui n’est pas un texte ; enregistrez-le en ODT ou en PDF',
  },
  en: {
    'old-office': 'an old or password-protected office document (DOC, XLS, MSG, protected DOCX); save it as DOCX without a password',
    gif: 'a GIF picture; save it as PNG',
    gzip: 'a GZIP archive; unpack it',
    bzip2: 'a BZIP2 archive; unpack it',
    sevenzip: 'a 7z archive; unpack it',
    rar: 'a RAR archive; unpack it',
    zip: 'a ZIP archive; unpack it',
    video: 'a video, or a HEIC picture; save a picture as JPEG',
    sound: 'a sound or video',
    program: 'a program',
    database: 'a database (SQLite); export what is to be searched as CSV',
    presentation: 'a presentation (PPTX); save it as PDF',
    ebook: 'a locked e-book (EPUB with DRM); get it without a lock, or as PDF',
    opendocument: 'an OpenDocument file that is no text; save it as ODT or PDF',
  },
};

const DAMAGED: InEach<Readonly<Record<UnreadReasons['damaged']['kind'], (detail: string) => string>>> = {
  fr: {
    docx: (detail) => `un document Word abîmé (${detail}) ; enregistrez-le de nouveau`,
    package: (detail) => `un document abîmé (${detail}) ; enregistrez-le de nouveau`,
    pdf: (detail) => `un PDF abîmé (${detail}) ; enregistrez-le ou numérisez-le de nouveau`,
    mail: (detail) => `un courriel abîmé (${detail}) ; enregistrez-le de nouveau`,
    picture: (detail) => `une image qui ne se lit pas (${detail}) ; enregistrez-la en PNG ou en JPEG`,
  },
  en: {
    docx: (detail) => `a Word document expected, found a damaged one (${detail}); save it again`,
    package: (detail) => `a whole document expected, found a damaged one (${detail}); save it again`,
    pdf: (detail) => `a PDF expected, found a damaged one (${detail}); save or scan it again`,
    mail: (detail) => `a mail expected, found a damaged one (${detail}); save it again`,
    picture: (detail) => `a picture expected, found one that cannot be read (${detail}); save it as PNG or JPEG`,
  },
};

const NO_TEXT_FR = 'aucun texte dans le document ; s’il contient des images de pages, enregistrez-le en PDF';

const NO_TEXT: InEach<Readonly<Record<UnreadReasons['no-text']['kind'], string>>> = {
  fr: {
    docx: NO_TEXT_FR,
    odt: NO_TEXT_FR,
    rtf: NO_TEXT_FR,
    epub: NO_TEXT_FR,
    html: 'aucun texte dans la page ; enregistrez-la avec son texte, ou en PDF',
    mail: 'un courriel sans texte',
    xlsx: 'aucune ligne dans le classeur ; il n’y a rien à y chercher',
    picture: 'aucun texte dans l’image ; numérisez ou photographiez la page de nouveau, droite et nette',
    pdf: 'seulement des pages vides',
  },
  en: {
    docx: 'text expected in the Word document, found none; if it holds pictures of pages, save it as PDF',
    odt: 'text expected in the document, found none; if it holds pictures of pages, save it as PDF',
    rtf: 'text expected in the RTF file, found none; if it holds pictures of pages, save it as PDF',
    epub: 'text expected in the e-book, found none; if it holds pictures of pages, save it as PDF',
    html: 'a text expected in the page, found none; save the page with its text, or as PDF',
    mail: 'a mail with a text expected, found none',
    xlsx: 'rows expected in the spreadsheet, found none; there is nothing to search in it',
    picture: 'text expected in the picture, found none; scan or photograph the page again, straight and sharp',
    pdf: 'text expected, found only empty pages',
  },
};

const WORDS: InEach<{ readonly [Code in keyof UnreadReasons]: (reason: UnreadReasons[Code]) => string }> = {
  fr: {
    'cannot-open': ({ detail }) => `impossible à ouvrir (${detail}) ; vérifiez qu’il est là et ses droits d’accès`,
    'closed-folder': ({ detail }) => `un sous-dossier impossible à ouvrir (${detail}) ; vérifiez ses droits d’accès`,
    'control-name': () => 'son nom contient des caractères de contrôle ; renommez le fichier',
    'no-file': () => 'ce n’est pas un fichier (prise, tube ou périphérique)',
    'broken-link': ({ detail }) => `un lien qui ne mène nulle part (${detail})`,
    'link-out': () => 'un lien qui sort du dossier ; copiez plutôt le fichier dans le dossier',
    'link-folder': () => 'un lien vers un sous-dossier du dossier ; ses fichiers sont lus à leur propre place',
    'not-there': () => 'nommé dans dossier.json, mais aucun fichier du dossier ne porte ce nom ; corrigez-le là',
    foreign: ({ kind }) => FOREIGN.fr[kind],
    encrypted: () => 'protégé par un mot de passe ; enregistrez-le sans',
    damaged: ({ kind, detail }) => DAMAGED.fr[kind](detail),
    nul: ({ at }) => `un caractère NUL à l’octet ${count(at)} : le fichier n’a pas l’air d’un texte ; enregistrez-le comme document ou en texte brut`,
    controls: ({ found }) => `${count(found)} caractères de contrôle : le fichier n’a pas l’air d’un texte ; enregistrez-le comme document ou en texte brut`,
    'bad-utf8': ({ at }) => `un texte UTF-8 interrompu par d’autres octets à l’octet ${count(at)} ; enregistrez-le de nouveau en UTF-8`,
    'bad-utf16': () => 'annoncé en UTF-16, mais fait d’autres octets ; enregistrez-le en UTF-8',
    empty: () => 'un fichier vide ; il n’y a rien à y chercher',
    'no-text': ({ kind }) => NO_TEXT.fr[kind],
    'silent-pictures': () => 'seulement des images sans texte ; numérisez les pages de nouveau, droites et à 300 ppp',
    'unrecognised-pictures': () => 'seulement des images qui n’ont pas pu être reconnues ; numérisez les pages de nouveau',
    'too-many-pictures': ({ limit }) => `seulement des images, plus que les ${count(limit)} reconnues par fichier ; partagez le fichier`,
    'too-large': ({ limit, found }) => `${count(found)} Mio, plus que les ${count(limit)} Mio admis ; partagez le fichier`,
    'too-long': ({ limit }) => `plus de ${count(limit)} caractères de texte ; partagez le fichier`,
    'too-many-pages': ({ limit, found }) => `${count(found)} pages, plus que les ${count(limit)} admises ; partagez le fichier`,
    'too-many-pixels': ({ limit, width, height }) =>
      `une image de ${count(width)} × ${count(height)} points, plus que les ${count(limit)} millions admis ; réduisez-la`,
    unfolds: ({ limit, found }) =>
      `${count(found)} Mio une fois déplié, plus que les ${count(limit)} Mio admis : c’est peut-être une bombe ; enregistrez son texte dans un document plus petit`,
    attachments: ({ limit }) => `plus de ${count(limit)} pièces jointes dans un courriel ; enregistrez-la à part`,
    'mail-depth': ({ limit }) => `plus de ${count(limit)} courriels les uns dans les autres ; enregistrez-le à part`,
    nested: () => 'trop d’éléments les uns dans les autres ; enregistrez son texte dans un nouveau document',
    memory: ({ limit }) => `sa lecture prend plus de ${count(limit)} Mio de mémoire ; partagez-le, ou enregistrez son texte`,
    time: ({ limit }) => `sa lecture prend plus de ${count(limit)} secondes ; partagez-le, ou enregistrez son texte`,
    'reader-failed': ({ detail }) => `son lecteur a trébuché dessus (${detail}) ; enregistrez-le de nouveau, ou dans un autre format`,
    'reader-ended': ({ detail }) => `sa lecture a mis fin au lecteur (${detail}) ; enregistrez son texte dans un nouveau document`,
    'reader-missing': ({ detail }) => `le lecteur n’a pas pu démarrer ou répondre (${detail}) ; réessayez`,
    'no-language-data': ({ language }) =>
      `reconnaître une image demande les données de langue @tesseract.js-data/${language}, absentes ; lancez « npm install »`,
    stopped: () => 'la lecture a été arrêtée',
    'silent-pages': (part) =>
      `${pages(part)} : ${part.count === 1 ? 'une image' : 'des images'} où aucun texte n’a été trouvé ; la recherche couvre le reste du fichier`,
    'unrecognised-pages': (part) =>
      `${pages(part)} : ${part.count === 1 ? 'une image qui n’a' : 'des images qui n’ont'} pas pu être ${part.count === 1 ? 'reconnue' : 'reconnues'} ; la recherche couvre le reste du fichier`,
    'left-pages': (part) => `${pages(part)} : plus d’images que ce qui est reconnu par fichier ; partagez le fichier`,
  },
  en: {
    'cannot-open': ({ detail }) => `cannot be opened (${detail}); check that it is there and its permissions`,
    'closed-folder': ({ detail }) => `a folder that cannot be opened (${detail}); check its permissions`,
    'control-name': () => 'a name without control characters expected; rename the file',
    'no-file': () => 'a file expected, found a socket, pipe or device',
    'broken-link': ({ detail }) => `a link that leads nowhere (${detail})`,
    'link-out': () => 'a link that leads out of the dossier; copy the file into the folder instead',
    'link-folder': () => 'a link to a folder of the dossier; its files are read in their own place',
    'not-there': () => 'named in dossier.json, but no such file is in the dossier; correct the name there',
    foreign: ({ kind }) => `a document expected, found ${FOREIGN.en[kind]}`,
    encrypted: () => 'a document without a password expected, found an encrypted one; save it without a password',
    damaged: ({ kind, detail }) => DAMAGED.en[kind](detail),
    nul: ({ at }) => `text expected, found a NUL character at byte ${at}: the file looks binary; save it as a document or as plain text`,
    controls: ({ found }) => `text expected, found ${found} control characters: the file looks binary; save it as a document or as plain text`,
    'bad-utf8': ({ at }) => `UTF-8 text expected, found other bytes from byte ${at} on; save the file as UTF-8 again`,
    'bad-utf16': () => 'UTF-16 text expected after its mark, found other bytes; save the file as UTF-8',
    empty: () => 'text expected, found an empty file; there is nothing to search in it',
    'no-text': ({ kind }) => NO_TEXT.en[kind],
    'silent-pictures': () => 'text expected, found only pictures without any; scan the pages again, straight and at 300 dpi',
    'unrecognised-pictures': () => 'text expected, found only pictures that could not be recognised; scan the pages again',
    'too-many-pictures': ({ limit }) => `text expected, found only pictures, more than the ${limit} that are recognised in one file; split it`,
    'too-large': ({ limit, found }) => `at most ${limit} MiB expected, found ${found} MiB; split the file`,
    'too-long': ({ limit }) => `at most ${limit} characters of text expected, found more; split the file`,
    'too-many-pages': ({ limit, found }) => `at most ${limit} pages expected, found ${found}; split the file`,
    'too-many-pixels': ({ limit, width, height }) => `a picture of at most ${limit} million pixels expected, found ${width} × ${height}; make it smaller`,
    unfolds: ({ limit, found }) =>
      `a document of at most ${limit} MiB expected once unfolded, found ${found} MiB: it may be a bomb; save its text in a smaller document`,
    attachments: ({ limit }) => `at most ${limit} attachments expected in a mail, found more; save it apart`,
    'mail-depth': ({ limit }) => `at most ${limit} mails inside each other expected, found more; save it apart`,
    nested: () => 'a document expected, found one nested too deeply; save its text in a new one',
    memory: ({ limit }) => `at most ${limit} MiB of memory expected for reading it, found that it takes more; split it or save its text`,
    time: ({ limit }) => `at most ${limit} seconds expected for reading it, found that it takes longer; split it or save its text`,
    'reader-failed': ({ detail }) => `its reader stumbled over it (${detail}); save it again or as another format`,
    'reader-ended': ({ detail }) => `the reading process ended on it (${detail}); save its text in a new document`,
    'reader-missing': ({ detail }) => `the reading process could not be started or reached (${detail}); try again`,
    'no-language-data': ({ language }) => `recognising a picture: the language data @tesseract.js-data/${language} expected, found none; run "npm install"`,
    stopped: () => 'reading was stopped',
    'silent-pages': (part) => `${pages(part)}: a picture in which no text was found; the rest of the file is searched`,
    'unrecognised-pages': (part) => `${pages(part)}: a picture that could not be recognised; the rest of the file is searched`,
    'left-pages': (part) => `${pages(part)}: more pictures than are recognised in one file; split it`,
  },
};

/** Why a file could not be read, in words; English for logs and for JSON, where the code beside it is what programs act on. */
export function unreadInWords(reason: UnreadReason, language: Language = 'en'): string {
  return (WORDS[language][reason.code] as (reason: UnreadReason) => string)(reason);
}

/** Every code. */
export const UNREAD_CODES = Object.keys(WORDS.en) as readonly UnreadReason['code'][];

/** The French way of writing a number: 20 000 000, with narrow no-break spaces. */
function count(number: number): string {
  return number.toLocaleString('fr-FR');
}

/** The same in both languages. */
function pages({ count: many, pages: list }: { readonly count: number; readonly pages: string }): string {
  return `${many === 1 ? 'page' : 'pages'} ${list}`;
}
