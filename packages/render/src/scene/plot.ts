import type { Rgb } from '../palettes/colour.js';
import { paletteInks } from '../palettes/palettes.js';
import { axesOf, bounds, lines, padded, TEXT, textWidth } from './axes.js';
import { lineColour } from './line-colours.js';
import type { Label, Scene } from './scene.js';
import { niceStep } from './ticks.js';

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

/** A line plot: a title, round numbers along both axes, each line named at its end in its own colour. */
export function plotScene({ title, series, width, height, palette = 'ink', xLabel }: PlotOptions): Scene {
  const inks = paletteInks(palette);
  const colours = series.map((_, i) => lineColour(inks.background, i));
  const named = series.length > 1 ? series.map(({ label }) => label) : [];
  const axes = axesOf({
    ...{ width, height, inks, xTitle: xLabel },
    xs: rounded(bounds(series.map(({ x }) => x))),
    ys: padded(bounds(series.map(({ y }) => y))),
    above: title ? 30 : 0,
    beside: named.length > 0 ? textWidth(named) - 2 : 0,
  });
  const { top, bottom, right, xOf, yOf } = axes;
  const places = apart(
    series.map(({ y }) => yOf(lastFinite(y))),
    top,
    bottom,
  );
  const label = (x: number, y: number, text: string, colour: Rgb): Label => {
    return { x, y, text, size: TEXT, align: 'left', colour };
  };
  const labels = [
    ...(title ? [{ ...label(18, 26, title, inks.foreground), size: 16, bold: true }] : []),
    ...axes.labels,
    ...named.map((name, i) => label(right + 10, places[i], name, colours[i])),
  ];
  return {
    width,
    height,
    origin: [0, 0],
    background: inks.background,
    layers: [
      ...axes.lines,
      ...series.map((line, i) => lines(trace(line, xOf, yOf), 2, colours[i])),
      { kind: 'labels', labels },
    ],
  };
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
