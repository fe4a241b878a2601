import { describe, expect, it } from 'vitest';
import { Codebook, type CodebookOptions, type Distance } from '../src/maps/codebook.js';
import { createRandom, type Random } from '../src/random/random.js';
import { asRows, gaussianProduct, SlowCodebook } from './codebook-reference.js';

const DISTANCES: Distance[] = ['euclidean', 'squared', 'cosine', 'manhattan', 'chebyshev'];

/** Rows of numbers about `offset`, with a share of them missing. */
function draw(random: Random, rows: number, d: number, missing = 0, offset = 0): Float32Array {
  return Float32Array.from({ length: rows * d }, () => {
    const value = offset + random.normal();
    return random.uniform() < missing ? Number.NaN : value;
  });
}

function rowsOf(values: Float32Array, d: number): Float32Array[] {
  return Array.from({ length: values.length / d }, (_, i) => values.subarray(i * d, (i + 1) * d));
}

/** A codebook with these weights, and the plain one beside it. */
function pair(weights: Float32Array, options: Omit<CodebookOptions, 'units'>): [Codebook, SlowCodebook] {
  const { dimensions, distance } = options;
  const fast = new Codebook({ ...options, units: weights.length / dimensions });
  const rows = rowsOf(weights, dimensions);
  rows.forEach((row, unit) => void fast.weights.set(row, unit * fast.stride));
  return [
    fast,
    new SlowCodebook(
      rows.map((row) => [...row]),
      distance,
    ),
  ];
}

function matches(codebook: Codebook, values: Float32Array) {
  const rows = values.length / codebook.dimensions;
  const out = { winners: new Int32Array(rows), distances: new Float64Array(rows) };
  codebook.bestMatches(values, rows, out);
  return out;
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    const gap = Math.abs(actual[i] - expected[i]);
    if (!(gap <= worst)) worst = gap;
  }
  expect(worst).toBeLessThanOrEqual(tolerance);
}

function expectSameWeights(fast: Codebook, slow: SlowCodebook, tolerance: number): void {
  const actual = Array.from(slow.weights, (_, u) => [
    ...fast.weights.subarray(u * fast.stride).subarray(0, fast.dimensions),
  ]);
  expectClose(actual.flat(), slow.weights.flat(), tolerance);
}

