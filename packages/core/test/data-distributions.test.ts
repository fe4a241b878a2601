import { describe, expect, it } from 'vitest';
import { fourierTransform } from '../src/data/distributions/fourier.js';
import { gaussianScene, leavesScene } from '../src/data/distributions/scenes.js';
import { type Dataset, data } from '../src/index.js';
import { createRandom } from '../src/random/random.js';

const { distributions, distributionIds, drawDataset } = data;

const some = (id: data.DistributionId, rows = 4000): Dataset => drawDataset(distributions[id](), rows, createRandom(1));
const column = ({ rows, columns, values }: Dataset, c: number) =>
  Array.from({ length: rows }, (_, r) => values[r * columns + c]);
const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x / numbers.length, 0);
const moment = (numbers: readonly number[], power: number) => {
  const m = mean(numbers);
  return mean(numbers.map((x) => (x - m) ** power));
};
const kurtosis = (numbers: readonly number[]) => moment(numbers, 4) / moment(numbers, 2) ** 2;

describe.each(distributionIds)('%s', (id) => {
  it('draws what it says, from the random numbers alone', () => {
    const made = distributions[id]();
    expect(made.id).toBe(id);
    expect(made.about).toMatch(/^[A-Z].*\.$/);
    const set = some(id, 500);
    expect(set).toEqual(some(id, 500));
    expect(set.columns).toBe(made.dimensions);
    expect(set.values.every(Number.isFinite)).toBe(true);
    if (made.picture) expect(made.picture.width * made.picture.height).toBe(made.dimensions);
    if (made.classes) expect(new Set(set.labels).size).toBe(made.classes.length);
    else expect(set).not.toHaveProperty('labels');
  });
});

describe('shapes', () => {
  it('clusters lie around five centres, .04 wide', () => {
    const set = some('clusters');
    for (let kind = 0; kind < 5; kind++) {
      const xs = column(set, 0).filter((_, r) => set.labels?.[r] === kind);
      expect(xs.length).toBeGreaterThan(700);
      expect(Math.sqrt(moment(xs, 2))).toBeCloseTo(0.04, 2);
    }
  });

  it('circles have the radii .2 and .4', () => {
    const set = some('circles');
    const radii = column(set, 0).map((x, r) => Math.hypot(x - 0.5, column(set, 1)[r] - 0.5));
    for (const [kind, radius] of [
      [0, 0.2],
      [1, 0.4],
    ]) {
      expect(mean(radii.filter((_, r) => set.labels?.[r] === kind))).toBeCloseTo(radius, 2);
    }
  }, 20_000);

  it('moons reach into each other, yet nowhere touch', () => {
    const set = some('moons', 600);
    const points = column(set, 0).map((x, r) => [x, column(set, 1)[r], set.labels?.[r] ?? 0]);
    const [upper, lower] = [0, 1].map((kind) => points.filter((point) => point[2] === kind));
    const nearest = Math.min(...upper.map(([x, y]) => Math.min(...lower.map(([u, v]) => Math.hypot(x - u, y - v)))));
    expect(nearest).toBeGreaterThan(0.02);
    expect(Math.min(...upper.map(([, y]) => y))).toBeLessThan(Math.max(...lower.map(([, y]) => y)));
  });

  it('the swiss roll is a spiral in its first two dimensions and flat in the third', () => {
    const set = some('swiss-roll', 500);
    const [x, y, z] = [0, 1, 2].map((c) => column(set, c));
    for (let r = 0; r < 500; r++) {
      const angle = (9 * Math.PI * Math.hypot(x[r] - 0.5, y[r] - 0.5)) | 0;
      expect(angle).toBeGreaterThanOrEqual(4);
      expect(angle).toBeLessThanOrEqual(14);
      expect(Math.abs(z[r] - 0.5)).toBeLessThanOrEqual(0.5);
    }
    const turned = x.map((_, r) => {
      const angle = 9 * Math.PI * Math.hypot(x[r] - 0.5, y[r] - 0.5);
      return (x[r] - 0.5) * Math.sin(angle) - (y[r] - 0.5) * Math.cos(angle);
    });
    expect(Math.max(...turned.map(Math.abs))).toBeLessThan(1e-5);
  });

  it('bars are on as often as they should be, by themselves', () => {
    const set = drawDataset(data.bars({ side: 4, probability: 0.25 }), 4000, createRandom(2));
    // A cell is dark when neither of its two bars is on.
    for (let c = 0; c < 16; c++) expect(mean(column(set, c))).toBeCloseTo(1 - 0.75 ** 2, 1);
    expect(() => data.bars({ side: 0 })).toThrow('invalid side 0');
    expect(() => data.bars({ probability: 2 })).toThrow('invalid probability 2');
    expect(() => data.leaves({ side: 65 })).toThrow('invalid side 65');
  });
});

