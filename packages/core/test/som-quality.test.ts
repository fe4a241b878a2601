import { describe, expect, it } from 'vitest';
import { findDataset } from '../src/data/find-dataset.js';
import { standardize } from '../src/data/standardize.js';
import { type Dataset, maps } from '../src/index.js';
import { createRandom } from '../src/random/random.js';
import { plainDistance, ranked } from './som-reference.js';

const { Som, neighbourhood, projectionQuality, squaredMapDistance } = maps;
const iris = standardize(findDataset('iris'));
const digits = findDataset('digits');
const rowsOf = ({ values, columns }: Pick<Dataset, 'values' | 'columns'>): number[][] =>
  Array.from({ length: values.length / columns }, (_, r) =>
    Array.from(values.subarray(r * columns, (r + 1) * columns)),
  );
const irisMap = Som.fit(iris, { columns: 6, rows: 4, lattice: 'hexagonal', epochs: 10 });
const irisWeights = rowsOf({ values: irisMap.weights, columns: 4 });
const irisWinners = rowsOf(iris).map((x) => ranked('euclidean', irisWeights, x)[0]);
const { grid } = irisMap.settings;

/** Venna & Kaski's formula, for distances that are all different. */
function plainTrust(neighbours: number[][], reference: number[][], k: number): number {
  const n = neighbours.length;
  const order = (distances: number[], i: number) =>
    distances
      .map((_, j) => j)
      .filter((j) => j !== i)
      .sort((a, b) => distances[a] - distances[b]);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const ranks = order(reference[i], i);
    for (const j of order(neighbours[i], i).slice(0, k)) sum += Math.max(0, ranks.indexOf(j) + 1 - k);
  }
  return 1 - (2 / (n * k * (2 * n - 3 * k - 1))) * sum;
}

