import { expect, it } from 'vitest';
import { lyapunovExponent } from '../src/neurons/lyapunov.js';

it('the logistic map at 4 has the exponent ln 2', () => {
  const step = (x: Float64Array) => x.set([4 * x[0] * (1 - x[0])]);
  expect(lyapunovExponent({ state: [0.3], step }, { steps: 20000 })).toBeCloseTo(Math.LN2, 2);
});

it('Hénon’s map: 0.419 (Benettin & al.; Sprott 2003)', () => {
  const step = (s: Float64Array) => {
    const [x, y] = s;
    s[0] = 1 - 1.4 * x * x + y;
    s[1] = 0.3 * x;
  };
  expect(lyapunovExponent({ state: [0.1, 0.1], step }, { steps: 30000 })).toBeCloseTo(0.419, 2);
});

it('Lorenz’s equations: 0.906 (Sprott 2003)', () => {
  const flow = (s: Float64Array) => [10 * (s[1] - s[0]), s[0] * (28 - s[2]) - s[1], s[0] * s[1] - (8 / 3) * s[2]];
  const step = (s: Float64Array) => {
    const h = 0.01;
    const add = (k: number[], f: number) => Float64Array.from(s, (value, i) => value + f * h * k[i]);
    const k1 = flow(s);
    const k2 = flow(add(k1, 0.5));
    const k3 = flow(add(k2, 0.5));
    const k4 = flow(add(k3, 1));
    for (let i = 0; i < 3; i++) s[i] += (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
  };
  const exponent = lyapunovExponent({ state: [1, 1, 20], step, timeStep: 0.01 }, { steps: 60000, every: 10 });
  expect(Math.abs(exponent - 0.906)).toBeLessThan(0.03);
});

it('a decay has minus its rate, whatever the direction of the difference', () => {
  const step = (s: Float64Array) => s.set(s.map((value) => value * Math.exp(-0.02)));
  expect(lyapunovExponent({ state: [1, 2], step, timeStep: 0.1 }, { steps: 100 })).toBeCloseTo(-0.2, 6);
});

it('says what is wrong with counts', () => {
  const still = { state: [1], step: () => {} };
  expect(() => lyapunovExponent(still, { steps: 0 })).toThrow('invalid steps 0: expected at least 1');
  expect(() => lyapunovExponent(still, { steps: 5, separation: 0 })).toThrow('invalid separation 0');
});