describe('pictures like photographs', () => {
  const SIDE = 128;
  const gradients = (values: Float32Array) => Array.from(values, (x, i) => (i % SIDE ? x - values[i - 1] : 0));

  /** Slope of log mean power over log frequency, between frequencies that the grid of pixels does not disturb. */
  function slope(values: Float32Array): number {
    const real = Float64Array.from(values);
    const imaginary = new Float64Array(values.length);
    fourierTransform({ side: SIDE, real, imaginary });
    const rings = Array.from({ length: 32 }, (): number[] => []);
    const signed = (k: number) => (k <= SIDE / 2 ? k : k - SIDE);
    for (let i = 0; i < real.length; i++) {
      const ring = Math.round(Math.hypot(signed(i % SIDE), signed(Math.floor(i / SIDE))));
      rings[ring]?.push(real[i] ** 2 + imaginary[i] ** 2);
    }
    const points = rings.map((power, f) => [Math.log(f), Math.log(mean(power))]).slice(4);
    const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
    return mean(points.map(([x, y]) => (x - mx) * (y - my))) / mean(points.map(([x]) => (x - mx) ** 2));
  }

  it('a transform is the sum that defines it', () => {
    const side = 8;
    const random = createRandom(3);
    const [a, b] = [0, 1].map(() => Float64Array.from({ length: side * side }, () => random.normal()));
    const [real, imaginary] = [a.slice(), b.slice()];
    fourierTransform({ side, real, imaginary });
    for (let k = 0; k < side * side; k++) {
      let [re, im] = [0, 0];
      for (let i = 0; i < side * side; i++) {
        const turns = ((k % side) * (i % side) + Math.floor(k / side) * Math.floor(i / side)) / side;
        const [c, s] = [Math.cos(-2 * Math.PI * turns), Math.sin(-2 * Math.PI * turns)];
        re += a[i] * c - b[i] * s;
        im += a[i] * s + b[i] * c;
      }
      expect(real[k]).toBeCloseTo(re, 9);
      expect(imaginary[k]).toBeCloseTo(im, 9);
    }
  });

  // Field 1987: the power of natural images falls as 1/f².
  it('a Gaussian field has power 1/f² and no more edges than noise has', () => {
    const { values } = gaussianScene(SIDE, 1);
    const slopes = [1, 2, 3, 4].map((seed) => slope(gaussianScene(SIDE, seed).values));
    expect(mean(slopes)).toBeCloseTo(-2, 1);
    expect(mean(Array.from(values))).toBeCloseTo(0, 5);
    expect(moment(Array.from(values), 2)).toBeCloseTo(1, 4);
    expect(kurtosis(gradients(values))).toBeCloseTo(3, 0);
  });

  // Lee, Mumford & Huang 2001: gradients of dead leaves have the heavy tails of photographs (kurtosis far above 3).
  it('leaves have power near 1/f² and edges', () => {
    const { values } = leavesScene(SIDE, 1);
    expect(slope(values)).toBeGreaterThan(-3.2);
    expect(slope(values)).toBeLessThan(-1.6);
    expect(kurtosis(gradients(values))).toBeGreaterThan(8);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it('patches are cut from one picture, seamless at its borders', () => {
    const set = drawDataset(data.leaves({ side: 4, seed: 7 }), 300, createRandom(1));
    expect(set.picture).toEqual({ width: 4, height: 4 });
    expect(set.values).not.toEqual(drawDataset(data.leaves({ side: 4, seed: 8 }), 300, createRandom(1)).values);
  });
});
