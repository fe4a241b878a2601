import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/index.js';
import { fiCurve } from '../src/neurons/f-i-curve.js';
import { fitzHugh, fitzHughNagumoHopf, fitzHughNagumoNeuron, restAt } from '../src/neurons/fitzhugh-nagumo-neuron.js';
import { hodgkinHuxleyNeuron } from '../src/neurons/hodgkin-huxley-neuron.js';
import { morrisLecarClasses, morrisLecarNeuron } from '../src/neurons/morris-lecar-neuron.js';
import { simulate } from '../src/neurons/simulate.js';

describe('hodgkin-huxley', () => {
  const axon = hodgkinHuxleyNeuron();
  const euler = (current: number, duration = 1000) =>
    simulate(axon, { current, duration, timeStep: 0.01, method: 'euler' });

  it('rests at −65 mV with m = .053, h = .596, n = .318 (Hodgkin & Huxley 1952)', () => {
    const expected = [-65, 0.053, 0.596, 0.318];
    axon.start.forEach((value, i) => void expect(Math.abs(value - expected[i])).toBeLessThan(i === 0 ? 0.01 : 0.001));
    const { states } = simulate(axon, { current: 0, duration: 50, timeStep: 0.05 });
    axon.start.forEach((value, i) => void expect(states[states.length - 4 + i]).toBeCloseTo(value, 6));
  });

  it('fires one spike at 2.3 µA/cm² and none at 2.2', () => {
    expect(euler(2.2, 300).spikes.length).toBe(0);
    expect(euler(2.3, 300).spikes.length).toBe(1);
  });

  it('fires on and on from 6.2 to 6.3 µA/cm²', () => {
    expect(euler(6.1).spikes.filter((time) => time > 700).length).toBe(0);
    expect(euler(6.3).spikes.filter((time) => time > 700).length).toBeGreaterThan(10);
  });

  const first = (method: string, timeStep: number) => {
    const { spikes, voltages } = simulate(axon, { current: 10, duration: 1000, timeStep, method });
    return {
      rate: (1000 * (spikes.length - 1)) / ((spikes.at(-1) ?? 0) - spikes[0]),
      peak: voltages.reduce((a, b) => Math.max(a, b)),
    };
  };

  it('fires at 68.7 Hz at 10 µA/cm², its first spike to +40.7 mV, with Euler’s method', () => {
    const { rate, peak } = first('sequential', 0.01);
    expect(Math.abs(rate - 68.7)).toBeLessThan(0.05);
    expect(Math.abs(peak - 40.7)).toBeLessThan(0.05);
  });

  it('comes to one rate with every method as steps shrink', () => {
    const { rate } = first('adaptive', 1);
    for (const [method, timeStep, error] of [
      ['rk4', 0.02, 0.001],
      ['euler', 0.01, 0.05],
      ['sequential', 0.004, 0.2],
    ] as const) {
      expect(Math.abs(first(method, timeStep).rate - rate)).toBeLessThan(error);
    }
  });

  it('is blocked at 150 µA/cm²: depolarized, and silent', () => {
    const { spikes, voltages } = euler(150, 500);
    expect(spikes.filter((time) => time > 100).length).toBe(0);
    const late = voltages.subarray(-20000);
    expect(Math.min(...late)).toBeGreaterThan(-60);
    expect(Math.max(...late)).toBeLessThan(-20);
  });

  it('RK4 and Dormand–Prince agree, at steps at which they may', () => {
    const rk4 = simulate(axon, { current: 10, duration: 200, timeStep: 0.01 });
    const adaptive = simulate(axon, { current: 10, duration: 200, timeStep: 1, method: 'adaptive', tolerance: 1e-8 });
    expect(adaptive.spikes.length).toBe(rk4.spikes.length);
    rk4.spikes.forEach((time, i) => void expect(Math.abs(time - adaptive.spikes[i])).toBeLessThan(0.001));
  });

  it('says where the time step makes it unstable', () => {
    expect(() => simulate(axon, { current: 10, duration: 50, timeStep: 0.1 })).toThrow(
      'invalid timeStep 0.1: expected a smaller step, or the adaptive method: the integration became unstable at time 2.4',
    );
    const params = { capacitance: 0.5, method: 'euler', timeStep: 0.05, current: 100 };
    expect(() => createSimulation({ system: 'hodgkin-huxley', params })).toThrow('invalid timeStep 0.05');
    const simulation = createSimulation({
      system: 'hodgkin-huxley',
      params: { noise: 100, method: 'euler', timeStep: 0.05 },
    });
    expect(() => simulation.step(1e6)).toThrow('invalid timeStep 0.05');
    expect(simulation.time).toBeGreaterThan(0);
    expect(simulation.time).toBeLessThan(1e6);
    for (const value of Object.values(simulation.measures())) expect(Number.isFinite(value)).toBe(true);
    expect(() => simulate(axon, { current: 10, duration: 50, timeStep: 0 })).toThrow('invalid timeStep 0');
    expect(() => simulate(axon, { current: 10, duration: 50, timeStep: 1, method: 'rk5' })).toThrow(
      'invalid method "rk5": expected one of sequential, euler, rk4, adaptive',
    );
    expect(() => simulate(axon, { current: 10, duration: -1, timeStep: 1 })).toThrow('invalid duration -1');
  });
});

