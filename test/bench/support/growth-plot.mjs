const WIDTH = 640;
const HEIGHT = 340;
const MARGIN = { top: 20, right: 150, bottom: 46, left: 60 };
const SERIES = [
  ['p50 ms', 'whole question', '#1f6feb'],
  ['embedding', 'its embedding', '#8250df'],
  ['words', 'words', '#1a7f37'],
  ['nearest', 'nearest vectors', '#bf8700'],
  ['token codes', 'token codes', '#cf222e'],
  ['ranking, marking', 'ranking, marking', '#57606a'],
];

/** Milliseconds of each stage by passages, both axes logarithmic, as an SVG file that reads in light and dark. */
export function growthPlot(rows) {
  const points = rows.filter(({ measure }) => measure.endsWith(' passages')).map((row) => ({ ...row, size: Number.parseInt(row.measure, 10) }));
  const sizes = points.map(({ size }) => size);
  const values = points.flatMap((row) => SERIES.map(([key]) => row[key]));
  const bottom = HEIGHT - MARGIN.bottom;
  const across = [Math.min(...sizes), Math.max(...sizes, Math.min(...sizes) * 10)];
  const upwards = [Math.max(0.01, Math.min(...values) / 1.5), Math.max(...values) * 1.5];
  const x = logarithmic(across, [MARGIN.left, WIDTH - MARGIN.right]);
  const y = logarithmic(upwards, [bottom, MARGIN.top]);
  const columns = decades(across).map(
    (tick) =>
      `<path d="M${r(x(tick))},${MARGIN.top}V${bottom}"/><text x="${r(x(tick))}" y="${bottom + 18}" text-anchor="middle">${tick.toLocaleString('en')}</text>`,
  );
  const lines = decades(upwards).map(
    (tick) =>
      `<path d="M${MARGIN.left},${r(y(tick))}H${WIDTH - MARGIN.right}"/><text x="${MARGIN.left - 8}" y="${r(y(tick)) + 4}" text-anchor="end">${tick}</text>`,
  );
  // Names beside the ends of their lines, pushed apart where these lie close.
  const ends = SERIES.map(([key]) => ({ key, at: y(points.at(-1)[key]) })).sort((a, b) => a.at - b.at);
  for (let each = 1; each < ends.length; each++) ends[each].at = Math.max(ends[each].at, ends[each - 1].at + 15);
  const drawn = SERIES.map(([key, name, colour]) => {
    const path = points.map((row, index) => `${index === 0 ? 'M' : 'L'}${r(x(row.size))},${r(y(row[key]))}`).join('');
    const dots = points.map((row) => `<circle cx="${r(x(row.size))}" cy="${r(y(row[key]))}" r="3"/>`).join('');
    return `<g fill="${colour}" stroke="none"><path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}<text x="${WIDTH - MARGIN.right + 8}" y="${r(ends.find((end) => end.key === key).at) + 4}" fill="${colour}">${name}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Milliseconds of a question by size of the dossier" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/><g stroke="#d0d7de" fill="#57606a">${[...columns, ...lines].join('').replaceAll('<text', '<text stroke="none"')}</g><text x="${(MARGIN.left + WIDTH - MARGIN.right) / 2}" y="${HEIGHT - 8}" text-anchor="middle" fill="#57606a">passages</text><text transform="translate(16 ${(MARGIN.top + bottom) / 2}) rotate(-90)" text-anchor="middle" fill="#57606a">milliseconds at the median</text>${drawn.join('')}</svg>\n`;
}

/** A value of an axis → its place in the picture. */
function logarithmic([least, most], [first, last]) {
  return (value) => first + (Math.log(value / least) / Math.log(most / least)) * (last - first);
}

/** The powers of ten on an axis. */
function decades([least, most]) {
  const first = Math.ceil(Math.log10(least) - 1e-9);
  return Array.from({ length: Math.floor(Math.log10(most) + 1e-9) - first + 1 }, (_, at) => Number(`1e${first + at}`));
}

function r(value) {
  return Math.round(value * 10) / 10;
}
