import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDataset } from '../src/data/find-dataset.js';
import { standardize } from '../src/data/standardize.js';
import { type Dataset, maps } from '../src/index.js';
import { createRandom } from '../src/random/random.js';
import { plainDistance, plainEpoch, plainStep, ranked } from './som-reference.js';

const { Som, createGrid, neighbourhood, squaredMapDistance } = maps;
const iris = standardize(findDataset('iris'));
const digits = findDataset('digits');
const inkShares: Dataset = { ...digits, values: digits.values.map((ink) => ink / 16) };

const rowsOf = ({ values, columns }: Pick<Dataset, 'values' | 'columns'>): number[][] =>
  Array.from({ length: values.length / columns }, (_, r) =>
    Array.from(values.subarray(r * columns, (r + 1) * columns)),
  );
const weightsOf = (map: maps.Som): number[][] => rowsOf({ values: map.weights, columns: map.dimensions });

/** Numbers from 0 to 1; where some are missing, one of every second row. */
function randomSet(rows: number, columns: number, seed: number, missing = false): Dataset {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: rows * columns }, () => random.uniform());
  for (let r = 0; missing && r < rows; r += 2) values[r * columns + random.integer(columns)] = Number.NaN;
  return { rows, columns, values };
}

describe('Som.fit', () => {
  // MiniSom's way: PCA plane of unit length, samples in order, linear decay held within each epoch.
  it.each([
    ['iris', 'online', 8, 2, 10, 0.430296, 0],
    ['iris', 'online', 10, 3, 20, 0.369806, 0.006667],
    ['iris', 'batch', 8, 2, 10, 0.422698, 0],
    ['digits', 'online', 20, 4, 5, 1.29812, 0.031163],
    ['digits', 'batch', 20, 4, 5, 1.293118, 0.015025],
  ] as const)('on %s, %s, %i², has the errors of MiniSom', (name, training, side, radius, epochs, qe, te) => {
    const data = name === 'iris' ? iris : inkShares;
    const map = Som.fit(data, {
      ...{ columns: side, rows: side, training, epochs, radius: [radius, 1], decay: 'linear' },
      ...{ initial: 'pca-unit', order: 'sequential', rate: training === 'batch' ? 1 : [0.5, 0] },
    });
    expect(map.quantizationError(data)).toBeCloseTo(qe, 6);
    expect(map.topographicError(data)).toBeCloseTo(te, 6);
  });

  const options = fc.record({
    columns: fc.integer({ min: 1, max: 5 }),
    rows: fc.constantFrom(1, 2, 4),
    lattice: fc.constantFrom('rectangular' as const, 'hexagonal' as const),
    surface: fc.constantFrom('plane' as const, 'torus' as const),
    distance: fc.constantFrom(
      'euclidean' as const,
      'squared' as const,
      'manhattan' as const,
      'chebyshev' as const,
      'cosine' as const,
    ),
    neighbourhood: fc.constantFrom(
      'gaussian' as const,
      'bubble' as const,
      'triangle' as const,
      'cut-gaussian' as const,
    ),
    radius: fc.double({ min: 0.5, max: 3, noNaN: true }),
    rate: fc.double({ min: 0.1, max: 1, noNaN: true }),
    seed: fc.nat(1000),
    missing: fc.boolean(),
  });
  const usable = options.filter(
    ({ lattice, surface, rows }) => lattice === 'rectangular' || surface === 'plane' || rows > 1,
  );

  it.each(['batch', 'online'] as const)('equals one %s epoch written out, on any map', (training) => {
    fc.assert(
      fc.property(usable, (chosen) => {
        const { distance, neighbourhood: kind, radius, rate, missing, seed } = chosen;
        const samples = randomSet(25, 3, seed, missing);
        const map = Som.start(samples, { ...chosen, training, initial: 'random', order: 'sequential' });
        const expected = weightsOf(map);
        const grid = createGrid(chosen);
        const h = (a: number, b: number) => neighbourhood(kind, squaredMapDistance(grid, a, b), radius);
        if (training === 'batch') plainEpoch(distance, expected, rowsOf(samples), h, rate);
        else for (const x of rowsOf(samples)) plainStep(distance, expected, x, h, rate);
        map.partialFit(samples);
        const worst = weightsOf(map)
          .flat()
          .reduce((most, w, i) => Math.max(most, Math.abs(w - expected.flat()[i])), 0);
        expect(worst).toBeLessThan(2e-5);
        const winners = rowsOf(samples).map((x) => ranked(distance, weightsOf(map), x)[0]);
        expect(Array.from(map.transform(samples))).toEqual(winners);
      }),
      { numRuns: 50 },
    );
  });

  // kohonen 3.0.11 of R: som(x, somgrid(6, 4, …, neighbourhood.fct = 'bubble'), rlen = 1, radius = c(1.5, 1.5),
  // mode = 'pbatch', dist.fcts = 'sumofsquares'), begun at every sixth row; the first weight of every third unit.
  it.each([
    ['rectangular', 'plane', [4.98404, 5.66445, 5.37338, 5.67089, 5.78581, 6.06556, 6.10147, 6.182]],
    ['rectangular', 'torus', [5.28346, 6.07951, 5.7427, 5.67089, 6.27302, 6.06556, 5.90246, 6.0288]],
    ['hexagonal', 'plane', [4.98404, 5.8183, 5.30752, 5.64983, 5.78581, 6.05868, 6.087, 6.30603]],
    ['hexagonal', 'torus', [5.13936, 6.07731, 5.78433, 5.64983, 6.30835, 6.05868, 5.97133, 6.11644]],
  ] as const)('learns a batch on a %s %s as kohonen does', (lattice, surface, expected) => {
    const flowers = rowsOf(findDataset('iris')).map((row, r) =>
      row.map((value, c) => value + (((r + 1) * 7 + (c + 1) * 13) % 101) / 1000),
    );
    // Its odd rows are further to the left, where ours are further to the right: the rows in opposite order.
    const place = (unit: number) => (lattice === 'hexagonal' ? (3 - Math.floor(unit / 6)) * 6 + (unit % 6) : unit);
    const initial = Array.from({ length: 24 }, (_, unit) => flowers[6 * place(unit)]).flat();
    const options = { columns: 6, rows: 4, lattice, surface, initial, neighbourhood: 'bubble', radius: 1.5 } as const;
    const map = Som.start(flowers, options).partialFit(flowers);
    expected.forEach((weight, i) => void expect(map.weights[4 * place(3 * i)]).toBeCloseTo(weight, 4));
  });

  it('at radius 0 is Lloyd’s k-means: the same centres, the same inertia', () => {
    const centres = rowsOf(iris).filter((_, r) => r % 19 === 0);
    const map = Som.fit(iris, { columns: centres.length, initial: centres.flat(), radius: 1e-3, epochs: 40 });
    for (let epoch = 0; epoch < 40; epoch++) {
      const nearest = rowsOf(iris).map((x) => ranked('squared', centres, x)[0]);
      centres.forEach((centre, k) => {
        const own = rowsOf(iris).filter((_, r) => nearest[r] === k);
        for (let i = 0; i < 4; i++) if (own.length > 0) centre[i] = own.reduce((sum, x) => sum + x[i], 0) / own.length;
      });
    }
    const inertia = (weights: number[][]) =>
      rowsOf(iris).reduce((sum, x) => sum + Math.min(...weights.map((w) => plainDistance('squared', x, w))), 0);
    expect(inertia(weightsOf(map))).toBeCloseTo(inertia(centres), 4);
    weightsOf(map).forEach((w, k) => void expect(w).toEqual(centres[k].map((value) => expect.closeTo(value, 5))));
  });

  // Ritter & Schulten 1986: a chain has units in proportion to the density of samples to the 2/3.
  it.each([1, 2])('a chain’s units are as dense as p to the 2/3, for p ∝ x^%i', (power) => {
    const n = 5000;
    const values = Float32Array.from({ length: n }, (_, i) => ((i + 0.5) / n) ** (1 / (power + 1)));
    const options = { columns: 100, training: 'online', epochs: 40, rate: [0.5, 0.005], radius: [25, 3] } as const;
    const places = Som.fit({ values, rows: n, columns: 1 }, options).weights.sort();
    // Slope of log(units a length) over log(p), away from the ends.
    const points = Array.from({ length: 80 }, (_, i) => i + 10).map((k) => ({
      x: power * Math.log(places[k]),
      y: Math.log(2 / (places[k + 1] - places[k - 1])),
    }));
    const mean = (of: (point: { x: number; y: number }) => number) =>
      points.reduce((s, p) => s + of(p), 0) / points.length;
    const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
    const slope = mean(({ x, y }) => (x - mx) * (y - my)) / mean(({ x }) => (x - mx) ** 2);
    expect(slope).toBeGreaterThan(0.66);
    expect(slope).toBeLessThan(0.69);
  });

  it('with data alone has some 5 √n units in their proportions, and learns them', () => {
    const map = Som.fit(iris);
    const { columns, rows, units } = map.settings.grid;
    expect(units).toBeGreaterThan(50);
    expect(units).toBeLessThan(75);
    // Standardized iris: the first two deviations are as 1.71 to .96.
    expect(columns / rows).toBeGreaterThan(1.3);
    expect(columns / rows).toBeLessThan(2.5);
    expect(map.quantizationError(iris)).toBeLessThan(0.5);
    expect(map.topographicError(iris)).toBeLessThan(0.05);
    const seen = map.classify(iris);
    expect(seen.filter((label, i) => label === iris.labels?.[i]).length).toBeGreaterThan(140);
  });

  it('is decided by the seed, and by nothing else', () => {
    const fit = (seed: number) =>
      Som.fit(iris, { columns: 5, rows: 4, training: 'online', initial: 'random', epochs: 2, seed });
    expect(fit(3).weights).toEqual(fit(3).weights);
    expect(fit(3).weights).not.toEqual(fit(4).weights);
  });

  it('tells its progress, and stops where it is told', () => {
    const told: maps.SomProgress[] = [];
    const map = Som.fit(iris, { columns: 6, rows: 5, epochs: 8, onEpoch: (now) => told.push(now) < 3 });
    expect(told.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(map.epoch).toBe(3);
    expect(told[0]).toEqual({ epoch: 1, epochs: 8, radius: 3, rate: 1 });
    map.partialFit(iris);
    expect(map.epoch).toBe(4);
  });

  it('mini-batches of all samples are a batch, of one sample are online', () => {
    const base = {
      columns: 5,
      rows: 4,
      initial: 'pca',
      order: 'sequential',
      epochs: 3,
      rate: 0.7,
      radius: [2, 1],
    } as const;
    const [batch, whole] = (['batch', 'mini-batch'] as const).map((training) =>
      Som.fit(iris, { ...base, training, batch: 150 }),
    );
    whole.weights.forEach((w, i) => void expect(w).toBeCloseTo(batch.weights[i], 5));
    // A mini-batch of one moves every unit with any h at all by the whole rate: its mean is the sample.
    const one = Som.fit(iris, { ...base, training: 'mini-batch', batch: 1, rate: 0.3, epochs: 1, radius: 1000 });
    const online = Som.fit(iris, { ...base, training: 'online', rate: 0.3, epochs: 1, radius: 1e6 });
    one.weights.forEach((w, i) => void expect(w).toBeCloseTo(online.weights[i], 4));
  });

  it('shares an epoch between copies of a map', () => {
    const options = { columns: 6, rows: 5, epochs: 4, initial: 'pca' } as const;
    const alone = Som.start(digits, options).partialFit(digits);
    const main = Som.start(digits, options);
    const worker = Som.decode(main.encode());
    const half = (from: number, to: number) => ({
      ...digits,
      rows: to - from,
      values: digits.values.subarray(from * 64, to * 64),
    });
    main.accumulate({ rows: 900, columns: 64, values: half(0, 900).values });
    worker.accumulate({ rows: 897, columns: 64, values: half(900, 1797).values });
    main.addSums(worker.sums());
    main.update();
    expect(main.epoch).toBe(1);
    main.weights.forEach((w, i) => void expect(w).toBeCloseTo(alone.weights[i], 4));
  });

  it.each(['batch', 'mini-batch', 'online'] as const)('passes in pieces, and may be left: %s', (training) => {
    const options = { columns: 40, rows: 40, training, epochs: 2 } as const;
    const equal = (a: Float32Array, b: Float32Array) => a.every((weight, i) => weight === b[i]);
    const whole = Som.start(digits, options).partialFit(digits);
    const map = Som.start(digits, options);
    const start = map.weights;
    for (const seen of map.partialFitInPieces(digits)) {
      expect(seen).toBeGreaterThan(0);
      break;
    }
    expect(map.epoch).toBe(0);
    expect(equal(map.weights, start)).toBe(training === 'batch');

    const pieces = Som.start(digits, options);
    const seen = [...pieces.partialFitInPieces(digits)];
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(digits.rows);
    expect(seen.length).toBeGreaterThan(training === 'batch' ? 0 : 1);
    expect(pieces.epoch).toBe(1);
    expect(equal(pieces.weights, whole.weights)).toBe(true);
    pieces.update(); // Nothing of the batch is left that this could learn.
    expect(equal(pieces.weights, whole.weights)).toBe(true);
  });

  it('follows functions of the progress', () => {
    const seen: number[] = [];
    const radius = (progress: number) => {
      seen.push(progress);
      return 3 - progress;
    };
    const map = Som.fit(iris, { columns: 6, rows: 5, epochs: 4, radius });
    expect(new Set(seen)).toEqual(new Set([0, 0.25, 0.5, 0.75]));
    expect(Som.fromJSON(map.toJSON()).settings.radius).toBe(2);
  });

  it('a Mexican hat keeps its units within the box of the data', () => {
    const options = {
      columns: 8,
      rows: 8,
      neighbourhood: 'mexican-hat',
      training: 'online',
      epochs: 30,
      radius: 2,
    } as const;
    const map = Som.fit(randomSet(200, 2, 5), options);
    for (const w of map.weights) expect(w >= 0 && w <= 1).toBe(true);
    expect(map.weights.some((w) => w > 0.1 && w < 0.9)).toBe(true);
  });

  it('goes round a ring where it is a torus, and fills a cube where it has layers', () => {
    const random = createRandom(4);
    const ring = Array.from({ length: 600 }, () => {
      const angle = 2 * Math.PI * random.uniform();
      return [Math.cos(angle), Math.sin(angle)];
    });
    const closed = Som.fit(ring, { columns: 24, surface: 'torus', initial: 'pca', radius: [6, 0.5], epochs: 40 });
    const [first, last] = [weightsOf(closed)[0], weightsOf(closed)[23]];
    expect(Math.hypot(first[0] - last[0], first[1] - last[1])).toBeLessThan(0.5);
    expect(closed.topographicError(ring)).toBe(0);
    const cube = randomSet(3000, 3, 9);
    const options = { columns: 6, rows: 6, epochs: 30, radius: [3, 0.5] } as const;
    const block = Som.fit(cube, { ...options, layers: 6 });
    expect(block.topographicError(cube)).toBeLessThan(0.05);
    // 216 cells of a cube are at best a BCC lattice's, .48 of 216^(−1/3) from their samples.
    expect(block.quantizationError(cube)).toBeLessThan(0.11);
  });
});