describe('fitzhugh-nagumo', () => {
  const options = { timeStep: 0.5, method: 'adaptive' };

  it('has its Hopf bifurcations at I = .3313 and 1.4187', () => {
    const [low, high] = fitzHughNagumoHopf(fitzHugh) ?? [0, 0];
    expect(low).toBeCloseTo(0.3313, 4);
    expect(high).toBeCloseTo(1.4187, 4);
  });

  it('comes back to rest outside of them and leaves it inside', () => {
    const neuron = (current: number) => {
      const [v, w] = restAt(fitzHugh, current);
      return { ...fitzHughNagumoNeuron(), start: [v + 0.01, w] };
    };
    const last = (current: number) => {
      const { voltages } = simulate(neuron(current), { current, duration: 3000, ...options });
      return Math.max(...voltages.subarray(-200)) - Math.min(...voltages.subarray(-200));
    };
    for (const current of [0.3313 - 0.005, 1.4187 + 0.005]) expect(last(current)).toBeLessThan(0.01);
    for (const current of [0.3313 + 0.005, 1.4187 - 0.005]) expect(last(current)).toBeGreaterThan(0.1);
  });

  it('says where a step is unstable, though the solution would stay finite', () => {
    const run = () => simulate(fitzHughNagumoNeuron(), { current: 0.5, duration: 500, timeStep: 2.5, method: 'euler' });
    expect(run).toThrow('invalid timeStep 2.5: expected a smaller step');
  });
});

describe('morris-lecar', () => {
  const options = { timeStep: 1, method: 'adaptive', transient: 1000, duration: 8000 };
  const { classI, classII } = morrisLecarClasses;

  it('class I fires from I = 39.96 at a rate that grows as the square root (Rinzel & Ermentrout 1998)', () => {
    const rates = fiCurve(morrisLecarNeuron(classI), [39.9, 39.96 + 0.1, 39.96 + 0.4], options);
    expect(rates[0]).toBe(0);
    expect(rates[1]).toBeGreaterThan(0);
    expect(1000 * rates[1]).toBeLessThan(5);
    expect(rates[2] / rates[1]).toBeGreaterThan(1.6);
    expect(rates[2] / rates[1]).toBeLessThan(2.4);
  });

  it('class II loses its rest at I = 93.86, and both rest and spikes are there from 88.3 on', () => {
    const atRest = (current: number) => {
      const model = morrisLecarNeuron(classII, current);
      return fiCurve({ ...model, start: [model.start[0] + 0.1, model.start[1]] }, [current], options)[0];
    };
    expect(atRest(93.5)).toBe(0);
    expect(atRest(94.2)).toBeGreaterThan(0.005);
    const currents = [100, 90, 89, 88, 87];
    const falling = fiCurve(morrisLecarNeuron(classII), currents, { ...options, from: 'continued' });
    expect(falling[1]).toBeGreaterThan(0.005);
    expect(falling[4]).toBe(0);
  });
});

describe('the f–I curve of a system', () => {
  it('shows two ways to be where there are two, with the present state', () => {
    const simulation = createSimulation({ system: 'quadratic-integrate-and-fire', params: { reset: -48 } });
    const at = (name: string, current: number): number => {
      const { data } = simulation.field(name);
      const xs = Array.from(data).filter((_, i) => i % 2 === 0);
      const nearest = xs.reduce((best, x, i) => (Math.abs(x - current) < Math.abs(xs[best] - current) ? i : best), 0);
      return data[2 * nearest + 1];
    };
    expect(at('rising', 0.1)).toBe(0);
    expect(at('falling', 0.1)).toBeGreaterThan(30);
    expect(at('rising', 1)).toBeCloseTo(at('falling', 1), 3);
    expect(Array.from(simulation.field('present').data)).toEqual([0, 0]);
  });
});
