import { describe, expect, it } from 'vitest';
import { createRandom } from '../src/index.js';
import { math } from '../src/kernels/math.js';

const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('random', () => {
  it('gives the same numbers for the same seed and stream, others for another', () => {
    const numbers = (seed: number, name: string) => draw(20, createRandom(seed).stream(name).bits);
    expect(numbers(5, 'a')).toEqual(numbers(5, 'a'));
    expect(numbers(5, 'a')).not.toEqual(numbers(6, 'a'));
    expect(numbers(5, 'a')).not.toEqual(numbers(5, 'b'));
  });

  it('keeps streams apart: drawing from one leaves the others where they were', () => {
    const [one, two] = [createRandom(9), createRandom(9)];
    draw(1000, one.stream('noise').uniform);
    expect(draw(10, one.stream('soup').bits)).toEqual(draw(10, two.stream('soup').bits));
    expect(one.stream('a').stream('b')).toBe(one.stream('a/b'));
  });

  it('goes on from a saved state, also for streams that did not exist then', () => {
    const random = createRandom(3);
    draw(7, random.stream('a').bits);
    const saved = JSON.parse(JSON.stringify(random.save()));
    const next = [draw(5, random.stream('a').bits), draw(5, random.stream('new').bits)];
    random.load(saved);
    expect([draw(5, random.stream('a').bits), draw(5, random.stream('new').bits)]).toEqual(next);
  });

  it('has the moments it should: uniform, integer and normal', () => {
    const { uniform, integer, normal } = createRandom(1).stream('moments');
    const n = 200_000;
    // Five standard errors of each mean.
    const near = (values: number[], expected: number, deviation: number) =>
      expect(Math.abs(mean(values) - expected)).toBeLessThan((5 * deviation) / Math.sqrt(n));
    const u = draw(n, uniform);
    expect(Math.min(...u.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...u.slice(0, 50_000))).toBeLessThan(1);
    near(u, 0.5, Math.sqrt(1 / 12));
    const counts = Array<number>(6).fill(0);
    for (const value of draw(n, () => integer(6))) counts[value]++;
    for (const count of counts) expect(Math.abs(count - n / 6)).toBeLessThan(5 * Math.sqrt((n * 5) / 36));
    const z = draw(n, normal);
    near(z, 0, 1);
    near(
      z.map((value) => value ** 2),
      1,
      Math.sqrt(2),
    );
    near(
      z.map((value) => value ** 4),
      3,
      Math.sqrt(96),
    );
  });
});

describe('math in WebAssembly', () => {
  it('agrees with the engine’s own to the last digits', () => {
    for (let x = -5; x <= 5; x += 0.37) {
      expect(math().exp(x)).toBeCloseTo(Math.exp(x), 11);
      expect(math().sin(x)).toBeCloseTo(Math.sin(x), 14);
      expect(math().cos(x)).toBeCloseTo(Math.cos(x), 14);
      expect(math().log(x + 6)).toBeCloseTo(Math.log(x + 6), 14);
      expect(math().pow(x + 6, x)).toBeCloseTo((x + 6) ** x, 5);
    }
  });
});
