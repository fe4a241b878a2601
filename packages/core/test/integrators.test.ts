import { describe, expect, it } from 'vitest';
import type { Derivative } from '../src/neurons/integrator.js';
import { createIntegrator, integrate, type Method } from '../src/neurons/integrators.js';

/** x″ = −x, whose solution from (1, 0) is (cos t, −sin t). */
const oscillator: Derivative = (_, y, dy) => {
  dy[0] = y[1];
  dy[1] = -y[0];
};

function errorAt(method: Method, timeStep: number, to = 5): number {
  const { states, times } = integrate({ start: [1, 0], to, timeStep, method, derivative: oscillator });
  const last = states.length - 2;
  const t = times[times.length - 1];
  return Math.max(Math.abs(states[last] - Math.cos(t)), Math.abs(states[last + 1] + Math.sin(t)));
}

describe('integrators', () => {
  it.each([
    ['euler', 1, 0.01],
    ['rk4', 4, 0.05],
  ] as const)('%s is of order %i', (method, order, timeStep) => {
    const measured = Math.log2(errorAt(method, timeStep) / errorAt(method, timeStep / 2));
    expect(Math.abs(measured - order)).toBeLessThan(0.1);
  });

  it('the steps of Dormand–Prince are of order 5: each power of ten of tolerance takes 10^(1/5) as many', () => {
    const evaluations = (tolerance: number): number => {
      let count = 0;
      const derivative: Derivative = (t, y, dy) => {
        count++;
        oscillator(t, y, dy);
      };
      integrate({ start: [1, 0], to: 100, timeStep: 100, method: 'adaptive', tolerance, derivative });
      return count;
    };
    const measured = Math.log10(evaluations(1e-10) / evaluations(1e-5)) / 5;
    expect(measured).toBeGreaterThan(0.16);
    expect(measured).toBeLessThan(0.24);
  });

  it.each([1e-4, 1e-6, 1e-8, 1e-10])('adaptive keeps a tolerance of %f over a whole run', (tolerance) => {
    // Errors of steps add up: some hundred steps, each within the tolerance.
    const logistic: Derivative = (_, y, dy) => {
      dy[0] = y[0] * (1 - y[0]);
    };
    const { states } = integrate({
      start: [0.01],
      to: 20,
      timeStep: 20,
      method: 'adaptive',
      tolerance,
      derivative: logistic,
    });
    const exact = 1 / (1 + 99 * Math.exp(-20));
    expect(Math.abs(states[1] - exact)).toBeLessThan(100 * tolerance);
    const circle = integrate({
      start: [1, 0],
      to: 20,
      timeStep: 5,
      method: 'adaptive',
      tolerance,
      derivative: oscillator,
    });
    expect(Math.abs(circle.states[8] - Math.cos(20))).toBeLessThan(100 * tolerance);
  });

  it('follows an equation that depends on time: y′ = cos t', () => {
    const derivative: Derivative = (t, _, dy) => {
      dy[0] = Math.cos(t);
    };
    for (const method of ['rk4', 'adaptive'] as const) {
      const { states } = integrate({ start: [0], from: 1, to: 3, timeStep: 0.1, method, tolerance: 1e-9, derivative });
      expect(states[20]).toBeCloseTo(Math.sin(3) - Math.sin(1), 6);
    }
  });

  it('does not depend on the rows asked for where it chooses its own steps', () => {
    const at20 = (timeStep: number) =>
      integrate({
        start: [1, 0],
        to: 20,
        timeStep,
        method: 'adaptive',
        tolerance: 1e-8,
        derivative: oscillator,
      }).states.at(-1) ?? 0;
    expect(Math.abs(at20(20) - at20(0.5))).toBeLessThan(1e-6);
  });

  it('says where a step is too long, and where no step is short enough', () => {
    const stiff: Derivative = (_, y, dy) => {
      dy[0] = -1000 * y[0];
    };
    const options = { start: [1], to: 200, timeStep: 1, derivative: stiff };
    expect(() => integrate({ ...options, method: 'euler' })).toThrow(
      'invalid timeStep 1: expected a smaller step, or the adaptive method: the integration became unstable at time',
    );
    expect(() => integrate({ ...options, method: 'rk4' })).toThrow('invalid timeStep 1: expected a smaller step');
    expect(integrate({ ...options, method: 'adaptive' }).states.at(-1)).toBeCloseTo(0, 5);
    const explosion: Derivative = (_, y, dy) => {
      dy[0] = y[0] * y[0];
    };
    expect(() => integrate({ start: [1], to: 2, timeStep: 2, method: 'adaptive', derivative: explosion })).toThrow(
      'invalid tolerance 0.000001: expected a tolerance that can be kept: no step is short enough at time 1',
    );
  });

  it('refuses what is no step and no tolerance', () => {
    const derivative = oscillator;
    for (const timeStep of [0, -1, Number.NaN]) {
      expect(() => integrate({ start: [1, 0], to: 1, timeStep, derivative })).toThrow(`invalid timeStep ${timeStep}`);
    }
    expect(() => createIntegrator({ size: 2, method: 'adaptive', tolerance: 0, derivative })).toThrow(
      'invalid tolerance 0: expected a number above 0',
    );
  });
});