describe('search', () => {
  for (const distance of DISTANCES) {
    for (const missing of [0, 0.3]) {
      it(`finds the winners of the plain search: ${distance}${missing > 0 ? ', with missing values' : ''}`, () => {
        const random = createRandom(1);
        for (const [units, d, rows] of [
          [1, 1, 9],
          [7, 3, 40],
          [13, 16, 75],
          [60, 21, 100],
        ]) {
          const [fast, slow] = pair(draw(random, units, d), {
            dimensions: d,
            distance,
            hasMissing: missing > 0,
            chunk: 32,
          });
          const values = draw(random, rows, d, missing);
          const out = {
            winners: new Int32Array(rows),
            distances: new Float64Array(rows),
            seconds: new Int32Array(rows),
          };
          const expected = rowsOf(values, d).map((x) => slow.best(x));
          fast.bestMatches(values, rows, out);
          expect([...out.winners]).toEqual(expected.map(({ winner }) => winner));
          expect([...out.seconds]).toEqual(expected.map(({ second }) => second));
          expectSameDistances(
            out.distances,
            expected.map((best) => best.distance),
          );
          const winners = new Int32Array(rows);
          fast.bestMatches(values, rows, { winners });
          expect(winners).toEqual(out.winners);
        }
      });
    }
  }

  function expectSameDistances(actual: Float64Array, expected: number[]): void {
    actual.forEach((d, i) => {
      if (Number.isNaN(expected[i])) expect(d).toBeNaN();
      else expect(Math.abs(d - expected[i])).toBeLessThan(1e-12 * (1 + expected[i]));
    });
  }

  it('gives the first of equal units, wherever they stand', () => {
    const random = createRandom(2);
    for (const distance of DISTANCES) {
      const d = 5;
      const kinds = draw(random, 9, d);
      const weights = Float32Array.from(
        { length: 260 * d },
        (_, i) => kinds[((Math.floor(i / d) * 7) % 9) * d + (i % d)],
      );
      const [fast, slow] = pair(weights, { dimensions: d, distance });
      const values = draw(random, 260, d);
      expect([...matches(fast, values).winners]).toEqual(rowsOf(values, d).map((x) => slow.best(x).winner));
    }
  });

  it('is not misled by rounding when all numbers are far from 0', () => {
    const random = createRandom(3);
    const d = 6;
    const [fast, slow] = pair(draw(random, 300, d, 0, 3000), { dimensions: d, distance: 'euclidean' });
    const values = draw(random, 500, d, 0, 3000);
    expect([...matches(fast, values).winners]).toEqual(rowsOf(values, d).map((x) => slow.best(x).winner));
  });

  it('has no winner for a row of nothing but NaN, and learns nothing from it', () => {
    const [codebook] = pair(Float32Array.of(0, 0, 1, 1), { dimensions: 2, distance: 'squared', hasMissing: true });
    const { winners, distances } = matches(codebook, Float32Array.of(NaN, NaN, NaN, 0.9));
    expect([...winners]).toEqual([-1, 1]);
    expect(distances[0]).toBeNaN();
    expect(distances[1]).toBeCloseTo(2 * 0.1 ** 2, 6); // one column of two is present
    codebook.accumulate(Float32Array.of(NaN, NaN), 1);
    expect(Math.max(...codebook.sums())).toBe(0);
    expect(codebook.train(Float32Array.of(NaN, NaN), gaussianProduct([2], 1), 0.5)).toBe(-1);
    expect([...codebook.weights]).toEqual([0, 0, 0, 0, 1, 1, 0, 0]);
  });

  it('passes over units whose weights are not numbers', () => {
    const random = createRandom(12);
    for (const distance of DISTANCES) {
      const weights = draw(random, 40, 4);
      for (const unit of [0, 9, 22, 39]) weights[unit * 4 + (unit % 3)] = NaN;
      const [fast, slow] = pair(weights, { dimensions: 4, distance });
      const values = draw(random, 64, 4);
      const expected = rowsOf(values, 4).map((x) => {
        const distances = slow.distances(x).map((d) => (Number.isNaN(d) ? Infinity : d));
        return distances.indexOf(Math.min(...distances));
      });
      expect([...matches(fast, values).winners]).toEqual(expected);
    }
  });

  it('takes numbers too large and too small for single precision to square', () => {
    for (const size of [1e25, 1e-30]) {
      const random = createRandom(4);
      const weights = draw(random, 40, 4).map((w) => w * size);
      const [fast, slow] = pair(weights, { dimensions: 4, distance: 'squared' });
      const values = draw(random, 64, 4).map((x) => x * size);
      expect([...matches(fast, values).winners]).toEqual(rowsOf(values, 4).map((x) => slow.best(x).winner));
    }
  });
});

describe('pruning', () => {
  /** Points about some centres, so that most tiles can be passed over. */
  function clusters(random: Random, rows: number, d: number, count: number, width: number): Float32Array {
    const centres = draw(random, count, d).map((x) => 4 * x);
    return Float32Array.from({ length: rows * d }, (_, i) => {
      const cluster = (Math.floor(i / d) * 31) % count;
      return centres[cluster * d + (i % d)] + width * random.normal();
    });
  }
  const d = 7;
  const random = createRandom(5);
  const data = {
    random: [draw(random, 700, d), draw(random, 900, d)],
    clustered: [clusters(random, 700, d, 20, 0.2), clusters(createRandom(5), 900, d, 20, 0.2)],
    'a line': [draw(random, 700, 1), draw(random, 900, 1)].map((line) =>
      Float32Array.from({ length: line.length * d }, (_, i) => line[Math.floor(i / d)] * ((i % d) - 3)),
    ),
    'whole numbers, with many ties': [draw(random, 700, d), draw(random, 900, d)].map((list) => list.map(Math.round)),
    'duplicates of a few': [clusters(random, 700, d, 20, 0), clusters(createRandom(6), 900, d, 40, 0)],
    'one point': [new Float32Array(700 * d).fill(0.3), new Float32Array(900 * d).fill(0.1)],
  };
  for (const distance of DISTANCES) {
    for (const [name, [weights, values]] of Object.entries(data)) {
      it(`changes no winner: ${distance}, ${name}`, () => {
        const [pruned] = pair(weights, { dimensions: d, distance });
        const [full] = pair(weights, { dimensions: d, distance, chunk: 8 }); // too few rows at once to prune
        const expected = matches(full, values);
        expect(matches(pruned, values)).toEqual(expected);
        // And with a chance for pruning to be given up and taken up again.
        const [again] = pair(weights, { dimensions: d, distance, chunk: 264 });
        for (let n = 0; n < 4; n++) expect(matches(again, values)).toEqual(expected);
        expect(full.effort().passedOver).toBe(0);
        const { passedOver } = pruned.effort();
        if (name === 'a line' || name === 'clustered') expect(passedOver).toBeGreaterThan(0.3 * 700 * 900);
        if (name === 'one point') expect(passedOver).toBe(0);
      });
    }
  }
});

