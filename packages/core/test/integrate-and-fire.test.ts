import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/index.js';
import { type ExponentialParams, exponentialNeuron } from '../src/neurons/exponential-neuron.js';
import { PATTERNS } from '../src/neurons/exponential-presets.js';
import { fiCurve } from '../src/neurons/f-i-curve.js';
import { leakyNeuron } from '../src/neurons/leaky-neuron.js';
import { quadraticNeuron, quadraticRheobase } from '../src/neurons/quadratic-neuron.js';
import { simulate } from '../src/neurons/simulate.js';

const intervals = (spikes: Float64Array): number[] => Array.from(spikes.subarray(1), (time, i) => time - spikes[i]);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variation = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2))) / mean(values);

const membrane = { timeConstant: 10, resistance: 10, rest: -65, threshold: -50, reset: -65, refractory: 2 };

describe('leaky integrate-and-fire', () => {
  it.each([0.1, 1, 7.3])('fires at intervals of t_ref + τ ln(RI / (RI − θ)), with steps of %f ms', (timeStep) => {
    for (const current of [1.51, 2, 5, 20]) {
      const { spikes } = simulate(leakyNeuron(membrane), { current, duration: 200, timeStep });
      const expected = 2 + 10 * Math.log((10 * current) / (10 * current - 15));
      expect(spikes[0]).toBeCloseTo(expected - 2, 9);
      for (const interval of intervals(spikes)) expect(interval).toBeCloseTo(expected, 9);
    }
  });

  it('is silent where RI stays below the threshold, and ends at rest + RI', () => {
    const { spikes, voltages } = simulate(leakyNeuron(membrane), { current: 1.499, duration: 500, timeStep: 0.1 });
    expect(spikes.length).toBe(0);
    expect(voltages.at(-1)).toBeCloseTo(-65 + 14.99, 9);
  });

  it('is what its differential equation says: Euler with short steps comes to the same', () => {
    const current = (t: number) => 2.5 + Math.sin(t / 7) * 0.5;
    const exact = simulate(leakyNeuron(membrane), { current, duration: 300, timeStep: 0.01 });
    const euler = simulate(leakyNeuron(membrane), { current, duration: 300, timeStep: 0.01, method: 'euler' });
    expect(exact.spikes.length).toBeGreaterThan(10);
    expect(euler.spikes.length).toBe(exact.spikes.length);
    exact.spikes.forEach((time, i) => void expect(Math.abs(time - euler.spikes[i])).toBeLessThan(0.5));
  });

  it('has the f–I curve of that formula', () => {
    const currents = [1, 1.6, 3];
    const rates = fiCurve(leakyNeuron(membrane), currents, { timeStep: 1 });
    const expected = currents.map((i) => (i <= 1.5 ? 0 : 1 / (2 + 10 * Math.log((10 * i) / (10 * i - 15)))));
    expected.forEach((rate, i) => void expect(rates[i]).toBeCloseTo(rate, 9));
  });

  it('fires at once where it rests above the threshold, even while an input pulls it down', () => {
    const { spikes } = simulate(leakyNeuron({ ...membrane, rest: -40 }), { current: -0.5, duration: 5, timeStep: 1 });
    expect(spikes[0]).toBe(0);
  });

  it('refuses a reset above the threshold', () => {
    expect(() => leakyNeuron({ ...membrane, reset: -50 })).toThrow(
      'invalid reset -50: expected a potential below the threshold, -50',
    );
  });
});

const parabola = { timeConstant: 10, resistance: 10, rest: -65, critical: -50, reset: -70, peak: 30 };

/** The time from reset to peak: (V − m)² + s² integrates to an arctangent. */
function parabolaInterval(current: number): number {
  const { timeConstant, resistance, rest, critical, reset, peak } = parabola;
  const width = critical - rest;
  const middle = (rest + critical) / 2;
  const s = Math.sqrt(width * resistance * current - (width / 2) ** 2);
  return ((timeConstant * width) / s) * (Math.atan((peak - middle) / s) - Math.atan((reset - middle) / s));
}

