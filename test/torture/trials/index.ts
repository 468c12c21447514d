import type { Trial } from '../trial.js';
import { inbox } from './inbox.js';
import { load } from './load.js';
import { memory } from './memory.js';
import { polling, webhook } from './telegram.js';

/** Every trial, in the order in which they are run. */
export const TRIALS: readonly Trial[] = [
  inbox,
  polling,
  webhook,
  load,
  memory,
];
