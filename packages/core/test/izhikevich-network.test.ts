import { describe, expect, it } from 'vitest';
import { createRandom, createSimulation, neurons } from '../src/index.js';
import { type IzhikevichCell, izhikevichStep, normalAt } from './spiking-reference.js';

const options = {
  neurons: 37,
  inhibitory: 0.2,
  fanOut: 37,
  excitation: 0.5,
  inhibition: 1,
  noiseE: 5,
  noiseI: 2,
};
const NOISE = 0x0123456789abcdefn;
const start = (some: Partial<typeof options> = {}, seed = 1): neurons.IzhikevichNetwork =>
  new neurons.IzhikevichNetwork(
    { ...options, ...some },
    { cells: createRandom(seed), wiring: 42n + BigInt(seed), noise: NOISE },
  );

/** The weight from one neuron to another, and 0 where there is no synapse. */
function weightsOf(network: neurons.IzhikevichNetwork, count: number, fanOut: number): number[][] {
  const { synapses } = network;
  const integers = new Int32Array(synapses.buffer, synapses.byteOffset, synapses.length);
  const pitch = Math.ceil(count / 8) * 8;
  return Array.from({ length: count }, (_, i) => {
    if (fanOut >= count) return [...synapses.subarray(i * pitch, i * pitch + count)];
    const row = new Array<number>(count).fill(0);
    for (let n = 0; n < fanOut; n++) row[integers[2 * (i * fanOut + n)]] = synapses[2 * (i * fanOut + n) + 1];
    return row;
  });
}

