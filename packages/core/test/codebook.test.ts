import { describe, expect, it } from 'vitest';
import { Codebook, type Distance } from '../src/maps/codebook.js';
import { createRandom, type Random } from '../src/random/random.js';
import { DISTANCES, draw, gaussianProduct, matches, pair, rowsOf, twoBest } from './codebook-reference.js';

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
      const expected = rowsOf(values, d).map((x) => slow.best(x));
      expect([...matches(fast, values).winners]).toEqual(expected.map(({ winner }) => winner));
      expect([...twoBest(fast, values).seconds]).toEqual(expected.map(({ second }) => second));
    }
  });

  it('has a second best of two units, and none of one', () => {
    const random = createRandom(13);
    for (const distance of DISTANCES) {
      const values = draw(random, 400, 3);
      for (const units of [1, 2, 3, 5]) {
        const [fast, slow] = pair(draw(random, units, 3), { dimensions: 3, distance });
        expect([...twoBest(fast, values).seconds]).toEqual(rowsOf(values, 3).map((x) => slow.best(x).second));
      }
    }
  });

  it('is not misled by rounding when all numbers are far from 0', () => {
    const random = createRandom(3);
    const d = 6;
    const [fast, slow] = pair(draw(random, 300, d, 0, 3000), { dimensions: d, distance: 'euclidean' });
    const values = draw(random, 500, d, 0, 3000);
    const expected = rowsOf(values, d).map((x) => slow.best(x));
    expect([...matches(fast, values).winners]).toEqual(expected.map(({ winner }) => winner));
    expect([...twoBest(fast, values).seconds]).toEqual(expected.map(({ second }) => second));
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
        const winner = distances.indexOf(Math.min(...distances));
        distances[winner] = Infinity;
        return [winner, distances.indexOf(Math.min(...distances))];
      });
      const { winners, seconds } = twoBest(fast, values);
      expect(Array.from(winners, (winner, i) => [winner, seconds[i]])).toEqual(expected);
    }
  });

  it('takes numbers too large and too small for single precision to square', () => {
    for (const size of [1e25, 1e-30]) {
      const random = createRandom(4);
      const weights = draw(random, 40, 4).map((w) => w * size);
      const [fast, slow] = pair(weights, { dimensions: 4, distance: 'squared' });
      const values = draw(random, 64, 4).map((x) => x * size);
      const expected = rowsOf(values, 4).map((x) => slow.best(x));
      expect([...matches(fast, values).winners]).toEqual(expected.map(({ winner }) => winner));
      expect([...twoBest(fast, values).seconds]).toEqual(expected.map(({ second }) => second));
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
  /** The units after the winners, decided row by row in double precision. */
  function singly(codebook: Codebook, values: Float32Array): Int32Array {
    const all = twoBest(codebook, values).seconds;
    const [winners, seconds] = [new Int32Array(1), new Int32Array(1)];
    return all.map((_, row) => {
      codebook.bestMatches(values.subarray(row * codebook.dimensions), 1, { winners, seconds });
      return seconds[0];
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
        const { seconds } = twoBest(pruned, values);
        expect(seconds.subarray(0, 200)).toEqual(singly(full, values.subarray(0, 200 * d)));
        expect(twoBest(full, values).seconds).toEqual(seconds);
        expect(twoBest(pruned, values)).toMatchObject(expected);
        // And with a chance for pruning to be given up and taken up again.
        const [again] = pair(weights, { dimensions: d, distance, chunk: 264 });
        for (let n = 0; n < 4; n++) {
          expect(matches(again, values)).toEqual(expected);
          expect(twoBest(again, values).seconds).toEqual(seconds);
        }
        expect(full.effort().passedOver).toBe(0);
        const { passedOver } = pruned.effort();
        if (name === 'a line' || name === 'clustered') expect(passedOver).toBeGreaterThan(0.3 * 700 * 900);
        if (name === 'one point') expect(passedOver).toBe(0);
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
    expect(twoBest(relaxed, values)).toEqual(twoBest(strict, values));
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
