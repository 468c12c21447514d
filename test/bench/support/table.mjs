const HIDDEN = new Set(['ratio', 'target', 'floor', 'value', 'against']);

/** Rows as a Markdown table; at the end, where a row has them, `ratio` with what it is against and the target. */
export function table(rows) {
  const has = (key) => rows.some((row) => row[key] !== undefined);
  const columns = [
    ...[...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) => !HIDDEN.has(column)).map((column) => [column, (row) => show(row[column])]),
    ...(has('ratio')
      ? [
          ['ratio', ({ ratio }) => show(ratio)],
          ['against', ({ against }) => against ?? ''],
        ]
      : []),
    ...(has('target') ? [['target', targetOf]] : []),
  ];
  const head = columns.map(([column]) => (column === 'measure' ? '' : column));
  return [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows.map((row) => columns.map(([, cell]) => cell(row)))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** What a target or floor may bound: a figure of the row, upwards or (`least`) downwards, and how the bound reads. */
const BOUNDS = {
  atLeast: { figure: 'ratio', least: true },
  atMost: { figure: 'ratio' },
  recall: { figure: 'value', name: 'recall', least: true },
  resident: { figure: 'value', name: 'memory', unit: ' B a passage' },
  openMs: { figure: 'open ms', name: 'opened in', unit: ' ms' },
  seconds: { figure: 's', unit: ' s' },
  megabytes: { figure: 'MB', unit: ' MB' },
};

function targetOf({ target = {} }) {
  return Object.entries(target)
    .map(([bound, value]) => {
      const { name, least, unit = '' } = BOUNDS[bound];
      return `${least && name ? `${name} ` : ''}${least ? '≥' : '≤'} ${show(value)}${unit}`;
    })
    .join(', ');
}

/** What a row misses of its targets, or of its floors; empty when it keeps them. */
export function misses(row, which) {
  return Object.entries(row[which] ?? {}).flatMap(([bound, value]) => {
    const { figure, least = false, name = figure === 'ratio' ? `ratio to ${row.against}` : figure, unit = '' } = BOUNDS[bound];
    // A figure that is no number misses too.
    if (least ? row[figure] >= value : row[figure] <= value) return [];
    return [`${name} ${show(row[figure])}${unit}: at ${least ? 'least' : 'most'} ${show(value)} expected`];
  });
}

export function show(value) {
  if (typeof value !== 'number') return value ?? '';
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}
