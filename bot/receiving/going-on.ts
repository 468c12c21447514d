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