describe('batch learning', () => {
  for (const missing of [0, 0.2]) {
    for (const [sides, d] of [
      [[6, 5], 4],
      [[12], 3],
      [[4, 3, 2], 9],
    ] as const) {
      it(`sums and updates as the plain map: ${sides.join('×')}${missing > 0 ? ', with missing values' : ''}`, () => {
        const random = createRandom(7);
        const units = sides.reduce((a, b) => a * b, 1);
        const weights = draw(random, units, d);
        const product = gaussianProduct(sides, 1.3);
        for (const spread of [product, asRows(product, units)]) {
          const [fast, slow] = pair(weights, {
            dimensions: d,
            distance: 'euclidean',
            hasMissing: missing > 0,
            chunk: 64,
          });
          for (const rate of [1, 0.4]) {
            const values = draw(random, 200, d, missing);
            const winners = new Int32Array(200);
            fast.accumulate(values, 200, winners);
            expect([...winners]).toEqual(rowsOf(values, d).map((x) => slow.best(x).winner));
            slow.accumulate(rowsOf(values, d));
            fast.update(spread, rate);
            slow.update(spread, rate);
            expectSameWeights(fast, slow, 2e-6);
            expect(Math.max(...fast.sums())).toBe(0);
          }
        }
      });
    }
  }

  it('depends neither on the chunk nor on how the rows are split', () => {
    const random = createRandom(8);
    const weights = draw(random, 300, 10);
    const values = draw(random, 1000, 10);
    const whole = pair(weights, { dimensions: 10, distance: 'euclidean' })[0];
    whole.accumulate(values, 1000);
    for (const chunk of [8, 40, 999]) {
      const [other] = pair(weights, { dimensions: 10, distance: 'euclidean', chunk });
      other.accumulate(values, 1000);
      expect(other.sums()).toEqual(whole.sums());
    }
    const [first] = pair(weights, { dimensions: 10, distance: 'euclidean' });
    const [second] = pair(weights, { dimensions: 10, distance: 'euclidean' });
    first.accumulate(values, 600);
    second.accumulate(values.subarray(6000), 400);
    first.addSums(second.sums());
    expectClose(first.sums(), whole.sums(), 1e-12);
    first.clearSums();
    expect(Math.max(...first.sums())).toBe(0);
  });

  it('is a pass of R’s kohonen 3.0.11, whose neighbourhood is a Gaussian of the larger step (som, mode pbatch)', () => {
    const values = Float32Array.from({ length: 36 }, (_, k) => {
      const i = Math.floor(k / 3);
      return [(i * 7) % 12, (i * 5 + 3) % 12, (i * i) % 12][k % 3] / 12;
    });
    const [codebook] = pair(values.slice(0, 18), { dimensions: 3, distance: 'euclidean' });
    const at = [0, 1, 2, 3, 4, 5].map((unit) => [unit % 3, Math.floor(unit / 3)]);
    const row = (winner: number) =>
      Float32Array.from(at, ([x, y]) => {
        const step = Math.max(Math.abs(x - at[winner][0]), Math.abs(y - at[winner][1]));
        return Math.exp(-(step ** 2) / (2 * 1.5 ** 2));
      });
    codebook.accumulate(values, 12);
    codebook.update({ kind: 'rows', row }, 1);
    const expected = [
      [0.423307693652459, 0.492656703323226, 0.232911046881663],
      [0.464716334385799, 0.477482336490731, 0.253250553801446],
      [0.470939053063604, 0.459750543735424, 0.274577023427667],
      [0.449635131667829, 0.506569270939135, 0.254639609823748],
      [0.455793820522139, 0.467644880307712, 0.265299729339552],
      [0.500998848515052, 0.474780441461149, 0.259547125701943],
    ];
    expected.forEach((w, unit) => void expectClose(codebook.weights.subarray(unit * 4, unit * 4 + 3), w, 1e-7));
  });

  it('is the update of k-means as the radius goes to 0 (Lloyd 1982)', () => {
    const random = createRandom(9);
    const units = 24;
    const d = 5;
    const values = draw(random, 400, d);
    const [codebook, slow] = pair(values.slice(0, units * d), { dimensions: d, distance: 'euclidean' });
    for (let round = 0; round < 5; round++) {
      const won = rowsOf(values, d).map((x) => slow.best(x).winner);
      slow.weights = slow.weights.map((w, u) => {
        const own = rowsOf(values, d).filter((_, i) => won[i] === u);
        return own.length > 0 ? w.map((_, j) => own.reduce((sum, x) => sum + x[j], 0) / own.length) : w;
      });
      codebook.accumulate(values, 400);
      codebook.update(gaussianProduct([6, 4], 0.05), 1);
      expectSameWeights(codebook, slow, 1e-6);
    }
  });

  it('leaves a unit that nothing reaches where it is', () => {
    const [codebook] = pair(Float32Array.of(0, 10), { dimensions: 1, distance: 'euclidean' });
    codebook.accumulate(Float32Array.of(1, 2, 3), 3);
    codebook.update(gaussianProduct([2], 0.01), 1);
    expect([codebook.weights[0], codebook.weights[4]]).toEqual([2, 10]);
  });
});