describe('quadratic integrate-and-fire', () => {
  it.each([0.4, 0.6, 2])('fires at the exact intervals under %f nA', (current) => {
    const options = { current, duration: 2000, timeStep: 0.5, method: 'adaptive', tolerance: 1e-9 };
    const { spikes } = simulate(quadraticNeuron(parabola), options);
    expect(spikes.length).toBeGreaterThan(3);
    for (const interval of intervals(spikes)) expect(interval).toBeCloseTo(parabolaInterval(current), 5);
  });

  it('fires above (V_c − E) / 4R and not below', () => {
    const rheobase = quadraticRheobase(parabola);
    expect(rheobase).toBeCloseTo(0.375, 12);
    const options = { timeStep: 1, method: 'adaptive', duration: 20000 };
    const rates = fiCurve(quadraticNeuron(parabola), [0.999 * rheobase, 1.001 * rheobase], options);
    expect(rates[0]).toBe(0);
    expect(rates[1]).toBeGreaterThan(0);
  });
});

const at = (index: number): { model: ReturnType<typeof exponentialNeuron>; current: number } => ({
  model: exponentialNeuron({ ...PATTERNS[index][3], threshold: -50, slope: 2, peak: 0 }),
  current: PATTERNS[index][4],
});
const spikesOf = (id: string, duration = 500, method = 'adaptive', timeStep = 0.5): Float64Array => {
  const { model, current } = at(PATTERNS.findIndex(([name]) => name === id));
  return simulate(model, { current, duration, timeStep, method }).spikes;
};

/** The equations written out, with Euler's method: V first, then w. */
function reference(params: ExponentialParams, current: number, duration: number, h: number): number[] {
  const {
    capacitance: c,
    leak: g,
    rest,
    threshold,
    slope,
    reset,
    peak,
    adaptation,
    increment,
    adaptationTime,
  } = params;
  const spikes: number[] = [];
  let [v, w] = [rest, 0];
  for (let k = 1; k * h <= duration; k++) {
    const dv = (-g * (v - rest) + g * slope * Math.exp((v - threshold) / slope) - w + current) / c;
    const dw = (adaptation * (v - rest) - w) / adaptationTime;
    v += h * dv;
    w += h * dw;
    if (v < peak) continue;
    v = reset;
    w += increment;
    spikes.push(k * h);
  }
  return spikes;
}

describe('adaptive exponential integrate-and-fire', () => {
  it.each(['tonic', 'adapting', 'initial-burst', 'regular-bursting'])('%s equals the equations written out', (id) => {
    const [, , , cell, current] = PATTERNS.find(([name]) => name === id) ?? PATTERNS[0];
    const expected = reference({ ...cell, threshold: -50, slope: 2, peak: 0 }, current, 300, 0.0005);
    const spikes = spikesOf(id, 300);
    expect(spikes.length).toBe(expected.length);
    spikes.forEach((time, i) => void expect(Math.abs(time - expected[i])).toBeLessThan(0.2));
  });

  it('fires in the patterns of Naud et al. (2008)', () => {
    expect(variation(intervals(spikesOf('tonic')).slice(3))).toBeLessThan(0.01);

    const adapting = intervals(spikesOf('adapting', 1000));
    expect(adapting[5]).toBeGreaterThan(2 * adapting[0]);
    for (let i = 1; i < 5; i++) expect(adapting[i]).toBeGreaterThan(adapting[i - 1]);

    const burst = intervals(spikesOf('initial-burst', 1000));
    expect(burst[0]).toBeLessThan(10);
    expect(Math.min(...burst.slice(3))).toBeGreaterThan(30);

    const bursts = intervals(spikesOf('regular-bursting', 2000)).slice(4);
    expect(bursts.filter((interval) => interval < 10).length).toBeGreaterThan(5);
    expect(bursts.filter((interval) => interval > 80).length).toBeGreaterThan(5);
    expect(bursts.filter((interval) => interval >= 10 && interval <= 80).length).toBe(0);

    const accelerating = spikesOf('delayed-accelerating');
    const gaps = intervals(accelerating);
    expect(accelerating[0]).toBeGreaterThan(gaps[0]);
    for (let i = 1; i < 8; i++) expect(gaps[i]).toBeLessThan(gaps[i - 1]);

    const delayed = spikesOf('delayed-bursting', 1000);
    expect(delayed[0]).toBeGreaterThan(40);
    expect(variation(intervals(delayed))).toBeGreaterThan(0.5);

    const transient = spikesOf('transient', 1000);
    expect(transient.length).toBeGreaterThan(0);
    expect(transient.at(-1)).toBeLessThan(200);

    expect(variation(intervals(spikesOf('irregular', 3000)).slice(5))).toBeGreaterThan(0.25);
  });

  it('without adaptation, fires above the current at which rest vanishes: g_L (V_T − E_L − Δ_T)', () => {
    const cell = { ...PATTERNS[0][3], adaptation: 0, increment: 0, threshold: -50, slope: 2, peak: 0 };
    const rheobase = 10 * (-50 + 70 - 2);
    const options = { timeStep: 1, method: 'adaptive', duration: 5000 };
    const rates = fiCurve(exponentialNeuron(cell), [0.995 * rheobase, 1.005 * rheobase], options);
    expect(rates[0]).toBe(0);
    expect(rates[1]).toBeGreaterThan(0);
  });
});

