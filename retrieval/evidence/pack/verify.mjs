// Checks an evidence pack: hashes, and that every quote is the slice of its document at its offsets.
// Vérifie un dossier de preuves : empreintes, et chaque citation au caractère près dans son document.
//
//   node verify.mjs [FOLDER OF THE DOCUMENTS / DOSSIER DES DOCUMENTS]
//
// Needs nothing but Node.js 18 or later, and no network. Exit status: 0 all is right; 1 something differs; 2 something could not be checked.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
// A byte-order mark is part of the text: offsets count it.
const decode = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
const count = { right: 0, wrong: 0, open: 0 };

function say(state, french, english) {
  count[state]++;
  console.log(`${{ right: 'OK', wrong: 'ERREUR / ERROR', open: 'NON VÉRIFIÉ / NOT CHECKED' }[state]}  ${french} / ${english}`);
}

/** The bytes of a file of the pack; `null`, and an error said, when it is not there. */
function read(path) {
  const whole = join(here, ...path.split('/'));
  if (relative(here, whole).startsWith('..')) {
    say('wrong', `${path} : hors du dossier de preuves`, `${path}: outside of the pack`);
    return null;
  }
  if (!existsSync(whole)) {
    say('wrong', `${path} : fichier manquant`, `${path}: file missing`);
    return null;
  }
  return readFileSync(whole);
}

function sameHash(path, bytes, expected) {
  const found = sha256(bytes);
  if (found === expected) say('right', `${path} : empreinte exacte`, `${path}: hash matches`);
  else say('wrong', `${path} : empreinte ${expected} attendue, ${found} trouvée`, `${path}: hash ${expected} expected, found ${found}`);
  return found === expected;
}

/** The words that a reader of the page sees as a quote. */
function quoteOnPage(html, note) {
  const [, block] = new RegExp(`<blockquote id="quote-${note}">([\\s\\S]*?)</blockquote>`).exec(html) ?? [];
  const named = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return block?.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => named[name]);
}

const source = read('evidence.json');
let evidence = null;
try {
  evidence = source && JSON.parse(decode(source));
} catch (error) {
  say('wrong', `evidence.json : illisible (${error.message})`, `evidence.json: cannot be read (${error.message})`);
}
if (evidence && (evidence.format !== 'dossier-bot evidence pack' || evidence.version !== 1)) {
  say('wrong', 'evidence.json : version 1 attendue', 'evidence.json: version 1 expected');
  evidence = null;
}

if (evidence) {
  const listed = new Set(['evidence.json', 'verify.mjs']);
  for (const { path, sha256: expected } of evidence.files) {
    listed.add(path);
    const bytes = read(path);
    if (bytes) sameHash(path, bytes, expected);
  }
  const strangers = readdirSync(here, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(here, join(entry.parentPath ?? entry.path ?? here, entry.name))
        .split(sep)
        .join('/'),
    )
    .filter((path) => !listed.has(path));
  for (const path of strangers) say('wrong', `${path} : n'est pas dans la liste du dossier de preuves`, `${path}: not on the pack's list`);

  const texts = new Map();
  for (const document of evidence.documents) {
    const { file, hash, original, text } = document;
    if (original) {
      const bytes = read(original);
      if (bytes && sha256(bytes) !== hash) say('wrong', `${file} : ce n'est pas le document cité`, `${file}: not the document that was quoted`);
    }
    if (text.path) {
      const bytes = read(text.path);
      if (bytes && sameHash(`${file} (texte / text)`, bytes, text.sha256)) texts.set(file, decode(bytes));
      continue;
    }
    if (!folder) continue;
    const path = join(folder, ...file.split('/'));
    if (!existsSync(path)) {
      say('open', `${file} : absent de ${folder}`, `${file}: not in ${folder}`);
      continue;
    }
    const bytes = readFileSync(path);
    if (!sameHash(file, bytes, hash)) continue;
    // Only a document that is plain UTF-8 text is its own text.
    if (sha256(bytes) === text.sha256) texts.set(file, decode(bytes));
  }

  const page = existsSync(join(here, 'index.html')) ? decode(readFileSync(join(here, 'index.html'))) : '';
  for (const question of evidence.questions) {
    for (const excerpt of question.excerpts) {
      const { note, id, file, start, end, quote, highlight } = excerpt;
      const document = evidence.documents.find((one) => one.file === file);
      const name = `[${note}] ${file} ${start}-${end}`;
      const bond =
        document &&
        createHash('sha256')
          .update(JSON.stringify([document.hash, start, end, quote]))
          .digest()
          .subarray(0, 12)
          .toString('base64url');
      if (bond !== id) {
        say('wrong', `${name} : le numéro ${id} n'est pas celui de cette citation (${bond})`, `${name}: the id ${id} is not this quote's (${bond})`);
        continue;
      }
      if (quoteOnPage(page, note) !== quote)
        say('wrong', `${name} : la page index.html ne montre pas cette citation`, `${name}: index.html does not show this quote`);
      if (highlight[0] < start || highlight[1] > end || highlight[0] >= highlight[1]) {
        say('wrong', `${name} : phrase marquée hors de la citation`, `${name}: marked sentence outside of the quote`);
        continue;
      }
      const text = texts.get(file);
      if (text === undefined) {
        say('open', `${name} : texte du document non fourni`, `${name}: the document's text is not in the pack`);
        continue;
      }
      const found = text.slice(start, end);
      if (found === quote) say('right', `${name} : citation exacte`, `${name}: quote is exact`);
      else say('wrong', `${name} : le document dit « ${found} »`, `${name}: the document says "${found}"`);
    }
  }
  console.log(`\nSHA-256 evidence.json  ${sha256(source)}`);
  console.log("À comparer avec l'empreinte que vous avez reçue. / Compare it with the one you were given.");
}

console.log(
  `\n${count.right} exact(s), ${count.wrong} erreur(s), ${count.open} non vérifié(s) / ${count.right} right, ${count.wrong} wrong, ${count.open} not checked`,
);
if (count.open > 0 && count.wrong === 0) {
  console.log('Pour tout vérifier : node verify.mjs DOSSIER_DES_DOCUMENTS / To check all: node verify.mjs FOLDER_OF_THE_DOCUMENTS');
}
process.exitCode = count.wrong > 0 || !evidence ? 1 : count.open > 0 ? 2 : 0;