describe('quality of a map', () => {
  it('is what the definitions say: quantization, topographic error, distortion', () => {
    const sum = rowsOf(iris).reduce(
      (total, x, i) => total + plainDistance('euclidean', x, irisWeights[irisWinners[i]]),
      0,
    );
    expect(irisMap.quantizationError(iris)).toBeCloseTo(sum / 150, 5);
    const torn = rowsOf(iris).filter((x) => {
      const [first, second] = ranked('euclidean', irisWeights, x);
      return squaredMapDistance(grid, first, second) > 1;
    });
    expect(irisMap.topographicError(iris)).toBe(torn.length / 150);
    const distortion = rowsOf(iris).reduce((total, x, i) => {
      const h = (unit: number) => neighbourhood('gaussian', squaredMapDistance(grid, irisWinners[i], unit), 1.5);
      return total + irisWeights.reduce((each, w, unit) => each + h(unit) * plainDistance('squared', x, w), 0);
    }, 0);
    expect(irisMap.distortion(iris, 1.5)).toBeCloseTo(distortion / 150, 5);
  });

  it('a batch lowers the distortion at a fixed radius, until it stays', () => {
    const map = Som.start(iris, { columns: 6, rows: 5, radius: 1.5 });
    const course = Array.from({ length: 30 }, () => map.partialFit(iris).distortion(iris, 1.5));
    expect(course[9]).toBeLessThan(course[0]);
    expect(Math.abs(course[29] - course[28])).toBeLessThan(1e-3 * course[0]);
  });

  it('trustworthiness and preservation are Venna & Kaski’s', () => {
    const random = createRandom(8);
    const [data, map] = [0, 1].map(() =>
      Array.from({ length: 40 }, () => Array.from({ length: 40 }, () => random.uniform())),
    );
    for (const k of [1, 5, 19]) {
      const quality = projectionQuality({
        ...{ count: 40, neighbours: k },
        inData: (out, i) => out.set(data[i]),
        onMap: (out, i) => out.set(map[i]),
      });
      expect(quality.trustworthiness).toBeCloseTo(plainTrust(map, data, k), 12);
      expect(quality.neighbourhoodPreservation).toBeCloseTo(plainTrust(data, map, k), 12);
    }
    const asItIs = { count: 40, neighbours: 7, inData: (out: Float64Array, i: number) => out.set(data[i]) };
    expect(projectionQuality({ ...asItIs, onMap: asItIs.inData })).toEqual({
      trustworthiness: 1,
      neighbourhoodPreservation: 1,
    });
    expect(() => projectionQuality({ ...asItIs, neighbours: 20, onMap: asItIs.inData })).toThrow(
      'invalid neighbours 20: expected an integer from 1 to 19',
    );
  });

  it('samples of one unit count with the mean over their orders', () => {
    const random = createRandom(3);
    const data = Array.from({ length: 15 }, () => Array.from({ length: 15 }, () => random.uniform()));
    const units = Array.from({ length: 15 }, () => random.integer(4));
    const onMap = (shift: () => number) => units.map((a) => units.map((b) => Math.abs(a - b) + 1e-6 * shift()));
    let [trust, kept] = [0, 0];
    const draws = 4000;
    for (let n = 0; n < draws; n++) {
      const broken = onMap(() => random.uniform());
      trust += plainTrust(broken, data, 4) / draws;
      kept += plainTrust(data, broken, 4) / draws;
    }
    const tied = onMap(() => 0);
    const quality = projectionQuality({
      ...{ count: 15, neighbours: 4 },
      inData: (out, i) => out.set(data[i]),
      onMap: (out, i) => out.set(tied[i]),
    });
    expect(quality.trustworthiness).toBeCloseTo(trust, 2);
    expect(quality.neighbourhoodPreservation).toBeCloseTo(kept, 2);
  });

  it('does not depend on how many samples are looked at together', () => {
    const many = { rows: 150 * 40, columns: 4, values: new Float32Array(150 * 40 * 4) };
    for (let i = 0; i < 40; i++) many.values.set(iris.values, i * 600);
    expect(irisMap.quantizationError(many)).toBeCloseTo(irisMap.quantizationError(iris), 9);
    expect(irisMap.topographicError(many)).toBeCloseTo(irisMap.topographicError(iris), 12);
    expect(irisMap.distortion(many)).toBeCloseTo(irisMap.distortion(iris), 9);
    expect(irisMap.hits(many)).toEqual(irisMap.hits(iris).map((count) => 40 * count));
    expect(irisMap.trustworthiness(many, { most: 150 })).toBeGreaterThan(0.9);
  });

  it('U-matrix, hits, component planes', () => {
    const expected = irisWeights.map((w, unit) => {
      const beside = irisWeights.filter((_, other) => squaredMapDistance(grid, unit, other) === 1);
      return beside.reduce((sum, v) => sum + plainDistance('euclidean', w, v), 0) / beside.length;
    });
    irisMap.uMatrix().forEach((height, unit) => void expect(height).toBeCloseTo(expected[unit], 5));
    const hits = new Uint32Array(24);
    for (const winner of irisWinners) hits[winner]++;
    expect(irisMap.hits(iris)).toEqual(hits);
    expect(Array.from(irisMap.componentPlane(2))).toEqual(irisWeights.map((w) => w[2]));
    expect(() => irisMap.componentPlane(4)).toThrow('invalid column 4: expected an integer from 0 to 3');
  });
});

describe('labels of a map', () => {
  it('are those of most samples; a unit without samples classifies as the nearest unit with some', () => {
    // Units at 0, 1, 5, 6, 20; samples at the first two and the last.
    const map = Som.start([[0], [1]], { columns: 5, initial: [0, 1, 5, 6, 20] });
    const samples = {
      rows: 6,
      columns: 1,
      values: Float32Array.of(0, 0, 0, 1, 1, 20),
      labels: Int32Array.of(0, 1, 1, 2, -1, 0),
    };
    const { labels, purity } = map.labelMap(samples);
    expect(Array.from(labels)).toEqual([1, 2, -1, -1, 0]);
    expect(Array.from(purity)).toEqual([expect.closeTo(2 / 3, 6), 1, 0, 0, 1]);
    expect(Array.from(map.classify([[0.1], [1.1], [5], [6], [19]]))).toEqual([1, 2, 2, 2, 0]);
  });

  it('lets a map of digits tell digits that it has not seen', () => {
    const part = (from: number, to: number): Dataset => ({
      ...digits,
      rows: to - from,
      values: digits.values.slice(from * 64, to * 64),
      ...(digits.labels && { labels: digits.labels.slice(from, to) }),
    });
    const map = Som.fit(part(0, 1200), { columns: 15, rows: 15, epochs: 15 });
    const test = part(1200, 1797);
    const right = map.classify(test).filter((label, i) => label === test.labels?.[i]).length;
    expect(right / test.rows).toBeGreaterThan(0.85);
  });

  it('must be there', () => {
    const map = Som.start([[0], [1]], { columns: 2 });
    expect(() => map.classify([[0]])).toThrow('invalid labels: expected a map with labels');
    expect(() => map.labelMap({ rows: 1, columns: 1, values: Float32Array.of(1) })).toThrow(
      'invalid data "samples without labels": expected a class for at least one sample',
    );
  });
});