describe('a neuron as a system', () => {
  it('has no f–I curve, rather than an error, where a current makes it fire ever faster', () => {
    const runaway = { a: 0.02, b: 0.25, c: -65, d: -14, initial: -64, current: 0.5, timeStep: 0.25, method: 'euler' };
    const simulation = createSimulation({ system: 'izhikevich', params: runaway });
    const { data, range } = simulation.field('rising');
    expect(data[0]).toBe(0);
    expect(data[1]).toBeNaN();
    expect(range).toEqual([
      [0, 30],
      [0, 1],
    ]);
  });

  it('shows its potential with its spikes drawn up, its current, and its measures', () => {
    const simulation = createSimulation({ system: 'leaky-integrate-and-fire', params: { input: 'constant' } });
    simulation.step(2000);
    const { spikes, rate, interval, variation: cv, current } = simulation.measures();
    const expected = 2 + 10 * Math.log(20 / 5);
    expect(spikes).toBe(Math.floor((200 - (expected - 2)) / expected) + 1);
    expect(Number(interval)).toBeCloseTo(expected, 6);
    expect(Number(rate)).toBeCloseTo(1000 / expected, 6);
    expect(Number(cv)).toBeLessThan(1e-6);
    expect(current).toBe(2);
    const { data, range } = simulation.field('voltage');
    expect(range?.[0]).toEqual([0, 500]);
    const tops = Array.from({ length: data.length / 2 }, (_, i) => data[2 * i + 1]).filter((v) => v === 20);
    expect(tops.length).toBe(Number(spikes));
    simulation.step(4000);
    expect(simulation.field('voltage').range?.[0]).toEqual([100, 600]);
    const oldest = Math.min(
      ...Array.from(simulation.field('voltage').data).filter((_, i) => i % 2 === 0 && data[i] > 0),
    );
    expect(oldest).toBeGreaterThanOrEqual(100);
  });

  it('makes the current of each protocol', () => {
    const currents = (params: Record<string, string | number>) => {
      const simulation = createSimulation({
        system: 'leaky-integrate-and-fire',
        params: { timeStep: 1, current: 4, baseline: 1, onset: 10, width: 20, period: 30, ...params },
      });
      return Array.from({ length: 80 }, () => {
        simulation.step();
        return Number(simulation.measures().current);
      });
    };
    expect(new Set(currents({ input: 'constant' }))).toEqual(new Set([4]));
    const step = currents({ input: 'step' });
    expect(step.map((value, t) => (value === 4 ? t : -1)).filter((t) => t >= 0)).toEqual(
      Array.from({ length: 20 }, (_, i) => 10 + i),
    );
    const pulses = currents({ input: 'pulses' });
    expect([pulses[9], pulses[10], pulses[29], pulses[30], pulses[39], pulses[40], pulses[60]]).toEqual([
      1, 4, 4, 1, 1, 4, 1,
    ]);
    const ramp = currents({ input: 'ramp' });
    expect(ramp[20]).toBeCloseTo(1 + (3 * 10.5) / 20, 9);
    expect(ramp[40]).toBeCloseTo(4 - (3 * 10.5) / 20, 9);
  });

  it('adds noise of the given deviation and memory', () => {
    const simulation = createSimulation({
      system: 'leaky-integrate-and-fire',
      params: { input: 'constant', current: 0, noise: 2, noiseTime: 5, timeStep: 1 },
    });
    const values = Array.from({ length: 20000 }, () => {
      simulation.step();
      return Number(simulation.measures().current);
    });
    const variance = mean(values.map((x) => x * x));
    expect(Math.abs(Math.sqrt(variance) - 2)).toBeLessThan(0.1);
    const lag = mean(values.slice(5).map((x, i) => x * values[i])) / variance;
    expect(Math.abs(lag - Math.exp(-1))).toBeLessThan(0.06);
  });
});