describe('izhikevich-network', () => {
  it('draws its noise by Box and Muller’s method', () => {
    const network = start({ excitation: 0, inhibition: 0 });
    for (let time = 0; time < 40; time++) {
      network.advance(time);
      for (let i = 0; i < 37; i++) {
        const deviation = i < network.excitatory ? 5 : 2;
        expect(Math.abs(network.input[i] - deviation * normalAt(NOISE, time, i))).toBeLessThan(2e-5);
      }
    }
  });

  it.each([37, 10, 1])('equals the equations written out, bit for bit, with %i synapses a neuron', (fanOut) => {
    const network = start({ fanOut, noiseE: 9, noiseI: 6 });
    const silent = start({ fanOut, noiseE: 9, noiseI: 6, excitation: 0, inhibition: 0 });
    const weights = weightsOf(network, 37, fanOut);
    const { a, b, c, d, u } = network.cells;
    const cells: IzhikevichCell[] = Array.from({ length: 37 }, (_, i) => {
      return { v: network.potentials[i], u: u[i], a: a[i], b: b[i], c: c[i], d: d[i] };
    });
    let fired: number[] = [];
    let spikes = 0;
    for (let time = 0; time < 400; time++) {
      const count = network.advance(time);
      silent.advance(time);
      const before = fired;
      fired = [];
      cells.forEach((cell, i) => {
        const input = before.reduce((sum, j) => Math.fround(sum + weights[j][i]), silent.input[i]);
        if (izhikevichStep(cell, input)) fired.push(i);
      });
      expect([...network.spikes.subarray(0, count)]).toEqual(fired);
      expect([...network.potentials.subarray(0, 37)]).toEqual(cells.map(({ v }) => v));
      expect([...network.cells.u.subarray(0, 37)]).toEqual(cells.map(({ u }) => u));
      spikes += count;
    }
    expect(spikes).toBeGreaterThan(100);
  });

  it('draws cells and weights from the paper’s ranges', () => {
    const network = start({ neurons: 1000, fanOut: 1000 });
    const { a, b, c, d } = network.cells;
    for (let i = 0; i < 1000; i++) {
      const excites = i < 800;
      expect(a[i] >= 0.0199 && a[i] <= (excites ? 0.0201 : 0.1001)).toBe(true);
      expect(b[i] >= (excites ? 0.1999 : 0.1999) && b[i] <= (excites ? 0.2001 : 0.2501)).toBe(true);
      // c = −65 + 15 r² and d = 8 − 6 r² share their r.
      if (excites) expect((c[i] + 65) / 15).toBeCloseTo((8 - d[i]) / 6, 4);
      else expect([c[i], d[i]]).toEqual([-65, 2]);
    }
    const weights = weightsOf(network, 1000, 1000);
    const mean = (rows: number[][]) => rows.flat().reduce((sum, w) => sum + w, 0) / (rows.length * 1000);
    expect(mean(weights.slice(0, 800))).toBeCloseTo(0.25, 2);
    expect(mean(weights.slice(800))).toBeCloseTo(-0.5, 2);
    expect(Math.max(...weights[0])).toBeLessThanOrEqual(0.5);
    expect(Math.min(...weights[999])).toBeGreaterThanOrEqual(-1);
  });

  it('gives sparse networks as many different targets as asked for, and the same sum of weights', () => {
    const network = start({ neurons: 2000, fanOut: 100 });
    const weights = weightsOf(network, 2000, 100);
    for (const row of weights) expect(row.filter((w) => w !== 0).length).toBeGreaterThanOrEqual(99);
    const sum =
      weights
        .slice(0, 1600)
        .flat()
        .reduce((total, w) => total + w, 0) / 1600;
    // 1000 weights of mean ¼, as in the paper.
    expect(Math.abs(sum - 250)).toBeLessThan(5);
  });

  it('fires some 8 times a second and neuron, in rhythms (Izhikevich 2003)', () => {
    const rhythmic = start({ neurons: 1000, fanOut: 1000 });
    const counts = Float64Array.from({ length: 4000 }, (_, time) => rhythmic.advance(time)).subarray(500);
    const rate = counts.reduce((sum, n) => sum + n, 0) / 3500;
    expect(rate).toBeGreaterThan(5);
    expect(rate).toBeLessThan(11);
    // Independent neurons have a flat spectrum of height 1; rhythms rise above it at alpha and gamma frequencies.
    expect(power(counts, 8, 13)).toBeGreaterThan(2);
    expect(power(counts, 30, 50)).toBeGreaterThan(2);
    const alone = start({ neurons: 1000, fanOut: 1000, excitation: 0, inhibition: 0 });
    const noise = Float64Array.from({ length: 4000 }, (_, time) => alone.advance(time)).subarray(500);
    expect(power(noise, 30, 50)).toBeLessThan(1.5);
  });

  it('refuses synapses beyond its memory, before it takes any', () => {
    const big = { system: 'izhikevich-network', params: { neurons: 100000 } };
    expect(() => createSimulation(big)).toThrow(
      'invalid neurons 100000: expected at most 33554 where each reaches 1000 (256 MiB of synapses)',
    );
    expect(() => start({ neurons: 60000, fanOut: 60000 })).toThrow('invalid neurons 60000: expected at most');
  });

  it('stays finite at the strongest settings', () => {
    const params = { neurons: 10, fanOut: 1, excitation: 2, inhibition: 4, noiseE: 20, noiseI: 20 };
    const simulation = createSimulation({ system: 'izhikevich-network', params });
    simulation.step(2000);
    for (const value of Object.values(simulation.measures())) expect(Number.isFinite(Number(value))).toBe(true);
    expect(simulation.field('potentials').data.every(Number.isFinite)).toBe(true);
  });
});

/** Mean power of spike counts a millisecond between two frequencies (Hz), over what independent spikes would have. */
function power(counts: Float64Array, from: number, to: number): number {
  const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  let total = 0;
  let bands = 0;
  for (let hz = from; hz <= to; hz += 0.5, bands++) {
    let [re, im] = [0, 0];
    for (let t = 0; t < counts.length; t++) {
      re += (counts[t] - mean) * Math.cos((2 * Math.PI * hz * t) / 1000);
      im += (counts[t] - mean) * Math.sin((2 * Math.PI * hz * t) / 1000);
    }
    total += (re * re + im * im) / counts.length / mean;
  }
  return total / bands;
}
