import { expect, it } from 'vitest';
import { askedKind } from '../../../../retrieval/search/question/asked-kind.js';

it.each([
  ['Combien de cellules ont été fouillées ?', 'figure'],
  ['cb de ppl arreté', 'figure'],
  ['Quel est le montant de l’amende ?', 'figure'],
  ["Quelle est l'altitude du sommet ?", 'figure'],
  ['How many suppliers were arrested?', 'figure'],
  ['Quand a eu lieu la perquisition ?', 'date'],
  ['c qd la reunion a lisbonne', 'date'],
  ['En quelle année est-il né ?', 'date'],
  ['When did the searches take place?', 'date'],
  ['Qui distribuait les téléphones ?', 'person'],
  ['ki vendait les tel aux detenus', 'person'],
  ['Par qui la loi a-t-elle été votée ?', 'person'],
  ['Who leads the clan?', 'person'],
  ['Où a été arrêté Felix Bingui ?', 'place'],
  ['ou a été areté Félix Binguy', 'place'],
  ["D'où vient la société ?", 'place'],
  ['Dans quel pays a-t-il été arrêté ?', 'place'],
  ['Where was he arrested?', 'place'],
  ['date de l’opération Prison Break', 'date'],
  ['le nombre total de cellules fouillées', 'figure'],
  ['number of cells searched', 'figure'],
  ['lieu de l’arrestation', 'place'],
])('%s asks for a %s', (question, kind) => {
  expect(askedKind(question)).toBe(kind);
});

it.each([
  "Qu'est-ce qui a été saisi ?",
  'Pourquoi les jeunes vendent-ils ?',
  'Le bitcoin ou le dollar ?',
  'Les personnes qui travaillent ont-elles un droit ?',
  'saisie deux-roues',
  'datation du fichier',
  'prisons de France',
  '',
])('%s asks for nothing that can be looked for', (question) => {
  expect(askedKind(question)).toBeNull();
});
