import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/index.js';
import { inputOf, largestResponse, respond, WilsonCowan } from '../src/neurons/wilson-cowan-equations.js';

/** The paper's limit cycle, and its weights for two stable states. */
const CYCLE = {
  excitatory: { steepness: 1.3, threshold: 4 },
  inhibitory: { steepness: 2, threshold: 3.7 },
  toE: [16, 12],
  toI: [15, 3],
  refractory: 1,
} as const;
const SWITCH = {
  excitatory: { steepness: 1.2, threshold: 2.8 },
  inhibitory: { steepness: 1, threshold: 4 },
  toE: [12, 4],
  toI: [13, 11],
  refractory: 1,
} as const;

function settle(
  options: ConstructorParameters<typeof WilsonCowan>[0],
  start: readonly number[],
  p: number,
): WilsonCowan {
  const model = new WilsonCowan(options);
  model.state.set(start);
  for (let t = 0; t < 4000; t++) model.step(0.05, p, 0);
  return model;
}

describe('Wilson–Cowan', () => {
  it('the response is 0 at 0, grows to k, and is turned round by inputOf', () => {
    const response = CYCLE.excitatory;
    expect(respond(response, 0)).toBeCloseTo(0, 15);
    expect(respond(response, 100)).toBeCloseTo(largestResponse(response), 12);
    for (const x of [-1, 0.5, 3, 6]) expect(inputOf(response, respond(response, x))).toBeCloseTo(x, 9);
    expect(inputOf(response, 1)).toBeNaN();
  });

  it('nullclines are where slopes are 0', () => {
    const model = new WilsonCowan(CYCLE);
    for (const value of [0.05, 0.1, 0.2, 0.3]) {
      expect(model.slopeE(value, model.nullclineE(value, 1.25), 1.25)).toBeCloseTo(0, 12);
      expect(model.slopeI(model.nullclineI(value, 0), value, 0)).toBeCloseTo(0, 12);
    }
  });

  it('oscillates at P = 1.25, from wherever it starts (the paper’s figure 11), and rests at 0', () => {
    for (const start of [
      [0, 0],
      [0.4, 0.1],
      [0.1, 0.3],
    ]) {
      const model = settle(CYCLE, start, 1.25);
      let [low, high] = [1, 0];
      for (let t = 0; t < 1000; t++) {
        model.step(0.05, 1.25, 0);
        low = Math.min(low, model.state[0]);
        high = Math.max(high, model.state[0]);
      }
      expect(high - low).toBeGreaterThan(0.1);
    }
    expect(settle(CYCLE, [0.1, 0.1], 0).state[0]).toBeCloseTo(0, 9);
  });

  it('has a low and a high state at the same input, and only one far to either side (its hysteresis)', () => {
    const [low, high] = [
      [0, 0],
      [0.5, 0.2],
    ].map((start) => settle(SWITCH, start, 0).state[0]);
    expect(high - low).toBeGreaterThan(0.2);
    for (const p of [-1.5, 2.5]) {
      const [a, b] = [
        [0, 0],
        [0.5, 0.2],
      ].map((start) => settle(SWITCH, start, p).state[0]);
      expect(a).toBeCloseTo(b, 6);
    }
  });

  it('Runge–Kutta: half the step changes the course by a sixteenth as much', () => {
    const end = (h: number) => {
      const model = new WilsonCowan(CYCLE);
      model.state.set([0.1, 0.05]);
      for (let t = 0; t < Math.round(4 / h); t++) model.step(h, 1.25, 0);
      return model.state[0];
    };
    const exact = end(0.00125);
    expect((end(0.1) - exact) / (end(0.05) - exact)).toBeGreaterThan(12);
    expect(Math.abs(end(0.05) - exact)).toBeLessThan(1e-5);
  });

  it('refuses a step too long for its responses', () => {
    const params = { weightEE: 40, steepnessE: 5, timeStep: 0.1 };
    expect(() => createSimulation({ system: 'wilson-cowan', params })).toThrow(
      'invalid timeStep 0.1: expected at most 0.04',
    );
  });

  it('a stroke puts the state there', () => {
    const simulation = createSimulation({ system: 'wilson-cowan', params: { noise: 0 } });
    simulation.edit?.({ x: 0.3, y: 0.2, radius: 1 });
    expect(simulation.measures()).toMatchObject({ e: 0.3, i: 0.2 });
  });
});
