const MINUTE = 60_000;

/** Counts events under keys over the last minute. */
export interface MinuteWindow {
  /** Milliseconds until there is room under a key; 0: now. */
  wait(key: number): number;
  /** Counts one event. */
  add(key: number): void;
}

/** @param most events in any minute */
export function createMinuteWindow(most: number, now: () => number): MinuteWindow {
  const times = new Map<number, number[]>();
  let lookThroughAt = 1000;
  const fresh = (key: number): number[] => (times.get(key) ?? []).filter((time) => now() - time < MINUTE);
  return {
    wait(key) {
      const recent = fresh(key);
      return recent.length < most ? 0 : recent.at(-most)! + MINUTE - now();
    },
    add(key) {
      times.set(key, [...fresh(key), now()]);
      // Looked through each time that it has doubled: it holds those active in the last minutes, and no event costs more than a few others.
      if (times.size < lookThroughAt) return;
      for (const other of times.keys()) if (fresh(other).length === 0) times.delete(other);
      lookThroughAt = Math.max(1000, 2 * times.size);
    },
  };
}
