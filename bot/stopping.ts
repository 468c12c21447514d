/** Exit status of a program ended by a signal, as shells have it: 128 and the signal's number. */
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

export type StopSignal = keyof typeof STATUS;

/**
 * Given at the first SIGINT (Ctrl-C) or SIGTERM, its name for a reason; a second one ends the process at once.
 * @param onFirst called with the first one's name
 */
export function stopSignal(onFirst: (name: StopSignal) => void = () => undefined): AbortSignal {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (stopping.signal.aborted) process.exit(STATUS[name]);
      onFirst(name);
      stopping.abort(name);
    });
  }
  return stopping.signal;
}

/** The exit status of a program that was stopped so. */
export function stoppedStatus({ reason }: AbortSignal): number {
  return reason === 'SIGTERM' ? STATUS.SIGTERM : STATUS.SIGINT;
}
