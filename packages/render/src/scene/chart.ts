import type { Axis, Field, Layer, View } from '@selforg/core';
import type { Inks } from '../palettes/definitions.js';
import { axesOf, bounds, padded, textWidth } from './axes.js';
import { inkColour } from './line-colours.js';
import { type Board, curveMarks, lineMarks, pointMarks } from './marks.js';
import type { Label, Scene, SceneLayer } from './scene.js';

const WIDTH = 960;
const HEIGHT = 540;
/** Size of the lettering: to be read from the back of a lecture room. */
const TEXT = 17;

/** Points, lines and curves of a view with axes, stretched to fill the picture, with round numbers along both sides. */
export function chartScene(view: View, fields: readonly Field[], inks: Inks, palette: string): Scene {
  const { axes: titles, layers } = view;
  if (!titles) throw new TypeError('a view without axes is no chart');
  const [xs, ys] = rangesOf(fields);
  const axes = axesOf({
    ...{ width: WIDTH, height: HEIGHT, inks, text: TEXT, xs, ys },
    bare: { x: titles.x.isBare, y: titles.y.isBare },
    xTitle: titleOf(titles.x),
    yTitle: titleOf(titles.y),
  });
  const board: Board = { width: WIDTH, height: HEIGHT, xOf: axes.xOf, yOf: axes.yOf, frame: axes, inks, palette };
  return {
    width: WIDTH,
    height: HEIGHT,
    origin: [0, 0],
    background: inks.background,
    layers: [
      ...axes.lines,
      ...layers.map((layer, i) => marksOf(layer, fields[i], board)),
      { kind: 'labels', labels: [...axes.labels, ...legend(layers, axes.right, inks)] },
    ],
  };
}

const titleOf = ({ title, unit }: Axis): string => (unit ? `${title} (${unit})` : title);

/** Those of the first field that has them, else the box around all points and ends of lines. */
function rangesOf(fields: readonly Field[]): readonly (readonly [number, number])[] {
  const given = fields.find(({ range }) => range && range.length > 1)?.range;
  if (given) return given.slice(0, 2).map((range) => bounds([range]));
  return [0, 1].map((axis) => padded(bounds(fields.flatMap((field) => columnsOf(field, axis)))));
}

function columnsOf({ data, shape: [rows, columns], stride }: Field, axis: number): Float64Array[] {
  const ends = columns === 4 ? [axis, axis + 2] : [axis];
  return ends.map((column) => {
    return Float64Array.from({ length: rows }, (_, i) => data[i * stride[0] + column * stride[1]]);
  });
}

function marksOf(layer: Layer, field: Field, board: Board): SceneLayer {
  switch (layer.kind) {
    case 'points':
      return pointMarks(layer, field, board);
    case 'lines':
      return lineMarks(layer, field, board);
    case 'curve':
      return curveMarks(layer, field, board);
    default:
      throw new TypeError(`a chart shows points, lines and curves, no ${layer.kind}`);
  }
}

/** The names of the curves, each in its colour, side by side at the top right. */
function legend(layers: readonly Layer[], right: number, inks: Inks): Label[] {
  const named = layers.flatMap((layer) =>
    layer.kind === 'curve' && layer.title ? [{ ...layer, title: layer.title }] : [],
  );
  let x = right;
  return named.reverse().map(({ title, colour }) => {
    const label: Label = { x, y: TEXT * 1.5, text: title, size: TEXT, align: 'right', colour: inkColour(colour, inks) };
    x -= textWidth([title], TEXT) + 1.4 * TEXT;
    return label;
  });
}
