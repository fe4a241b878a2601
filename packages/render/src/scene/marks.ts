import type { CurveLayer, Field, LinesLayer, PointsLayer } from '@selforg/core';
import { mix, type Rgb } from '../palettes/colour.js';
import type { Inks } from '../palettes/definitions.js';
import { findPalette, paletteColours } from '../palettes/palettes.js';
import { clip } from './clip.js';
import { headingColours } from './heading.js';
import { inkColour } from './line-colours.js';
import type { LinesScene, PointsScene, RectsScene } from './scene.js';

/** Where the numbers of fields lie in a scene. */
export interface Board {
  readonly width: number;
  readonly height: number;
  xOf(x: number): number;
  yOf(y: number): number;
  /** Marks beyond are cut off, where it is set. */
  readonly frame?: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly inks: Inks;
  readonly palette: string;
}

const longer = ({ width, height }: Board): number => Math.max(width, height);

/** Points of a field; those without a place (NaN), or outside of a frame, are left out. */
export function pointMarks(layer: PointsLayer, field: Field, board: Board): PointsScene | RectsScene {
  const kept = placesOf(field, board);
  const colours = coloursOf(layer, field, kept, board);
  const size = (layer.size / 1000) * longer(board);
  const { xy, rows } = kept;
  if (layer.shape === 'tick') return { kind: 'rects', rects: upright(xy, size, 0.0013 * longer(board)), colours };
  const direction = field.shape[1] >= 4 ? directionsOf(field, rows, board) : undefined;
  return { kind: 'points', xy, shape: layer.shape, size, colours, ...(direction ? { direction } : {}) };
}

interface Places {
  readonly xy: Float32Array;
  /** Which row of the field each is. */
  readonly rows: Uint32Array;
}

function placesOf({ data, shape: [count], stride: [down, right] }: Field, board: Board): Places {
  const xy = new Float32Array(2 * count);
  const rows = new Uint32Array(count);
  const { frame } = board;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const x = board.xOf(data[i * down]);
    const y = board.yOf(data[i * down + right]);
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    if (frame && (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom)) continue;
    xy[2 * kept] = x;
    xy[2 * kept + 1] = y;
    rows[kept++] = i;
  }
  return { xy: xy.slice(0, 2 * kept), rows: rows.slice(0, kept) };
}

function directionsOf({ data, stride: [down, right] }: Field, rows: Uint32Array, { xOf, yOf }: Board): Float32Array {
  const direction = new Float32Array(2 * rows.length);
  rows.forEach((row, i) => {
    direction[2 * i] = xOf(data[row * down + 2 * right]) - xOf(0);
    direction[2 * i + 1] = yOf(data[row * down + 3 * right]) - yOf(0);
  });
  return direction;
}

/** Strokes as high as two radii, and a third of one wide, but wide enough to be seen. */
function upright(xy: Float32Array, size: number, thin: number): Float32Array {
  const rects = new Float32Array(2 * xy.length);
  const wide = Math.max(size / 3, thin);
  for (let i = 0; i < xy.length; i += 2) rects.set([xy[i] - wide / 2, xy[i + 1] - size, wide, 2 * size], 2 * i);
  return rects;
}

/** Classes told apart; then their colours come round again. */
const CLASSES = 11;

/** One colour for all, or one for each point that is kept. */
function coloursOf({ colour }: PointsLayer, field: Field, { rows }: Places, board: Board): Uint8Array {
  const { inks, palette } = board;
  const third = (i: number) => field.data[rows[i] * field.stride[0] + 2 * field.stride[1]];
  switch (colour) {
    case 'heading':
      return headingColours(directionsOf(field, rows, board), inks.background);
    case 'class': {
      const [, ...classes] = findPalette('classes').colours(CLASSES + 1);
      return each(rows.length, (i) => (third(i) >= 0 ? classes[third(i) % CLASSES] : inks.faint));
    }
    case 'value': {
      const wheel = paletteColours(palette, 256);
      const [low, high] = field.range?.[2] ?? [0, 1];
      const level = (i: number) => Math.round((255 * (third(i) - low)) / (high - low || 1));
      return each(rows.length, (i) => {
        const at = 3 * Math.min(255, Math.max(0, level(i) || 0));
        return [wheel[at], wheel[at + 1], wheel[at + 2]];
      });
    }
    default:
      return Uint8Array.from(inkColour(colour, inks));
  }
}

function each(count: number, colour: (i: number) => Rgb): Uint8Array {
  const colours = new Uint8Array(3 * count);
  for (let i = 0; i < count; i++) colours.set(colour(i), 3 * i);
  return colours;
}

/** Strokes of a field, softer than the marks that stand on them. */
export function lineMarks(layer: LinesLayer, field: Field, board: Board): LinesScene {
  const { data, shape, stride } = field;
  const segments = new Float32Array(4 * shape[0]);
  let at = 0;
  for (let i = 0; i < shape[0]; i++) {
    const [x0, y0, x1, y1] = [0, 1, 2, 3].map((column) => data[i * stride[0] + column * stride[1]]);
    const stroke = clip([board.xOf(x0), board.yOf(y0), board.xOf(x1), board.yOf(y1)], board.frame);
    if (!stroke) continue;
    segments.set(stroke, at);
    at += 4;
  }
  const colour = mix(inkColour(layer.colour, board.inks), board.inks.background, 0.4);
  return { kind: 'lines', segments: segments.slice(0, at), width: 0.002 * longer(board), colour };
}

/** Points nearer than this to the last one drawn, in thousandths of the longer side, are passed over. */
const NEAR = 0.4;

export function curveMarks(layer: CurveLayer, field: Field, board: Board): LinesScene {
  const { data, shape, stride } = field;
  const near = (NEAR / 1000) * longer(board);
  const segments: number[] = [];
  let [fromX, fromY] = [Number.NaN, Number.NaN];
  for (let i = 0; i < shape[0]; i++) {
    const x = board.xOf(data[i * stride[0]]);
    const y = board.yOf(data[i * stride[0] + stride[1]]);
    const isLast = i === shape[0] - 1 || Number.isNaN(data[(i + 1) * stride[0]]);
    if (Math.abs(x - fromX) < near && Math.abs(y - fromY) < near && !isLast) continue;
    const stroke = clip([fromX, fromY, x, y], board.frame);
    if (stroke) segments.push(...stroke);
    [fromX, fromY] = [x, y];
  }
  const width = 0.002 * longer(board);
  return { kind: 'lines', segments: Float32Array.from(segments), width, colour: inkColour(layer.colour, board.inks) };
}
