import { mix, type Rgb } from '../palettes/colour.js';
import type { Inks } from '../palettes/definitions.js';
import type { Label, LinesScene } from './scene.js';
import { formatTick, ticks } from './ticks.js';

type Range = readonly [low: number, high: number];

interface AxesOptions {
  readonly width: number;
  readonly height: number;
  readonly inks: Inks;
  readonly xs: Range;
  readonly ys: Range;
  readonly xTitle?: string | undefined;
  /** Written above the axis, not along it. */
  readonly yTitle?: string | undefined;
  /** Axes without numbers. */
  readonly bare?: { readonly x?: boolean | undefined; readonly y?: boolean | undefined };
  /** Left free above all that, and at the right, for others to write in. */
  readonly above?: number;
  readonly beside?: number;
  /** Size of the lettering; everything else goes with it. */
  readonly text?: number;
}

/** Where the numbers of a chart lie, and its frame. */
export interface Axes {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  xOf(x: number): number;
  yOf(y: number): number;
  readonly lines: readonly LinesScene[];
  readonly labels: readonly Label[];
}

/** Size of the lettering that all other lengths are given for. */
export const TEXT = 13;
/** Mean width of a character of the font in units of its size, rounded up. */
const CHARACTER = 0.56;

/** A line below, round numbers along both sides, a rule at each number of the left one. */
export function axesOf(options: AxesOptions): Axes {
  const { width, height, inks, xs, ys, xTitle, yTitle, above = 0, beside = 0, text = TEXT, bare = {} } = options;
  const unit = text / TEXT;
  const muted = mix(inks.background, inks.foreground, 0.62);
  const rule = mix(inks.background, inks.foreground, 0.13);
  const top = above + (yTitle ? 42 : 20) * unit;
  const bottom = height - (34 + (xTitle ? 20 : 0)) * unit;
  const yTicks = bare.y ? [] : ticks(...ys, (bottom - top) / (52 * unit));
  const yTexts = yTicks.map((tick) => formatTick(tick, yTicks));
  const left = 26 * unit + textWidth(yTexts, text);
  const right = width - 24 * unit - beside;
  const xTicks = bare.x ? [] : ticks(...xs, (right - left) / (90 * unit));
  const xOf = (x: number) => left + ((x - xs[0]) / (xs[1] - xs[0])) * (right - left);
  const yOf = (y: number) => bottom - ((y - ys[0]) / (ys[1] - ys[0])) * (bottom - top);
  const label = (x: number, y: number, caption: string, align: Label['align']): Label => {
    return { x, y, text: caption, size: text, align, colour: muted };
  };
  const edge = mix(rule, muted, 0.5);
  return {
    ...{ left, right, top, bottom, xOf, yOf },
    lines: [
      lines(
        yTicks.flatMap((y) => [left, yOf(y), right, yOf(y)]),
        1,
        rule,
      ),
      lines(
        xTicks.flatMap((x) => [xOf(x), bottom, xOf(x), bottom + 5 * unit]),
        1,
        edge,
      ),
      lines([left, bottom, right, bottom], 1, edge),
    ],
    labels: [
      ...yTicks.map((tick, i) => label(left - 10 * unit, yOf(tick), yTexts[i], 'right')),
      ...xTicks.map((tick) => label(xOf(tick), bottom + 18 * unit, formatTick(tick, xTicks), 'center')),
      ...(xTitle ? [label((left + right) / 2, bottom + 40 * unit, xTitle, 'center')] : []),
      ...(yTitle ? [label(18 * unit, top - 22 * unit, yTitle, 'left')] : []),
    ],
  };
}

export function lines(segments: readonly number[], width: number, colour: Rgb): LinesScene {
  return { kind: 'lines', segments: Float32Array.from(segments), width, colour };
}

/** How much room texts need side by side with something, all of them. */
export function textWidth(texts: readonly string[], size = TEXT): number {
  return Math.max(0, ...texts.map((text) => text.length)) * size * CHARACTER;
}

/** Least and greatest finite number of all; where there is as good as one only, some room around it. */
export function bounds(lists: readonly ArrayLike<number>[]): [number, number] {
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
export function padded([low, high]: Range): [number, number] {
  const start = low >= 0 && low < 0.4 * high ? 0 : low;
  const end = high <= 0 && high > 0.4 * low ? 0 : high;
  const room = 0.06 * (end - start);
  return [start === 0 ? 0 : start - room, end === 0 ? 0 : end + room];
}
