import { expect, it } from 'vitest';
import { contentTerms } from '../../../../retrieval/passages/index.js';
import { denies } from '../../../../retrieval/search/verdict/denial.js';

const denied = (question: string, passage: string): boolean =>
  denies(
    question,
    contentTerms(question).map(({ term }) => term),
    passage,
  );

it.each([
  ["Pourquoi la CGT a-t-elle signé l'accord ?", "Signataires : CFDT, CFE-CGC. La CGT n'a pas signé."],
  ['Comment prolonger le prêt des nouveautés ?', 'Le prêt peut être prolongé une fois. Les nouveautés ne se prolongent pas.'],
  ['Comment est installé le logiciel de surveillance ?', "Aucun logiciel de surveillance n'est installé."],
  ['Why was the bridge closed to trucks?', 'The bridge was never closed to trucks.'],
])('%s — %s: denied', (question, passage) => {
  expect(denied(question, passage)).toBe(true);
});

it.each([
  ["La CGT a-t-elle signé l'accord ?", "La CGT n'a pas signé l'accord."],
  ["Est-ce que la CGT a signé l'accord ?", "La CGT n'a pas signé l'accord."],
  ["Pourquoi la CGT n'a-t-elle pas signé l'accord ?", "La CGT n'a pas signé l'accord."],
  ["Qui a signé l'accord ?", "La CGT n'a pas signé."],
  ["Pourquoi la CGT a-t-elle signé l'accord ?", "La CFDT a signé l'accord, mais elle n'a pas obtenu de prime."],
  ['Why was the bridge closed?', 'The bridge was closed. It did not reopen.'],
  ['Quel logiciel de surveillance est interdit ?', "Le logiciel de surveillance X n'est pas permis, il est interdit."],
  ['', ''],
])('%s — %s: not denied', (question, passage) => {
  expect(denied(question, passage)).toBe(false);
});
