import { expect, it } from 'vitest';
import { math } from '../src/kernels/math.js';
import { SimdArrays } from '../src/neurons/simd-arrays.js';
import { tanh } from '../src/neurons/tanh.js';

const COUNT = 40000;

/** Evenly spread over the range, single precision, so that only the function's own error is seen. */
function spread(from: number, to: number): SimdArrays {
  const arrays = new SimdArrays(COUNT);
  for (let i = 0; i < COUNT; i++) arrays.x[i] = from + ((to - from) * i) / (COUNT - 1);
  return arrays;
}

function worst(x: Float32Array, values: Float32Array, f: (x: number) => number, isRelative = false): number {
  let error = 0;
  for (let i = 0; i < COUNT; i++) {
    const exact = f(x[i]);
    error = Math.max(error, Math.abs(values[i] - exact) / (isRelative ? Math.abs(exact) : 1));
  }
  return error;
}

it('exp4 is within 2e-7 of exp, relatively', () => {
  const arrays = spread(-87, 88);
  expect(worst(arrays.x, arrays.exp(), math().exp, true)).toBeLessThan(2e-7);
});

it('tanh4 is within 2e-7 of tanh, odd, and never beyond ±1', () => {
  for (const range of [0.7, 12]) {
    const arrays = spread(-range, range);
    const values = arrays.tanh();
    expect(worst(arrays.x, values, tanh)).toBeLessThan(2e-7);
    for (let i = 0; i < COUNT; i++) expect(Math.abs(values[i]) <= 1 && values[i] === -values[COUNT - 1 - i]).toBe(true);
  }
  const far = new SimdArrays(3);
  far.x.set([Number.POSITIVE_INFINITY, -1e30, 0]);
  expect([...far.tanh()]).toEqual([1, -1, 0]);
});

it('sine and cosine are within 1e-7 up to 100 and on the unit circle', () => {
  const arrays = spread(-100, 100);
  const sines = arrays.sinCos();
  expect(worst(arrays.x, sines, math().sin)).toBeLessThan(1.2e-7);
  expect(worst(arrays.x, arrays.cosines, math().cos)).toBeLessThan(1.2e-7);
});

it('tanh in double precision is JavaScript’s own', () => {
  for (let x = -20; x < 20; x += 0.37) expect(tanh(x)).toBeCloseTo(Math.tanh(x), 14);
});
