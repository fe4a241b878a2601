import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/index.js';
import { izhikevich } from '../src/neurons/izhikevich.js';
import { type IzhikevichParams, izhikevichNeuron } from '../src/neurons/izhikevich-neuron.js';
import { simulate } from '../src/neurons/simulate.js';

const TYPES: Record<string, IzhikevichParams> = {
  RS: { a: 0.02, b: 0.2, c: -65, d: 8 },
  IB: { a: 0.02, b: 0.2, c: -55, d: 4 },
  CH: { a: 0.02, b: 0.2, c: -50, d: 2 },
  FS: { a: 0.1, b: 0.2, c: -65, d: 2 },
};

/** The loop of the paper's program, written out: a spike counts at the start of the next millisecond. */
function paper({ a, b, c, d }: IzhikevichParams, current: number, milliseconds: number): number[] {
  const spikes: number[] = [];
  let [v, u] = [-65, b * -65];
  for (let t = 0; t < milliseconds; t++) {
    if (v >= 30) {
      spikes.push(t);
      v = c;
      u += d;
    }
    v += 0.5 * (0.04 * v * v + 5 * v + 140 - u + current);
    v += 0.5 * (0.04 * v * v + 5 * v + 140 - u + current);
    u += a * (b * v - u);
  }
  return spikes;
}

const spikesOf = (type: string, method: string, timeStep: number, current = 10): number[] => {
  const { spikes } = simulate(izhikevichNeuron(TYPES[type]), { current, duration: 1000, timeStep, method });
  return Array.from(spikes).filter((time) => time < 1000);
};

describe('izhikevich', () => {
  it.each([
    ['RS', 20],
    ['IB', 27],
    ['CH', 43],
    ['FS', 63],
  ])('%s fires %i times in the first second of I = 10 with the half-steps of the paper', (type, count) => {
    const spikes = spikesOf(type, 'half-steps', 1);
    expect(spikes.length).toBe(count);
    expect(spikes).toEqual(paper(TYPES[type], 10, 1000));
  });

  it('RS fires at 4, 31, 79, 141, 195 and 243 ms', () => {
    expect(spikesOf('RS', 'half-steps', 1).slice(0, 6)).toEqual([4, 31, 79, 141, 195, 243]);
  });

  it('RS comes to the same with Euler, RK4 and Dormand–Prince as steps shrink', () => {
    const adaptive = spikesOf('RS', 'adaptive', 0.5);
    for (const [method, timeStep, tolerance] of [
      ['euler', 0.001, 0.5],
      ['rk4', 0.005, 1],
    ] as const) {
      const fixed = spikesOf('RS', method, timeStep);
      expect(Math.abs(fixed.length - adaptive.length)).toBeLessThanOrEqual(1);
      fixed.slice(0, 8).forEach((time, i) => void expect(Math.abs(time - adaptive[i])).toBeLessThan(tolerance));
    }
  });

  const preset = (id: string, until: number): { spikes: number; at: number[] } => {
    const params = izhikevich.presets.find((candidate) => candidate.id === id)?.params ?? {};
    const simulation = createSimulation({ system: 'izhikevich', params });
    const at: number[] = [];
    const timeStep = Number(params.timeStep ?? 1);
    for (let t = timeStep; t <= until; t += timeStep) {
      const before = Number(simulation.measures().spikes);
      simulation.step();
      if (Number(simulation.measures().spikes) > before) at.push(t);
    }
    return { spikes: at.length, at };
  };

  it('shows the features of the paper of 2004', () => {
    expect(preset('phasic-spiking', 225).spikes).toBe(1);
    expect(preset('phasic-bursting', 225).spikes).toBeGreaterThan(3);
    expect(Math.max(...preset('phasic-bursting', 225).at)).toBeLessThan(130);
    // Pulse from 10 to 13 ms: the spike comes long after it.
    expect(preset('spike-latency', 100).at[0]).toBeGreaterThan(20);
    // Inhibition from 20 to 25 ms: the spike comes after its end.
    expect(preset('rebound-spike', 200)).toEqual({ spikes: 1, at: [expect.toSatisfy((t: number) => t > 25)] });
    expect(preset('rebound-burst', 200).spikes).toBeGreaterThan(3);
    expect(preset('thalamo-cortical', 300).at.every((t) => t > 250)).toBe(true);
    // A pulse at 37.5 ms starts the train, one at 207.5 ms ends it: silence until the next.
    const { at } = preset('bistability', 370);
    expect(at.length).toBeGreaterThan(3);
    expect(Math.max(...at)).toBeLessThan(215);
    // Class 1 starts below 30 Hz, class 2 above 40.
    const [slow, fast] = ['class-1', 'class-2'].map((id) => preset(id, 300).at);
    expect(slow[1] - slow[0]).toBeGreaterThan(35);
    expect(fast[1] - fast[0]).toBeLessThan(25);
  });

  it('refuses a reset above the peak', () => {
    expect(() => izhikevichNeuron({ a: 0.02, b: 0.2, c: 30, d: 8 })).toThrow('invalid reset 30');
  });
});
