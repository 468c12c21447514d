import { escapeHtml } from './markup.js';

/** A point of a plot, with what hovering it says. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly hint: string;
}

/** Points joined by a line, in a colour that the page's style gives to `className`. */
export interface Series {
  readonly name: string;
  readonly className: string;
  readonly points: readonly Point[];
}

/** What an axis shows. */
export interface Axis {
  readonly label: string;
  readonly domain: readonly [number, number];
}

const WIDTH = 460;
const HEIGHT = 300;
const MARGIN = { top: 12, right: 16, bottom: 44, left: 52 };
const TICKS = 5;
/** With more points than this only the line is drawn. */
const MOST_DOTS = 24;

/** A value of an axis → its place in the picture. */
type Scales = Readonly<Record<'x' | 'y', (value: number) => number>>;

/** A line plot as an SVG element. `diagonal` draws where y equals x. */
export function linePlot(title: string, x: Axis, y: Axis, series: readonly Series[], diagonal = false): string {
  const scales = scalesFor(x, y);
  const drawn = series.map(({ className, points, name }) => {
    const dots = points.length > MOST_DOTS ? [] : points.map((point) => dot(scales, point, name));
    return `<g class="series ${className}"><path d="${path(scales, points)}"/>${dots.join('')}</g>`;
  });
  const corners = x.domain.map((value) => ({ x: value, y: value }));
  const reference = diagonal ? `<path class="reference" d="${path(scales, corners)}"/>` : '';
  return svg(title, axes(scales, x, y) + reference + drawn.join(''));
}

/** A histogram as an SVG element: how many values fall between each two ticks; values over the axis count in the last bar. */
export function histogram(title: string, label: string, values: readonly number[], end: number, className: string): string {
  const step = roundStep(end, HISTOGRAM_BARS);
  const bounds = ticks([0, Math.ceil(end / step) * step], HISTOGRAM_BARS);
  const counts = binCounts(values, bounds);
  const x: Axis = { label, domain: [bounds[0]!, bounds.at(-1)!] };
  const y: Axis = { label: 'questions', domain: [0, Math.max(1, ...counts)] };
  const scales = scalesFor(x, y);
  const bars = counts.map((count, index) => {
    const [from, to] = [bounds[index]!, bounds[index + 1]!];
    const last = index === counts.length - 1 ? ' or more' : '';
    const box = `x="${round(scales.x(from) + 1)}" y="${round(scales.y(count))}" width="${round(scales.x(to) - scales.x(from) - 2)}" height="${round(scales.y(0) - scales.y(count))}"`;
    return `<rect ${box}><title>${from}–${to} ms${last}: ${count}</title></rect>`;
  });
  return svg(title, `${axes(scales, x, y)}<g class="series bars ${className}">${bars.join('')}</g>`);
}

/** Bars that are still told apart at the plot's width. */
const HISTOGRAM_BARS = 24;

/** How many values lie from each bound to the next (the end exclusive); those past the last bound count in the last bin. */
export function binCounts(values: readonly number[], bounds: readonly number[]): number[] {
  const counts = new Array<number>(Math.max(0, bounds.length - 1)).fill(0);
  for (const value of values) {
    const above = bounds.findIndex((bound) => bound > value);
    const bin = above < 0 ? counts.length - 1 : above - 1;
    if (bin >= 0) counts[bin]! += 1;
  }
  return counts;
}

function scalesFor(x: Axis, y: Axis): Scales {
  const scale =
    ([from, to]: Axis['domain'], first: number, last: number) =>
    (value: number): number =>
      first + ((value - from) / (to - from)) * (last - first);
  return { x: scale(x.domain, MARGIN.left, WIDTH - MARGIN.right), y: scale(y.domain, HEIGHT - MARGIN.bottom, MARGIN.top) };
}

/** The distance of 1, 2 or 5 times a power of ten whose ratio to a span's part is nearest to 1, of about so many parts. */
function roundStep(span: number, parts: number): number {
  const power = 10 ** Math.floor(Math.log10(span / parts));
  const left = span / parts / power;
  // The geometric means of 5 and 10, 2 and 5, 1 and 2.
  return power * (left >= Math.sqrt(50) ? 10 : left >= Math.sqrt(10) ? 5 : left >= Math.SQRT2 ? 2 : 1);
}

/** Round values that part an axis. */
export function ticks([from, to]: Axis['domain'], parts: number): number[] {
  const step = roundStep(to - from, parts);
  const first = Math.ceil(from / step);
  // Without the last digits' noise, which a product of a fraction has.
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

function axes(scales: Scales, x: Axis, y: Axis): string {
  const [bottom, right] = [HEIGHT - MARGIN.bottom, WIDTH - MARGIN.right];
  const columns = ticks(x.domain, TICKS).map((tick) => {
    const at = round(scales.x(tick));
    return `<path d="M${at},${MARGIN.top}V${bottom}"/><text x="${at}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`;
  });
  const rows = ticks(y.domain, TICKS).map((tick) => {
    const at = round(scales.y(tick));
    return `<path d="M${MARGIN.left},${at}H${right}"/><text x="${MARGIN.left - 8}" y="${at + 4}" text-anchor="end">${tick}</text>`;
  });
  const labels =
    `<text class="label" x="${(MARGIN.left + right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${escapeHtml(x.label)}</text>` +
    `<text class="label" transform="translate(13 ${(MARGIN.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(y.label)}</text>`;
  return `<g class="grid">${columns.join('')}${rows.join('')}${labels}</g>`;
}

function dot(scales: Scales, point: Point, name: string): string {
  return `<circle cx="${round(scales.x(point.x))}" cy="${round(scales.y(point.y))}" r="3.5"><title>${escapeHtml(`${name}: ${point.hint}`)}</title></circle>`;
}

function svg(title: string, content: string): string {
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}">${content}</svg>`;
}

/** An SVG path through `points`, empty for none. */
function path(scales: Scales, points: readonly Omit<Point, 'hint'>[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(scales.x(x))},${round(scales.y(y))}`).join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
