import { dealt } from '../properties/property.js';
import { PROPERTIES } from '../properties/index.js';
const [cases, seed, filter] = process.argv.slice(2);
let all = 0;
for (const p of dealt(PROPERTIES.filter(({ name }) => new RegExp(filter ?? '', 'i').test(name)), Number(cases))) {
  const b = performance.now();
  const r = await p.run(p.cases, Number(seed));
  all += r.cases;
  console.log(`${r.fault === null ? 'ok  ' : 'FAIL'} ${p.name}: ${r.cases} cases, ${((performance.now() - b) / 1000).toFixed(1)} s`);
  if (r.fault !== null) console.log(r.fault.slice(0, 2500));
}
console.log(all, 'cases');
