// Brings an index up to date, as `npm run index` does, with an embedder that needs no model. Usage: index.mjs DOSSIER INDEX
import { openDossier } from '../../../dist/retrieval/index.js';
import { plainEmbedder } from './embedder.mjs';

const [folder, index] = process.argv.slice(2);
process.stdout.write('begun\n');
const dossier = await openDossier({ folder, index, embedder: plainEmbedder() });
process.stdout.write('done\n');
await dossier.close();
