import { dense, type Field } from '../contract/field.js';
import type { Dataset } from '../data/dataset.js';
import { columnRanges, planeOf } from '../data/projection.js';
import { edgesOf } from './grid.js';
import { majorityLabels } from './majority-labels.js';
import { type UnitMap, uMatrixOf } from './som-quality.js';
import { colourImage, layOut, unitImage, weightMosaic } from './unit-pictures.js';

type Fields = Readonly<Record<string, () => Field>>;

/** Classes that have colours of their own: the same in every picture. */
const COLOURED = 8;

/** Samples, units and the edges between them, where they lie on the plane that the samples are drawn on. */
export function inputSpaceFields({ grid, codebook }: UnitMap, samples: Dataset): Fields {
  const { weights, stride } = codebook;
  const { range, project } = planeOf(samples);
  const places = project(samples.values, samples.columns, new Float32Array(2 * samples.rows));
  const units = new Float32Array(2 * grid.units);
  const edges = once(() => {
    const pairs = edgesOf(grid);
    return { pairs, strokes: new Float32Array(2 * pairs.length) };
  });
  return {
    samples: () => dense(places, [samples.rows, 2], range),
    classedSamples: once(() => classedSamples(places, samples, range)),
    units: () => dense(project(weights, stride, units), [grid.units, 2], range),
    map() {
      const { pairs, strokes } = edges();
      project(weights, stride, units);
      for (let end = 0; end < pairs.length; end++) {
        strokes[2 * end] = units[2 * pairs[end]];
        strokes[2 * end + 1] = units[2 * pairs[end] + 1];
      }
      return dense(strokes, [strokes.length / 4, 4], [...range, ...range]);
    },
  };
}

function classedSamples(places: Float32Array, { rows, labels }: Dataset, range: Field['range'] = []): Field {
  const classed = new Float32Array(3 * rows);
  for (let r = 0; r < rows; r++) classed.set([places[2 * r], places[2 * r + 1], labels?.[r] ?? -1], 3 * r);
  return dense(classed, [rows, 3], [...range, [-1, COLOURED]]);
}

/**
 * The map itself, a cell a unit. Each picture is drawn into the same memory again and again, which is taken when it is
 * first asked for.
 * @param component the weight that the component plane shows, counted from 1
 */
export function mapFields(map: UnitMap, samples: Dataset, component: number): Fields {
  const { grid, codebook } = map;
  const { weights, stride, units } = codebook;
  const layout = layOut(grid);
  const ranges = columnRanges(samples.values, samples.columns);
  const floats = (range?: readonly [number, number]) => unitImage(layout, new Float32Array(layout.units.length), range);
  const won = once(() => ({ winners: new Int32Array(samples.rows), counts: new Uint32Array(units) }));
  const bestMatches = (): Int32Array => {
    codebook.bestMatches(samples.values, samples.rows, won());
    return won().winners;
  };
  const heights = once(() => ({ into: new Float32Array(units), measure: uMatrixOf(map), draw: floats() }));
  const hits = once(() => floats());
  const plane = once(() => floats(ranges[component - 1]));
  const classes = once(() => {
    const most = samples.labels?.reduce((a, b) => Math.max(a, b), -1) ?? -1;
    const range: [number, number] = [0, Math.min(255, Math.max(COLOURED, most + 1))];
    return unitImage(layout, new Uint8Array(layout.units.length), range);
  });
  const colours = once(() => colourImage(layout, codebook, ranges));
  const mosaic = once(() => weightMosaic(layout, codebook, samples.picture, ranges));
  return {
    /** Weights, one row a unit. */
    weights: () => ({ data: weights, shape: [units, codebook.dimensions], stride: [stride, 1] }),
    distances() {
      const { into, measure, draw } = heights();
      measure(into);
      return draw((unit) => into[unit]);
    },
    hits() {
      const counts = won().counts.fill(0);
      for (const winner of bestMatches()) counts[winner]++;
      return hits()((unit) => counts[unit]);
    },
    labels() {
      const labels = samples.labels && majorityLabels(units, bestMatches(), samples.labels).labels;
      return classes()((unit) => (labels ? labels[unit] + 1 : 0));
    },
    component: () => plane()((unit) => weights[unit * stride + component - 1]),
    colours: () => colours()(),
    mosaic: () => mosaic()(),
  };
}

/** Makes a thing when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly thing: T } | undefined;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}
