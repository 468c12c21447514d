import { whyNoDisk } from '../../support/disks.js';
import type { Trial } from '../trial.js';
import { bitFlips } from './bit-flips.js';
import { fullDisk } from './full-disk.js';
import { inbox } from './inbox.js';
import { indexKill } from './index-kill.js';
import { load } from './load.js';
import { memoryKill } from './memory-kill.js';
import { memory } from './memory.js';
import { properties } from './properties.js';
import { polling, webhook } from './telegram.js';

const noDisk = whyNoDisk();
if (noDisk !== null) console.warn(`full-disk is left out: ${noDisk}`);

/** Every trial, in the order in which they are run. */
export const TRIALS: readonly Trial[] = [
  indexKill,
  memoryKill,
  bitFlips,
  ...(noDisk === null ? [fullDisk] : []),
  inbox,
  polling,
  webhook,
  load,
  memory,
  properties,
];