describe('a saved map', () => {
  it('is the same map, as JSON and as bytes', () => {
    const jsonCopy = Som.fromJSON(JSON.parse(JSON.stringify(irisMap)));
    const byteCopy = Som.decode(irisMap.encode());
    for (const copy of [jsonCopy, byteCopy]) {
      expect(copy.settings).toEqual(irisMap.settings);
      expect(copy.epoch).toBe(10);
      expect(copy.weights).toEqual(irisMap.weights);
      expect(copy.labels).toEqual(irisMap.labels);
      expect(copy.partialFit(iris).weights).toEqual(Som.decode(irisMap.encode()).partialFit(iris).weights);
    }
    const bare = Som.start(iris, { columns: 3, rows: 2, missing: true });
    expect(Som.decode(bare.encode()).labels).toBeUndefined();
  });

  it('is refused where it is damaged', () => {
    const bytes = irisMap.encode();
    for (let at = 0; at < bytes.length; at += 97) {
      const broken = bytes.slice();
      broken[at] ^= 64;
      expect(() => Som.decode(broken)).toThrow(/^invalid map "\d+ bytes": expected a (map file|complete file)/);
      expect(() => Som.decode(bytes.subarray(0, at))).toThrow(/^invalid map "\d+ bytes": expected/);
    }
    const json = irisMap.toJSON();
    expect(() => Som.fromJSON(null)).toThrow('invalid map: expected "format": "selforg-som"');
    expect(() => Som.fromJSON({ ...json, version: 2 })).toThrow(
      'invalid map version 2: expected 1 (a newer Selforg wrote it)',
    );
    expect(() => Som.fromJSON({ ...json, weights: [1] })).toThrow(
      'invalid map weights "1 values": expected 96 numbers',
    );
    expect(() => Som.fromJSON({ ...json, labels: [1] })).toThrow('invalid map labels "1 values": expected 24 numbers');
    expect(() => Som.fromJSON({ ...json, epoch: -1 })).toThrow('invalid map epoch -1');
    expect(() => Som.fromJSON({ ...json, dimensions: 0 })).toThrow('invalid map dimensions 0');
    expect(() => Som.fromJSON({ ...json, lattice: 'round' })).toThrow('invalid lattice "round"');
    expect(() => Som.fromJSON({ ...json, columns: undefined })).toThrow('invalid columns: expected');
  });
});