describe('online learning', () => {
  for (const distance of DISTANCES) {
    for (const missing of [0, 0.3]) {
      it(`moves as the plain map: ${distance}${missing > 0 ? ', with missing values' : ''}`, () => {
        const random = createRandom(10);
        const d = 6;
        const product = gaussianProduct([5, 3, 2], 1);
        const weights = draw(random, 30, d);
        for (const spread of [product, asRows(product, 30)]) {
          const [fast, slow] = pair(weights, { dimensions: d, distance, hasMissing: missing > 0 });
          for (const x of rowsOf(draw(random, 60, d, missing), d)) {
            expect(fast.train(x, spread, 0.3)).toBe(slow.train(x, spread, 0.3));
          }
          expectSameWeights(fast, slow, 1e-5);
        }
      });
    }
  }
});

describe('relaxed SIMD', () => {
  it('changes neither winners nor sums, and is used only where asked', () => {
    const random = createRandom(11);
    const weights = draw(random, 100, 12);
    const values = draw(random, 500, 12);
    const [strict] = pair(weights, { dimensions: 12, distance: 'euclidean' });
    const [relaxed] = pair(weights, { dimensions: 12, distance: 'euclidean', relaxed: true });
    expect(strict.relaxed).toBe(false);
    expect(matches(relaxed, values)).toEqual(matches(strict, values));
    strict.accumulate(values, 500);
    relaxed.accumulate(values, 500);
    expect(relaxed.sums()).toEqual(strict.sums());
  });
});

describe('bad input', () => {
  const good = { units: 4, dimensions: 2, distance: 'euclidean' } as const;
  it('is refused', () => {
    expect(() => new Codebook({ ...good, units: 0 })).toThrow('invalid units 0: expected a whole number from 1');
    expect(() => new Codebook({ ...good, dimensions: 1.5 })).toThrow('invalid dimensions 1.5');
    expect(() => new Codebook({ ...good, chunk: -1 })).toThrow('invalid chunk -1');
    expect(() => new Codebook({ ...good, distance: 'toString' as Distance })).toThrow(
      /invalid distance "toString": expected one of eucl/,
    );
    const codebook = new Codebook(good);
    const winners = new Int32Array(2);
    expect(() => codebook.bestMatches(new Float32Array(3), 2, { winners })).toThrow('expected 2 rows of 2');
    expect(() => codebook.bestMatches(new Float32Array(6), 3, { winners })).toThrow('invalid winners');
    expect(() => codebook.bestMatches(new Float32Array(6), -1, { winners })).toThrow('invalid rows -1');
    expect(() => codebook.addSums(new Float64Array(3))).toThrow('invalid sums');
    expect(() => codebook.train(new Float32Array(3), gaussianProduct([4], 1), 1)).toThrow('invalid sample');
    expect(() => codebook.update(gaussianProduct([3], 1), 1)).toThrow('invalid sides [3]');
  });
  it('is refused when it does not fit in memory', () => {
    expect(() => new Codebook({ ...good, units: 1e6, dimensions: 1000 })).toThrow(/invalid size .* MiB/);
  });
});
