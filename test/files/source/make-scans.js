// source/letter.pdf → a picture and a PDF of pictures in good/, as a scanner makes them.
import { readFileSync, writeFileSync } from 'node:fs';
import { picturesAsPdf, scanned } from '../../../dist/retrieval/evaluation/formats/scanned.js';

const place = (file) => new URL(`../${file}`, import.meta.url);
const pdf = readFileSync(place('source/letter.pdf'));
const [clean] = await scanned(pdf, { dpi: 150, degrees: 0, grain: 0, quality: 40, share: 0.55 });
writeFileSync(place('good/letter.jpg'), clean.jpeg);
const [faded] = await scanned(pdf, { dpi: 100, degrees: 0.8, grain: 60, quality: 30, share: 0.4 });
writeFileSync(place('good/faded.jpg'), faded.jpeg);
writeFileSync(place('good/letter.scan.pdf'), picturesAsPdf(await scanned(pdf, { dpi: 200, grain: 10, quality: 40, share: 0.55 }), 200));
