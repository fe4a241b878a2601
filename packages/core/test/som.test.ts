import { readFileSync } from 'node:fs';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { principalComponents } from '../src/data/principal-components.js';
import { createSimulation, type Dataset, type ParamValue, type Simulation } from '../src/index.js';

/** Fisher's iris (1936): 150 flowers, 4 measurements. */
const iris: Dataset = {
  rows: 150,
  columns: 4,
  values: Float32Array.from(
    readFileSync(new URL('../../../test/data/iris.csv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .flatMap((line) => line.split(',').slice(0, 4).map(Number)),
  ),
};

type SomParams = Record<string, ParamValue>;
const start = (params: SomParams, data: Record<string, Dataset> = {}, seed = 1): Simulation =>
  createSimulation({ system: 'som', params, seed }, { data });

/** MiniSom's way: PCA plane of unit length, samples in order, linear decay held within each pass. */
const miniSom = (size: number, radius: number, epochs: number): SomParams => ({
  columns: size,
  rows: size,
  distribution: 'data',
  data: 'iris',
  standardize: true,
  initial: 'pca-unit',
  order: 'sequential',
  decay: 'linear',
  schedule: 'epoch',
  duration: epochs * 150,
  rateStart: 0.5,
  rateEnd: 0,
  radiusStart: radius,
  radiusEnd: 1,
});

/** Kohonen's rule written out: one sample, all units, in double precision. */
function referenceTrain(weights: number[][], columns: number, x: number[], rate: number, radius: number): void {
  const distance = (w: number[]) => w.reduce((sum, value, i) => sum + (value - x[i]) ** 2, 0);
  const best = weights.reduce((b, w, unit) => (distance(w) < distance(weights[b]) ? unit : b), 0);
  weights.forEach((w, unit) => {
    const dx = (unit % columns) - (best % columns);
    const dy = Math.floor(unit / columns) - Math.floor(best / columns);
    const h = Math.exp(-(dx ** 2 + dy ** 2) / (2 * radius ** 2));
    for (let i = 0; i < w.length; i++) w[i] += rate * h * (x[i] - w[i]);
  });
}

describe('som', () => {
  it.each([
    [8, 2, 10, 0.430296, 0],
    [10, 3, 20, 0.369806, 0.006667],
  ])('iris on %i² has MiniSom’s errors', (size, radius, epochs, quantization, topographic) => {
    const simulation = start(miniSom(size, radius, epochs), { iris });
    simulation.step(150 * epochs);
    expect(simulation.measures().quantization).toBeCloseTo(quantization, 6);
    expect(simulation.measures().topographic).toBeCloseTo(topographic, 6);
  });

  it('equals the rule written out, in any dimension', () => {
    for (const d of [1, 2, 3, 4, 5, 7]) {
      const values = Float32Array.from({ length: 30 * d }, (_, i) => ((i * 7919) % 101) / 101);
      const simulation = start(
        {
          columns: 6,
          rows: 5,
          distribution: 'data',
          data: 'set',
          order: 'sequential',
          duration: 60,
          radiusStart: 3,
          decay: 'linear',
        },
        { set: { rows: 30, columns: d, values } },
      );
      const read = () => {
        const { data, shape, stride } = simulation.field('weights');
        return Array.from({ length: shape[0] }, (_, unit) =>
          Array.from(data.subarray(unit * stride[0], unit * stride[0] + d)),
        );
      };
      const expected = read();
      for (let t = 0; t < 60; t++) {
        const { rate, radius } = simulation.measures();
        referenceTrain(expected, 6, Array.from(values.subarray((t % 30) * d, (t % 30) * d + d)), rate, radius);
        simulation.step();
      }
      const actual = read();
      const worst = actual.flat().reduce((most, value, i) => Math.max(most, Math.abs(value - expected.flat()[i])), 0);
      expect(worst).toBeLessThan(5e-6);
    }
  });

  it('measures the errors as they are defined', () => {
    const simulation = start({ columns: 4, rows: 3, distribution: 'data', data: 'iris' }, { iris });
    simulation.step(300);
    const { data, stride } = simulation.field('weights');
    let distances = 0;
    let apart = 0;
    for (let r = 0; r < 150; r++) {
      const ranked = Array.from({ length: 12 }, (_, unit) => {
        let sum = 0;
        for (let i = 0; i < 4; i++) sum += (data[unit * stride[0] + i] - iris.values[r * 4 + i]) ** 2;
        return { unit, distance: Math.sqrt(sum) };
      }).sort((a, b) => a.distance - b.distance);
      distances += ranked[0].distance;
      const [a, b] = ranked.map(({ unit }) => ({ x: unit % 4, y: Math.floor(unit / 4) }));
      if (Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) > 1) apart++;
    }
    expect(simulation.measures().quantization).toBeCloseTo(distances / 150, 6);
    expect(simulation.measures().topographic).toBeCloseTo(apart / 150, 12);
  });

  it('unfolds over a square: no topographic error to speak of, weights spread evenly', () => {
    const simulation = start({ columns: 12, rows: 12 });
    simulation.step(20000);
    const { topographic, quantization } = simulation.measures();
    expect(topographic).toBeLessThan(0.05);
    // An even grid of 144 squares has a mean distance of .3826 / 12 to its centres.
    expect(quantization).toBeGreaterThan(0.3826 / 12);
    expect(quantization).toBeLessThan(1.3 * (0.3826 / 12));
  });

  it.each(['square', 'ring', 'spiral', 'cube'])(
    'draws samples of a %s inside the unit cube, from the seed alone',
    (distribution) => {
      const [a, b, other] = [1, 1, 2].map((seed) => start({ distribution }, {}, seed));
      const samples = a.field('samples');
      expect(samples.shape).toEqual([2048, 2]);
      expect(b.field('samples').data).toEqual(samples.data);
      expect(other.field('samples').data).not.toEqual(samples.data);
      if (distribution === 'ring') {
        for (let i = 0; i < samples.data.length; i += 2) {
          const radius = Math.hypot(samples.data[i] - 0.5, samples.data[i + 1] - 0.5);
          expect(radius).toBeGreaterThan(0.2999);
          expect(radius).toBeLessThan(0.5001);
        }
      }
    },
  );

  it('learns the colours of a PNG, and none but them', () => {
    const data = new Uint8Array(16 * 16 * 3).map(
      (_, i) =>
        [
          [250, 10, 10],
          [10, 10, 250],
        ][i % 2 ? 0 : 1][i % 3],
    );
    for (let p = 0; p < 256; p++) data.set(p % 2 ? [250, 10, 10] : [10, 10, 250], p * 3);
    const url = `data:image/png;base64,${Buffer.from(encode({ width: 16, height: 16, data, channels: 3, depth: 8 })).toString('base64')}`;
    const simulation = start({
      distribution: 'image',
      image: [url],
      columns: 2,
      rows: 1,
      radiusStart: 0.5,
      radiusEnd: 0.1,
      duration: 2000,
    });
    simulation.step(3000);
    const { data: weights } = simulation.field('weights');
    const reds = [weights[0] * 255, weights[4] * 255].sort((a, b) => a - b);
    expect(reds[0]).toBeCloseTo(10, 0);
    expect(reds[1]).toBeCloseTo(250, 0);
    expect(simulation.field('colours').shape).toEqual([1, 2, 3]);
  });

  it('refuses what it cannot learn from', () => {
    expect(() => start({ distribution: 'image' })).toThrow('invalid image 0: expected one PNG image');
    expect(() => start({ distribution: 'image', image: ['data:image/png;base64,aGVsbG8='] })).toThrow(
      'invalid image "5 bytes": expected a PNG image',
    );
    expect(() => start({ distribution: 'image', image: ['data:image/png;base64,%%%'] })).toThrow(
      'expected a PNG image in base64',
    );
    expect(() => start({ distribution: 'data', data: 'irs' }, { iris })).toThrow(
      'invalid data "irs": expected one of iris',
    );
    expect(() => start({ distribution: 'data', data: 'irs' })).toThrow(
      'invalid data "irs": expected one of iris, digits; did you mean "iris"?',
    );
    const broken = { rows: 2, columns: 2, values: Float32Array.from([1, 2, Number.NaN, 3]) };
    expect(() => start({ distribution: 'data', data: 'broken' }, { broken })).toThrow(
      'invalid data "NaN in row 1, column 0": expected numbers of at most 1000000000000000',
    );
    expect(() => start({ distribution: 'data', data: 'x' }, { x: { ...broken, rows: 3 } })).toThrow(
      'rows × columns values',
    );
    expect(() => start({ rateEnd: 0 })).toThrow('invalid rateEnd 0: expected a rate above 0 for exponential decay');
  });

  it('lays the first component along the longer side of the map', () => {
    const long = {
      rows: 100,
      columns: 2,
      values: Float32Array.from({ length: 200 }, (_, i) => (i % 2 ? 0.001 * ((i * 7) % 11) : i / 20)),
    };
    for (const [columns, rows] of [
      [50, 1],
      [1, 50],
    ]) {
      const { data } = start({ distribution: 'data', data: 'long', initial: 'pca', columns, rows }, { long }).field(
        'weights',
      );
      expect(Math.abs(data[4 * 49] - data[0])).toBeGreaterThan(4);
    }
  });

  it('goes on from a snapshot only with the same data', () => {
    const params = { distribution: 'data', data: 'iris', columns: 4, rows: 4 };
    const simulation = start(params, { iris });
    const other = { ...iris, values: iris.values.map((value) => value + 1) };
    const snapshot = simulation.snapshot();
    expect(() => start(params, { iris: other }).restore(snapshot)).toThrow(
      'invalid snapshot "other samples": expected the data that it was taken with',
    );
    simulation.restore(snapshot);
  });

  it('takes a constant column, one sample, one unit', () => {
    const one = { rows: 1, columns: 3, values: Float32Array.from([1, 2, 3]) };
    for (const initial of ['random', 'sample', 'pca', 'pca-unit']) {
      const simulation = start(
        { distribution: 'data', data: 'one', standardize: true, initial, columns: 1, rows: 1 },
        { one },
      );
      simulation.step(10);
      expect(simulation.measures().topographic).toBe(0);
      expect(Number.isFinite(simulation.measures().quantization)).toBe(true);
    }
  });
});

describe('principal components', () => {
  it('of iris are those of the literature: 92.46 % and 5.31 % of the variance', () => {
    const { axes, deviations } = principalComponents(iris, 4);
    const variances = deviations.map((s) => s ** 2);
    const total = variances.reduce((sum, value) => sum + value);
    expect(variances[0] / total).toBeCloseTo(0.9246, 4);
    expect(variances[1] / total).toBeCloseTo(0.0531, 4);
    for (let a = 0; a < 4; a++) {
      for (let b = 0; b < 4; b++) {
        const dot = axes[a].reduce((sum, value, i) => sum + value * axes[b][i], 0);
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 9);
      }
    }
  });
});
