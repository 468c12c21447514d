/** A function to make small: its value at a point, and its slope there (written into `slope`). */
export type Loss = (point: Float64Array, slope: Float64Array) => number;

/** Adam's own defaults (Kingma and Ba 2015), with a step for features of unit spread. */
const STEP = 0.05;
const FIRST_MOMENT = 0.9;
const SECOND_MOMENT = 0.999;
const TINY = 1e-8;

/** Steps: every fit here is convex and has settled to the third digit by half of them. */
const STEPS = 600;

/** The point where a convex loss is least, from zero, by Adam with a step that falls to nothing. No chance in it: the same data give the same point. */
export function descend(size: number, loss: Loss): Float64Array {
  const point = new Float64Array(size);
  const slope = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let step = 1; step <= STEPS; step++) {
    slope.fill(0);
    loss(point, slope);
    const length = STEP * (1 - (step - 1) / STEPS);
    for (let at = 0; at < size; at++) {
      first[at] = FIRST_MOMENT * first[at]! + (1 - FIRST_MOMENT) * slope[at]!;
      second[at] = SECOND_MOMENT * second[at]! + (1 - SECOND_MOMENT) * slope[at]! ** 2;
      const unbiased = first[at]! / (1 - FIRST_MOMENT ** step);
      point[at]! -= (length * unbiased) / (Math.sqrt(second[at]! / (1 - SECOND_MOMENT ** step)) + TINY);
    }
  }
  return point;
}
