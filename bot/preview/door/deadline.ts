/** How long tests wait for what must come, in milliseconds: long enough for a loaded machine, so that only a fault reaches it. */
export const DEADLINE = 20_000;
