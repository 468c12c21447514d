import { prepareEvidence } from '../retrieval/evidence/index.js';
import type { Dossier } from '../retrieval/index.js';
import type { Log } from './log.js';
import type { Receiver } from './receiving/index.js';

/** How often it is looked whether there is time to prepare evidence after a refresh, in milliseconds. */
const PREPARE_MILLISECONDS = 2_000;

/** Works out what the first /verify, /coverage and /chronology after a change of the dossier need, in a moment in which nobody waits for an answer: it takes a second or two on 500 documents. */
export function prepareWhenIdle(dossier: Dossier, receiver: Pick<Receiver, 'waiting' | 'working'>, log: Log): NodeJS.Timeout {
  let prepared: unknown = null;
  return setInterval(() => {
    if (prepared === dossier.lastRefresh || receiver.waiting + receiver.working > 0) return;
    prepared = dossier.lastRefresh;
    try {
      prepareEvidence(dossier);
    } catch (error) {
      log.warn({ error }, 'preparing evidence failed; it is worked out when it is asked for');
    }
  }, PREPARE_MILLISECONDS).unref();
}
