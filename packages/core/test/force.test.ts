import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/index.js';
import { ForceLearner } from '../src/neurons/force-learner.js';
import { ForceTarget } from '../src/neurons/force-target.js';

describe('FORCE', () => {
  it('holds the output at the target from the first corrections on, and needs to change less and less', () => {
    const learner = new ForceLearner({ units: 200, gain: 1.5, seed: 2 });
    const target = new ForceTarget('sines', 60, 0.1);
    const errors: number[] = [];
    const changes: number[] = [];
    for (let t = 0; t < 5000; t++) {
      const wanted = target.next(t);
      const error = Math.abs(learner.step() - wanted);
      errors.push(error);
      if (t % 2 === 0) changes.push(learner.learn(wanted));
    }
    const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
    expect(mean(errors.slice(100, 600))).toBeLessThan(0.1);
    expect(mean(changes.slice(-250))).toBeLessThan(mean(changes.slice(0, 250)) / 3);
  });

  it('produces a periodic target by itself after some periods (Sussillo & Abbott 2009)', () => {
    const simulation = createSimulation({ system: 'force', params: {} });
    simulation.step(300);
    const before = Number(simulation.measures().error);
    expect(before).toBeGreaterThan(0.4);
    simulation.step(9000 + 900);
    expect(simulation.measures().stage).toBe(2);
    expect(Number(simulation.measures().error)).toBeLessThan(before / 4);
  });

  it('targets: a triangle has its corners, a square its two values, Lorenz stays on its attractor', () => {
    const triangle = new ForceTarget('triangle', 10, 0.1);
    expect([0, 25, 50, 75].map((t) => triangle.next(t))).toEqual([1.5, 0, -1.5, 0]);
    const square = new ForceTarget('square', 10, 0.1);
    expect([0, 49, 50, 99].map((t) => square.next(t))).toEqual([1, 1, -1, -1]);
    const lorenz = new ForceTarget('lorenz', 10, 0.1);
    const values = Array.from({ length: 5000 }, (_, t) => lorenz.next(t));
    expect(Math.max(...values)).toBeGreaterThan(1.2);
    expect(Math.min(...values)).toBeLessThan(-1.2);
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(2.1);
  });

  it('refuses no regularization', () => {
    expect(() => new ForceLearner({ units: 5, gain: 1, regularization: 0 })).toThrow('invalid regularization 0');
  });
});