describe('bad input', () => {
  it('is refused in one clear sentence', () => {
    const fit = (data: unknown, options: object = {}) =>
      Som.fit(data as maps.SomData, { columns: 2, rows: 2, ...options });
    expect(() => fit([[1, 2], [3]])).toThrow('invalid data "row 1 of 1 values": expected 2 values, as in row 0');
    expect(() => fit([])).toThrow('rows × columns values, at least one');
    expect(() => fit({ rows: 2, columns: 2, values: [1, 2, 3] })).toThrow('"2×2 with 3 values"');
    expect(() => fit('iris')).toThrow('invalid data "string": expected rows of numbers, or a data set');
    expect(() => fit([[1, Number.NaN]])).toThrow('invalid data "NaN in row 0, column 1"');
    expect(() =>
      fit(
        [
          [1, 2],
          [Number.NaN, Number.NaN],
        ],
        { missing: true },
      ),
    ).toThrow('"row 1 without a value"');
    expect(() =>
      fit(
        [
          [1, Number.NaN],
          [2, Number.NaN],
        ],
        { missing: true },
      ),
    ).toThrow('"column 1 without a value"');
    expect(() => irisMap.transform([[1, 2]])).toThrow('invalid data "2 columns": expected 4, as many as the map has');
    expect(() => fit(iris, { neighbourhood: 'mexican-hat' })).toThrow(
      'invalid neighbourhood "mexican-hat": expected one that only attracts, for training "batch"',
    );
    expect(() => fit(iris, { radius: 0 })).toThrow('invalid radius 0: expected a number above 0');
    expect(() => fit(iris, { rate: [0.5, 0] })).toThrow(
      'invalid rate 0: expected a rate above 0 for exponential decay',
    );
    expect(() => fit(iris, { initial: [1, 2] })).toThrow('invalid initial "2 weights": expected 4 units × 4 weights');
    expect(() => fit(iris, { initial: new Float32Array(16).fill(Number.NaN) })).toThrow('invalid initial "NaN"');
    expect(() => fit(iris, { radius: (p: number) => 1 - 2 * p })).toThrow(
      'invalid radius 0: expected a number above 0',
    );
    expect(() => irisMap.partialFit(iris, { rate: 2 })).toThrow('invalid rate 2: expected a number from 0 to 1');
    expect(() => fit(iris, { seed: -1 })).toThrow('invalid seed -1: expected an integer of at least 0');
    expect(() => fit(iris, { missing: 'yes' })).toThrow('invalid missing "yes": expected true or false');
    expect(() => fit(iris, { distance: 'far' })).toThrow('invalid distance "far": expected one of euclidean');
    expect(() => fit(iris, { epochs: 0 })).toThrow('invalid epochs 0: expected an integer of at least 1');
  });

  it('that is only odd is learned: a constant column, one sample, more units than samples, equal samples', () => {
    for (const training of ['batch', 'mini-batch', 'online'] as const) {
      for (const initial of ['pca', 'random', 'sample'] as const) {
        const options = { training, initial, epochs: 30, radius: [3, 0.3] } as const;
        const constant = Som.fit(
          [
            [1, 7],
            [2, 7],
            [3, 7],
          ],
          { ...options, columns: 5, rows: 4 },
        );
        for (const w of constant.componentPlane(1)) expect(w).toBeCloseTo(7, 4);
        expect(
          constant.quantizationError([
            [1, 7],
            [2, 7],
            [3, 7],
          ]),
        ).toBeLessThan(0.2);
        const one = Som.fit([[1, 2, 3]], options);
        expect(one.quantizationError([[1, 2, 3]])).toBeLessThan(1e-4);
        expect(one.topographicError([[1, 2, 3]])).toBe(0);
        expect(one.trustworthiness([[1, 2, 3]])).toBe(1);
        expect(Som.fit(Array(20).fill([4, 4]), options).weights.every((w) => Math.abs(w - 4) < 1e-4)).toBe(true);
      }
    }
  });

  it('with gaps is learned where gaps are allowed, and what is known is told from what is not', () => {
    const random = createRandom(2);
    const gappy: Dataset = {
      ...iris,
      values: iris.values.map((value) => (random.uniform() < 0.15 ? Number.NaN : value)),
    };
    for (let r = 0; r < 150; r++) gappy.values[4 * r + (r % 4)] = iris.values[4 * r + (r % 4)];
    const map = Som.fit(gappy, { columns: 8, rows: 5, missing: true });
    expect(map.weights.every(Number.isFinite)).toBe(true);
    // Whole samples lie nearly as near as to a map that saw them whole.
    const whole = Som.fit(iris, { columns: 8, rows: 5 });
    expect(map.quantizationError(iris)).toBeLessThan(1.25 * whole.quantizationError(iris));
    for (const training of ['online', 'mini-batch'] as const) {
      expect(Som.fit(gappy, { columns: 8, rows: 5, missing: true, training }).topographicError(gappy)).toBeLessThan(
        0.3,
      );
    }
  });
});
