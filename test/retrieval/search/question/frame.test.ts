import { expect, it } from 'vitest';
import { withoutFrame } from '../../../../retrieval/search/question/frame.js';

it.each([
  ['Peux-tu me dire combien de cellules ont été fouillées ?', 'combien de cellules ont été fouillées ?'],
  ["Pouvez-vous m'aider ? Qui est le ministre ?", "Pouvez-vous m'aider ? Qui est le ministre ?"],
  ["J'aimerais savoir qui distribuait les téléphones", 'qui distribuait les téléphones'],
  ["Dis-moi, s'il te plaît, où se tient la réunion", 'où se tient la réunion'],
  ['Can you please tell me how many phones were found?', 'how many phones were found?'],
  ["I'd like to know who the rapporteur is", 'who the rapporteur is'],
  ['Sais-tu pourquoi ?', 'Sais-tu pourquoi ?'],
  ['dis-moi quelque chose', 'quelque chose'],
  ['Qui peut me dire la messe ?', 'Qui peut me dire la messe ?'],
])('%s → %s', (question, asked) => {
  expect(withoutFrame(question)).toBe(asked);
});
