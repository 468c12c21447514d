// What receiving and handling an update tell each other, beside the update itself.

/** Work of updates that goes on after their handlers have returned. */
const works = new WeakMap<object, Promise<void>>();

/**
 * Lets an update's work go on while the chat's next update is taken (fetching a large file, say). The update counts as answered, and is
 * taken out of the inbox, only once the work is done: after a kill it is begun again.
 * @param work must not reject
 */
export function goOn(update: object, work: Promise<void>): void {
  works.set(update, work);
}

/** What `goOn` was told of an update. */
export function goingOn(update: object): Promise<void> | undefined {
  return works.get(update);
}

const deliveries = new WeakMap<object, () => void>();

/** Says that the answer to an update is with Telegram: from now on a kill must not bring it again, whatever of the handling is left. */
export function delivered(update: object): void {
  deliveries.get(update)?.();
}

/** What is done when `delivered` is said of an update. */
export function onDelivered(update: object, done: () => void): void {
  deliveries.set(update, done);
}

/** Why an update is not answered: the queue has no room for it, or it ended the program each time that it was begun. */
type TurnedAway = 'busy' | 'given-up';

const turnedAway = new WeakMap<object, TurnedAway>();

/** Marks an update as one that is only to be told that it is not answered. */
export function turnAway(update: object, why: TurnedAway): void {
  turnedAway.set(update, why);
}

/** Why an update is only to be told that it is not answered; `undefined` for all others. */
export function whyTurnedAway(update: object): TurnedAway | undefined {
  return turnedAway.get(update);
}
