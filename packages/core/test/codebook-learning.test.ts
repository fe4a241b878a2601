import { describe, expect, it } from 'vitest';
import { createRandom } from '../src/random/random.js';
import {
  asRows,
  DISTANCES,
  draw,
  expectClose,
  expectSameWeights,
  gaussianProduct,
  pair,
  rowsOf,
} from './codebook-reference.js';

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
