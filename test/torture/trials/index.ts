import type { Trial } from '../trial.js';
import { inbox } from './inbox.js';
import { properties } from './properties.js';

/** Every trial, in the order in which they are run. */
export const TRIALS: readonly Trial[] = [
  inbox,
  properties,
];
