import { dense, type Field, type TypedArray } from '../contract/field.js';
import { createMosaic, type Mosaic } from '../contract/mosaic.js';
import type { Dataset } from '../data/dataset.js';
import { columnRanges, planeOf } from '../data/projection.js';
import { edgesOf, type Grid } from './grid.js';
import { majorityLabels } from './majority-labels.js';
import { type UnitMap, uMatrixOf } from './som-quality.js';

/** Where the pixel of each unit is: layers lie side by side, a column apart. */
interface Layout {
  readonly width: number;
  readonly height: number;
  pixelOf(unit: number): number;
}

function layOut({ columns, rows, layers }: Grid): Layout {
  const width = layers * (columns + 1) - 1;
  return {
    width,
    height: rows,
    pixelOf(unit) {
      const layer = Math.floor(unit / (columns * rows));
      return (Math.floor(unit / columns) % rows) * width + layer * (columns + 1) + (unit % columns);
    },
  };
}

/** Classes that have colours of their own: the same in every picture. */
const COLOURED = 8;
/** Component planes shown at once. */
const PLANES = 64;

/**
 * The pictures of a map, as fields. Each is drawn into the same memory again and again, which is taken when the picture is
 * first asked for.
 * @param evaluated samples that are shown, with their labels where they have some
 */
export function somPictures(map: UnitMap, evaluated: Dataset, component: number): Record<string, () => Field> {
  const { grid, codebook } = map;
  const { stride } = codebook;
  const { units } = grid;
  const d = evaluated.columns;
  const ranges = columnRanges(evaluated.values, d);
  const layout = layOut(grid);
  const { width, height } = layout;

  /** A picture of one number a unit; `gap` stands between layers. */
  function unitImage<A extends TypedArray>(pixels: A, range?: readonly [number, number], gap = range?.[0] ?? 0) {
    pixels.fill(gap);
    const plain = dense(pixels, [height, width], range && [range]);
    const field: Field = grid.lattice === 'hexagonal' ? { ...plain, tiling: 'hexagonal' } : plain;
    return (numberOf: (unit: number) => number): Field => {
      for (let unit = 0; unit < units; unit++) pixels[layout.pixelOf(unit)] = numberOf(unit);
      return field;
    };
  }
  const floats = once(() => unitImage(new Float32Array(width * height)));
  const winners = new Int32Array(evaluated.rows);
  const bestMatches = (): Int32Array => {
    codebook.bestMatches(evaluated.values, evaluated.rows, { winners });
    return winners;
  };

  const plane = planeOf(evaluated);
  const projectedUnits = new Float32Array(units * 2);
  const edges = once(() => edgesOf(grid));
  const strokes = once(() => new Float32Array(edges().length * 2));
  const places = plane.project(evaluated.values, d, new Float32Array(evaluated.rows * 2));
  const heights = once(() => uMatrixOf(map));
  const distances = once(() => new Float32Array(units));
  const hits = once(() => ({ counts: new Float32Array(units), draw: unitImage(new Float32Array(width * height)) }));
  const shown = ranges[component - 1];
  const componentPlane = once(() => unitImage(new Float32Array(width * height), [shown[0], shown[1]]));
  const classes = once(() => {
    const most = evaluated.labels?.reduce((a, b) => Math.max(a, b), -1) ?? -1;
    return unitImage(new Uint8Array(width * height), [0, Math.min(255, Math.max(COLOURED, most + 1))]);
  });
  const colours = once(() => new Uint8Array(width * height * 3));
  const mosaic = once(() => mosaicOf(map, evaluated, ranges));

  return {
    /** Weights, one row a unit. */
    weights: () => ({ data: codebook.weights, shape: [units, d], stride: [stride, 1] }),
    samples: () => dense(places, [evaluated.rows, 2], plane.range),
    classedSamples: once(() => classedSamples(places, evaluated, plane.range)),
    units() {
      plane.project(codebook.weights, stride, projectedUnits);
      return dense(projectedUnits, [units, 2], plane.range);
    },
    map() {
      plane.project(codebook.weights, stride, projectedUnits);
      const ends = strokes();
      edges().forEach((unit, end) => {
        ends[2 * end] = projectedUnits[2 * unit];
        ends[2 * end + 1] = projectedUnits[2 * unit + 1];
      });
      return dense(ends, [ends.length / 4, 4], [...plane.range, ...plane.range]);
    },
    distances() {
      const values = heights()(distances());
      return floats()((unit) => values[unit]);
    },
    hits() {
      const { counts, draw } = hits();
      counts.fill(0);
      for (const winner of bestMatches()) counts[winner]++;
      return draw((unit) => counts[unit]);
    },
    labels() {
      const labels = evaluated.labels && majorityLabels(units, bestMatches(), evaluated.labels).labels;
      return classes()((unit) => (labels ? labels[unit] + 1 : 0));
    },
    component: () => componentPlane()((unit) => codebook.weights[unit * stride + component - 1]),
    colours() {
      const rgb = colours();
      for (let unit = 0; unit < units; unit++) {
        for (let c = 0; c < Math.min(3, d); c++) {
          const [low, high] = ranges[c];
          const value = (codebook.weights[unit * stride + c] - low) / (high - low || 1);
          rgb[3 * layout.pixelOf(unit) + c] = 255 * Math.min(1, Math.max(0, value));
        }
      }
      const field = dense(rgb, [height, width, 3]);
      return grid.lattice === 'hexagonal' ? { ...field, tiling: 'hexagonal' } : field;
    },
    mosaic: () => mosaic()(),
  };
}

function classedSamples(places: Float32Array, { rows, labels }: Dataset, range: Field['range'] = []): Field {
  const classed = new Float32Array(3 * rows);
  for (let r = 0; r < rows; r++) classed.set([places[2 * r], places[2 * r + 1], labels?.[r] ?? -1], 3 * r);
  return dense(classed, [rows, 3], [...range, [-1, COLOURED]]);
}

/** Every unit as a picture, where the map has it; or every component as a map, each between the ends of its range. */
function mosaicOf(
  { grid, codebook }: UnitMap,
  { columns: d, picture }: Dataset,
  ranges: readonly (readonly [number, number])[],
) {
  const { columns, rows, layers, units } = grid;
  const across = columns * layers;
  const unitAt = (tile: number): number => {
    const layer = Math.floor((tile % across) / columns);
    return (layer * rows + Math.floor(tile / across)) * columns + (tile % columns);
  };
  const weight = (unit: number, c: number): number => codebook.weights[unit * codebook.stride + c];
  if (picture) {
    const range: [number, number] = [
      Math.min(...ranges.map(([low]) => low)),
      Math.max(...ranges.map(([, high]) => high)),
    ];
    const mosaic: Mosaic = createMosaic({ count: units, ...picture, across, gap: range[0], range });
    return () => mosaic.draw((tile, pixel) => weight(unitAt(tile), pixel));
  }
  const mosaic = createMosaic({ count: Math.min(d, PLANES), width: across, height: rows, range: [0, 1] });
  return () =>
    mosaic.draw((c, tile) => {
      const [low, high] = ranges[c];
      return (weight(unitAt(tile), c) - low) / (high - low || 1);
    });
}

/** Makes a thing when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly thing: T } | undefined;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}
