const HIDDEN = new Set(['ratio', 'target', 'floor', 'value', 'against']);

/** Rows as a Markdown table; `ratio` with what it is against and its target at the end. */
export function table(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) => !HIDDEN.has(column));
  const withRatio = rows.some(({ ratio }) => ratio !== undefined);
  const head = [...columns.map((column) => (column === 'measure' ? '' : column)), ...(withRatio ? ['ratio', 'against', 'target'] : [])];
  const lines = rows.map((row) => [
    ...columns.map((column) => show(row[column])),
    ...(withRatio ? [row.ratio === undefined ? '' : show(row.ratio), row.against ?? '', targetOf(row)] : []),
  ]);
  return [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function targetOf({ target }) {
  if (!target) return '';
  if (target.recall !== undefined) return `recall ≥ ${target.recall}`;
  if (target.resident !== undefined) return `≤ ${target.resident} B, ≤ ${show(target.openMs)} ms`;
  return target.atLeast === undefined ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
}

/** What a row misses of its targets, or of its floors; empty when it keeps them. */
export function misses(row, which) {
  const wanted = row[which];
  if (!wanted) return [];
  const missed = [];
  if (wanted.atLeast !== undefined && !(row.ratio >= wanted.atLeast))
    missed.push(`ratio ${show(row.ratio)} to ${row.against}: at least ${wanted.atLeast} expected`);
  if (wanted.atMost !== undefined && !(row.ratio <= wanted.atMost))
    missed.push(`ratio ${show(row.ratio)} to ${row.against}: at most ${wanted.atMost} expected`);
  if (wanted.recall !== undefined && !(row.value >= wanted.recall)) missed.push(`recall ${show(row.value)}: at least ${wanted.recall} expected`);
  if (wanted.resident !== undefined && !(row.value <= wanted.resident))
    missed.push(`${show(row.value)} bytes a passage in memory: at most ${wanted.resident} expected`);
  if (wanted.openMs !== undefined && !(row['open ms'] <= wanted.openMs))
    missed.push(`opened in ${show(row['open ms'])} ms: at most ${show(wanted.openMs)} expected`);
  return missed;
}

export function show(value) {
  if (typeof value !== 'number') return value ?? '';
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}
