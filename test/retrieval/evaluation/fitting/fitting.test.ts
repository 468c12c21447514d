import { describe, expect, it } from 'vitest';
import { contentTerms } from '../../../../retrieval/passages/index.js';
import { descend } from '../../../../retrieval/evaluation/fitting/descend.js';
import { falsePremise, namesOf } from '../../../../retrieval/evaluation/fitting/false-premise.js';
import { chosenRight, fitListwise } from '../../../../retrieval/evaluation/fitting/listwise.js';
import { fitLogistic } from '../../../../retrieval/evaluation/fitting/logistic.js';
import { scalingOf } from '../../../../retrieval/evaluation/fitting/spread.js';

it('descends to the least of a bowl', () => {
  const least = descend(2, (point, slope) => {
    slope[0] = 2 * (point[0]! - 3);
    slope[1] = 8 * (point[1]! + 1);
    return (point[0]! - 3) ** 2 + 4 * (point[1]! + 1) ** 2;
  });
  expect(least[0]).toBeCloseTo(3, 2);
  expect(least[1]).toBeCloseTo(-1, 2);
});

it('scales features to mean 0 and spread 1, and weights back', () => {
  const scaling = scalingOf([
    [1, 7],
    [3, 7],
  ]);
  expect([...scaling.scale([3, 7])]).toEqual([1, 0]);
  expect(scaling.unscale(Float64Array.from([2, 0]))).toEqual({ weights: [2, 0], shift: -4 });
  expect(() => scalingOf([])).toThrow('at least one row expected, found none');
});

describe('listwise', () => {
  it('finds which feature chooses, and passes over choices that teach nothing', () => {
    const choices = Array.from({ length: 30 }, (_, at) => ({
      options: [
        [1, (at * 7) % 5],
        [0, (at * 3) % 5],
      ],
      right: [true, false],
    }));
    const idle = [
      {
        options: [
          [5, 5],
          [9, 9],
        ],
        right: [false, false],
      },
    ];
    const weights = fitListwise([...choices, ...idle], 2);
    expect(weights[0]!).toBeGreaterThan(1);
    expect(Math.abs(weights[1]!)).toBeLessThan(weights[0]! / 5);
    expect(chosenRight(choices, weights)).toBe(1);
  });
});

describe('logistic', () => {
  it('gives the share of the right as the chance when features say nothing', () => {
    const { bias, weights } = fitLogistic([...Array.from({ length: 4 }, (_, at) => ({ features: [1], right: at > 0, weight: 1 }))]);
    expect(weights).toEqual([0]);
    expect(1 / (1 + Math.exp(-bias))).toBeCloseTo(0.75, 3);
  });

  it('counts examples by their weight', () => {
    const { bias } = fitLogistic([
      { features: [0], right: true, weight: 1 },
      { features: [0], right: false, weight: 3 },
    ]);
    expect(1 / (1 + Math.exp(-bias))).toBeCloseTo(0.25, 3);
  });
});

describe('false premises', () => {
  const chance = (): number => 0.4;

  it('move a figure that the passage confirms', () => {
    const question = 'Que cherchait-on dans les 66 prisons ?';
    expect(falsePremise(question, contentTerms(question), new Set(['66']), [], chance)).toMatch(/^Que cherchait-on dans les (?!66 )\d+ prisons \?$/);
  });

  it('exchange a name that the passage confirms for another', () => {
    const question = 'Pourquoi Bingui a-t-il été arrêté ?';
    const words = contentTerms(question);
    expect(falsePremise(question, words, new Set(words.map(({ term }) => term)), ['Darmanin'], chance)).toBe('Pourquoi Darmanin a-t-il été arrêté ?');
    expect(falsePremise(question, words, new Set(), ['Darmanin'], chance)).toBeNull();
    expect(falsePremise(question, words, new Set(words.map(({ term }) => term)), ['Bingui'], chance)).toBeNull();
  });

  it('take names from questions, never their first word', () => {
    const question = 'Darmanin a-t-il vu Meizonnet en 2025 ?';
    expect(namesOf(question, contentTerms(question))).toEqual(['Meizonnet']);
  });
});
