import { describe, expect, it } from 'vitest';
import { capacity } from '../src/attractors/capacity.js';
import { bitError, criticalLoad, erf, retrievalOverlap } from '../src/attractors/capacity-theory.js';
import type { Params } from '../src/contract/params.js';
import { createSimulation } from '../src/recipe.js';

describe('theory', () => {
  // Abramowitz & Stegun 1964, table 7.1.
  it.each([
    [0, 0],
    [0.5, 0.5204998778],
    [1, 0.8427007929],
    [1.5, 0.9661051465],
    [2, 0.995322265],
    [-1, -0.8427007929],
    [9, 1],
  ])('erf %s', (x, expected) => {
    expect(erf(x)).toBeCloseTo(expected, 10);
  });

  // Amit, Gutfreund & Sompolinsky 1987, Annals of Physics 173: α_c = .138, m_c = .967; more digits by solving it afresh.
  it('has memories up to a load of .137906, where their overlap is .9674', () => {
    const { load, overlap } = criticalLoad();
    expect(load).toBeCloseTo(0.137906, 6);
    expect(overlap).toBeCloseTo(0.9674, 4);
    expect(retrievalOverlap(load)).toBeCloseTo(overlap, 4);
    expect(retrievalOverlap(load + 1e-9)).toBeNaN();
    expect(retrievalOverlap(0)).toBe(1);
  });

  it('solves the three equations that it comes from', () => {
    for (const load of [0.01, 0.05, 0.1, 0.13, 0.1375]) {
      const m = retrievalOverlap(load);
      // Start near the solution and let the equations themselves decide what r and C are.
      let r = 1;
      for (let i = 0; i < 2000; i++) {
        const c = Math.sqrt(2 / (Math.PI * load * r)) * Math.exp((-m * m) / (2 * load * r));
        r = 1 / (1 - c) ** 2;
      }
      expect(erf(m / Math.sqrt(2 * load * r))).toBeCloseTo(m, 9);
    }
  });

  // Hertz, Krogh & Palmer 1991, table 2.1.
  it.each([
    [0.105, 0.001],
    [0.138, 0.0036],
    [0.185, 0.01],
    [0.37, 0.05],
    [0.61, 0.1],
  ])('says that at load %s a bit of a memory is unstable with chance %s', (load, chance) => {
    expect(Math.abs(bitError(load) / chance - 1)).toBeLessThan(0.02);
  });
});

describe('capacity', () => {
  // Found with an independent implementation, many trials; the long version of this is among the verified facts.
  it('keeps memories at load .1 and loses them at .2', () => {
    const [low, high] = capacity({ neurons: 500, loads: [0.1, 0.2], trials: 100 });
    expect(low).toMatchObject({ load: 0.1, patterns: 50 });
    expect(Math.abs(low.overlap - 0.9985)).toBeLessThan(0.005);
    expect(Math.abs(high.overlap - 0.538)).toBeLessThan(0.08);
    expect(low.deviation).toBeLessThan(0.05);
    expect(high.exact).toBeLessThan(0.1);
  });

  it('is 1 by the projection rule where the cue is faultless, and by Storkey’s where Hebb’s has lost', () => {
    const at = (rule: 'hebb' | 'storkey' | 'projection', load: number, noise: number) =>
      capacity({ neurons: 200, rule, noise, loads: [load], trials: 20 })[0].overlap;
    expect(at('projection', 0.95, 0)).toBe(1);
    expect(at('storkey', 0.3, 0.05)).toBeGreaterThan(0.99);
    expect(at('hebb', 0.3, 0.05)).toBeLessThan(0.6);
  });

  it('is the same for the same seed', () => {
    const run = (seed: number) => capacity({ neurons: 50, loads: [0.1, 0.3], trials: 10, seed });
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });

  it.each([
    [{ neurons: 0, loads: [0.1], trials: 1 }, 'invalid neurons 0: expected an integer from 1 to 65536'],
    [{ neurons: 10, loads: [], trials: 1 }, 'invalid loads []: expected loads P/N above 0 and at most 10'],
    [{ neurons: 10, loads: [0.1, -1], trials: 1 }, 'invalid loads -1: expected loads P/N above 0 and at most 10'],
    [{ neurons: 10, loads: [0.1], trials: 0 }, 'invalid trials 0: expected an integer of at least 1'],
    [{ neurons: 10, loads: [0.1], trials: 1, noise: 2 }, 'invalid noise 2: expected a share from 0 to 1'],
  ])('refuses %j', (options, message) => {
    expect(() => capacity(options)).toThrow(message);
  });
});

describe('hopfield-capacity', () => {
  const start = (params: Partial<Params> = {}) => createSimulation({ system: 'hopfield-capacity', params, seed: 1 });

  it('averages its trials, load by load', () => {
    const simulation = start({ neurons: 60, loads: 4, highest: 0.4 });
    const seen: number[][] = [[], [], [], []];
    for (let step = 0; step < 40; step++) {
      simulation.step();
      seen[step % 4].push(Number(simulation.measures().overlap));
    }
    const { data } = simulation.field('means');
    const { data: shares } = simulation.field('faultless');
    seen.forEach((overlaps, k) => {
      expect(data[2 * k]).toBeCloseTo([6, 12, 18, 24][k] / 60, 6);
      expect(data[2 * k + 1]).toBeCloseTo(overlaps.reduce((sum, m) => sum + m, 0) / 10, 6);
      expect(shares[k]).toBeCloseTo(overlaps.filter((m) => m === 1).length / 10, 6);
    });
    expect(simulation.measures().trials).toBe(40);
  });

  it('finds a capacity near the theory’s', () => {
    const simulation = start({ loads: 10, highest: 0.2 });
    simulation.step(300);
    expect(Math.abs(Number(simulation.measures().capacity) - 0.145)).toBeLessThan(0.02);
  });

  it('refuses networks too large for rules that write their weights out', () => {
    expect(() => start({ rule: 'storkey', neurons: 501 })).toThrow(
      'invalid neurons 501: expected at most 500 neurons for the rule storkey',
    );
    expect(() => start({ rule: 'storkey' })).not.toThrow();
  });
});
