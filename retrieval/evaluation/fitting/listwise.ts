import { descend } from './descend.js';
import { scalingOf } from './spread.js';

/** Things to choose from, each with its features, and which of them are right. */
export interface Choice {
  readonly options: readonly (readonly number[])[];
  readonly right: readonly boolean[];
}

/** Keeps weights of features that say the same from growing against each other. */
const RIDGE = 1e-4;

/**
 * Weights under which the right options get the most of a softmax over each choice's options (ListNet's top-one form, Cao et
 * al. 2007). Choices without a right or a wrong option teach nothing and are left out.
 */
export function fitListwise(choices: readonly Choice[], features: number): number[] {
  const taught = choices.filter(({ right }) => right.includes(true) && right.includes(false));
  const scaling = scalingOf(taught.flatMap(({ options }) => options));
  const scaled = taught.map(({ options, right }) => ({ options: options.map((option) => scaling.scale(option)), right }));
  const found = descend(features, (weights, slope) => {
    let loss = 0;
    for (const { options, right } of scaled) {
      const scores = options.map((option) => dot(option, weights));
      const highest = Math.max(...scores);
      const raised = scores.map((score) => Math.exp(score - highest));
      const total = raised.reduce((sum, value) => sum + value, 0);
      const rightTotal = raised.reduce((sum, value, at) => sum + (right[at] ? value : 0), 0);
      loss -= Math.log(rightTotal / total);
      for (const [at, option] of options.entries()) {
        const pull = raised[at]! / total - (right[at] ? raised[at]! / rightTotal : 0);
        for (let feature = 0; feature < features; feature++) slope[feature]! += (pull * option[feature]!) / scaled.length;
      }
    }
    for (let feature = 0; feature < features; feature++) slope[feature]! += 2 * RIDGE * weights[feature]!;
    return loss / scaled.length;
  });
  return scaling.unscale(found).weights;
}

/** Share of the choices whose highest option (the first of several) is right. */
export function chosenRight(choices: readonly Choice[], weights: readonly number[]): number {
  let right = 0;
  for (const choice of choices) {
    const scores = choice.options.map((option) => dot(option, weights));
    if (choice.right[scores.indexOf(Math.max(...scores))]) right++;
  }
  return right / choices.length;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
