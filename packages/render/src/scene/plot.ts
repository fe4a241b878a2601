import { hex, isLight, mix, type Rgb } from '../palettes/colour.js';
import { paletteInks } from '../palettes/palettes.js';
import type { Label, LinesScene, Scene } from './scene.js';
import { formatTick, niceStep, ticks } from './ticks.js';

export interface PlotSeries {
  readonly label: string;
  readonly x: ArrayLike<number>;
  /** As long as `x`; a value that is not finite leaves a gap. */
  readonly y: ArrayLike<number>;
}

export interface PlotOptions {
  readonly title?: string;
  readonly series: readonly PlotSeries[];
  readonly width: number;
  readonly height: number;
  /** Its inks are the paper and the lettering; `ink` by default. */
  readonly palette?: string;
  readonly xLabel?: string;
}

// Okabe and Ito's colours, on dark and on light: the yellow would be lost on paper, the blue in the dark.
const ON_DARK = ['#56b4e9', '#e69f00', '#2fbf94', '#d98bb8', '#f0e442', '#e8743b'].map(hex);
const ON_LIGHT = ['#0072b2', '#d55e00', '#008a64', '#b3568d', '#9a6b00', '#4a4f5a'].map(hex);

const TEXT = 13;
/** Mean width of a character of the font in units of its size, rounded up. */
const CHARACTER = 0.56;

/** A line plot: a title, round numbers along both axes, each line named at its end in its own colour. */
export function plotScene({ title, series, width, height, palette = 'ink', xLabel }: PlotOptions): Scene {
  const inks = paletteInks(palette);
  const muted = mix(inks.background, inks.foreground, 0.62);
  const rule = mix(inks.background, inks.foreground, 0.13);
  const wheel = isLight(inks.background) ? ON_LIGHT : ON_DARK;
  const colours = series.map((_, i) => wheel[i % wheel.length]);
  const named = series.length > 1 ? series.map(({ label }) => label) : [];

  const xs = rounded(bounds(series.map(({ x }) => x)));
  const top = 20 + (title ? 30 : 0);
  const bottom = height - 34 - (xLabel ? 20 : 0);
  const ys = padded(bounds(series.map(({ y }) => y)));
  const yTicks = ticks(ys[0], ys[1], (bottom - top) / 52);
  const yTexts = yTicks.map((tick) => formatTick(tick, yTicks));
  const left = 26 + textWidth(yTexts);
  const right = width - (named.length > 0 ? 22 + textWidth(named) : 24);
  const xTicks = ticks(xs[0], xs[1], (right - left) / 90);

  const xOf = (x: number) => left + ((x - xs[0]) / (xs[1] - xs[0])) * (right - left);
  const yOf = (y: number) => bottom - ((y - ys[0]) / (ys[1] - ys[0])) * (bottom - top);
  const label = (x: number, y: number, text: string, align: Label['align'], colour: Rgb = muted): Label => {
    return { x, y, text, size: TEXT, align, colour };
  };
  const labels = [
    ...(title ? [{ ...label(18, 26, title, 'left', inks.foreground), size: 16, bold: true }] : []),
    ...yTicks.map((tick, i) => label(left - 10, yOf(tick), yTexts[i], 'right')),
    ...xTicks.map((tick) => label(xOf(tick), bottom + 18, formatTick(tick, xTicks), 'center')),
    ...(xLabel ? [label((left + right) / 2, bottom + 40, xLabel, 'center')] : []),
    ...apart(
      series.map(({ y }) => yOf(lastFinite(y))),
      top,
      bottom,
    )
      .map((y, i) => label(right + 10, y, series[i].label, 'left', colours[i]))
      .filter(() => named.length > 0),
  ];
  return {
    width,
    height,
    origin: [0, 0],
    background: inks.background,
    layers: [
      lines(
        yTicks.flatMap((y) => [left, yOf(y), right, yOf(y)]),
        1,
        rule,
      ),
      lines(
        xTicks.flatMap((x) => [xOf(x), bottom, xOf(x), bottom + 5]),
        1,
        mix(rule, muted, 0.5),
      ),
      lines([left, bottom, right, bottom], 1, mix(rule, muted, 0.5)),
      ...series.map((line, i) => lines(trace(line, xOf, yOf), 2, colours[i])),
      { kind: 'labels', labels },
    ],
  };
}

function lines(segments: readonly number[], width: number, colour: Rgb): LinesScene {
  return { kind: 'lines', segments: Float32Array.from(segments), width, colour };
}

/** Segments of a line; where many points share a pixel column, its least and greatest value stand for all. */
function trace({ x, y }: PlotSeries, xOf: (x: number) => number, yOf: (y: number) => number): number[] {
  const segments: number[] = [];
  let from: readonly [number, number] | undefined;
  let column = Number.NaN;
  let span: readonly [number, number] = [0, 0];
  const goTo = (px: number, py: number) => {
    if (from) segments.push(...from, px, py);
    from = [px, py];
  };
  for (let i = 0; i < x.length; i++) {
    const [px, py] = [xOf(x[i]), yOf(y[i])];
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      from = undefined;
      column = Number.NaN;
      continue;
    }
    const isNew = Math.floor(px) !== column || !from;
    if (!isNew && py >= span[0] && py <= span[1] && i < x.length - 1) continue;
    span = isNew ? [py, py] : [Math.min(span[0], py), Math.max(span[1], py)];
    column = Math.floor(px);
    goTo(px, py);
  }
  return segments;
}

/** Least and greatest finite number of all; where there is as good as one only, some room around it. */
function bounds(lists: readonly ArrayLike<number>[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      if (!Number.isFinite(list[i])) continue;
      low = Math.min(low, list[i]);
      high = Math.max(high, list[i]);
    }
  }
  if (low > high) return [0, 1];
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size > 1e-200 && high - low > 1e-12 * size) return [low, high];
  const room = size > 1e-200 ? size / 2 : 0.5;
  return [low - room, high + room];
}

/** Some room above and below; none at zero where all values lie on one side of it, and zero is near. */
function padded([low, high]: readonly [number, number]): [number, number] {
  const start = low >= 0 && low < 0.4 * high ? 0 : low;
  const end = high <= 0 && high > 0.4 * low ? 0 : high;
  const room = 0.06 * (end - start);
  return [start === 0 ? 0 : start - room, end === 0 ? 0 : end + room];
}

/** Out to the next round number where that is near: 0 to 1999 steps are shown as 0 to 2000. */
function rounded([low, high]: readonly [number, number]): [number, number] {
  const step = niceStep((high - low) / 10);
  const [start, end] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  const near = 0.02 * (high - low);
  return [low - start < near ? start : low, end - high < near ? end : high];
}

function lastFinite(list: ArrayLike<number>): number {
  for (let i = list.length - 1; i >= 0; i--) if (Number.isFinite(list[i])) return list[i];
  return 0;
}

function textWidth(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length)) * TEXT * CHARACTER;
}

/** The places moved down, then up, until names no longer cover one another. */
function apart(places: readonly number[], top: number, bottom: number): number[] {
  const order = places.map((_, i) => i).sort((a, b) => places[a] - places[b]);
  const moved = [...places];
  const gap = TEXT * 1.35;
  order.forEach((i, rank) => {
    moved[i] = Math.max(moved[i], rank > 0 ? moved[order[rank - 1]] + gap : top);
  });
  order.reverse().forEach((i, rank) => {
    moved[i] = Math.min(moved[i], rank > 0 ? moved[order[rank - 1]] - gap : bottom);
  });
  return moved;
}
