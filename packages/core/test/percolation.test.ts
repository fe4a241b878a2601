import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/recipe.js';
import { floodFill } from './percolation-reference.js';

const start = (params: Record<string, string | number> = {}, seed = 1) =>
  createSimulation({ system: 'percolation', params, seed });
type Run = ReturnType<typeof start>;
const read = (simulation: Run, field: string): number[] => Array.from(simulation.field(field).data);

function expectReference(simulation: Run, width: number, bonds: boolean): void {
  const pixels = read(simulation, 'times');
  const across = bonds ? 2 * width - 1 : width;
  const isOpen = (x: number, y: number) => pixels[y * across + x] > 0;
  const nodes = bonds ? Array(width * ((pixels.length / across + 1) / 2)).fill(true) : pixels.map((time) => time > 0);
  const joined = (a: number, b: number) => {
    const [x, y] = [(a % width) + (b % width), Math.floor(a / width) + Math.floor(b / width)];
    return !bonds || isOpen(x, y);
  };
  const { sizes, spans } = floodFill(nodes, width, joined);
  const largest = Math.max(0, ...sizes);
  const squares = sizes.reduce((sum, size) => sum + size * size, 0);
  expect(simulation.measures()).toMatchObject({ largest, clusters: sizes.length, spans: spans ? 1 : 0 });
  expect(simulation.measures().meanSize).toBeCloseTo((squares - largest * largest) / nodes.length, 9);
}

describe('percolation', () => {
  it('has the clusters that a flood fill finds, at every share, sites and bonds', () => {
    for (const opens of ['site', 'bond']) {
      for (const growth of ['random', 'invasion']) {
        const simulation = start({ width: 19, height: 13, opens, growth });
        for (let n = 0; n < 60; n++) {
          expectReference(simulation, 19, opens === 'bond');
          simulation.step(9);
        }
      }
    }
  });

  it('painting opens and closes, and clusters are found again; also after a restore', () => {
    for (const opens of ['site', 'bond']) {
      const simulation = start({ width: 19, height: 13, opens, p: 0.5 });
      simulation.edit?.({ x: 8, y: 6, radius: 4 });
      expectReference(simulation, 19, opens === 'bond');
      simulation.edit?.({ x: 10, y: 7, radius: 3, erase: true });
      expectReference(simulation, 19, opens === 'bond');
      const fresh = start({ width: 19, height: 13, opens, p: 0.5 });
      fresh.restore(simulation.snapshot());
      for (const field of ['clusters', 'sizes', 'times']) expect(read(fresh, field)).toEqual(read(simulation, field));
      expectReference(fresh, 19, opens === 'bond');
    }
  });

  it('what was closed by hand opens again after all the others, the last of them too', () => {
    for (const opens of ['site', 'bond']) {
      const simulation = start({ width: 11, height: 9, opens, p: 0.8 });
      simulation.edit?.({ x: 5, y: 4, radius: 3, erase: true });
      const share = Number(simulation.measures().p);
      expect(share).toBeLessThan(0.8);
      simulation.step(11);
      expect(simulation.measures().p).toBeGreaterThan(share);
      simulation.step(400);
      expect(simulation.measures()).toMatchObject({ p: 1, largest: 99, clusters: 1, spans: 1 });
    }
  });

  it.each([
    ['a time before the start', 'opened', 3, -1],
    ['a time after the end', 'opened', 3, 1000],
    ['a wrong count', 'counts', 0, 7],
    ['a turn beyond the order', 'counts', 1, 247],
  ])('refuses a snapshot with %s', (_, name, at, value) => {
    const simulation = start({ width: 19, height: 13, p: 0.5 });
    const snapshot = simulation.snapshot();
    snapshot.state[name][at] = value;
    expect(() => simulation.restore(snapshot)).toThrow(/^invalid snapshot /);
  });

  it('spans first at 0.592746 of the sites and 1/2 of the bonds (Newman & Ziff 2000; Kesten 1980)', () => {
    for (const [opens, threshold] of [
      ['site', 0.592746],
      ['bond', 0.5],
    ] as const) {
      const spanned = Array.from({ length: 24 }, (_, seed) => {
        const simulation = start(
          { width: 256, height: 256, opens, p: threshold - 0.03, until: threshold + 0.04 },
          seed,
        );
        simulation.step(20_000);
        return Number(simulation.measures().spannedAt);
      });
      const mean = spanned.reduce((sum, p) => sum + p, 0) / spanned.length;
      // The spread over runs is about L^(-3/4) / 2 = 0.008 for L = 256.
      expect(Math.abs(mean - threshold)).toBeLessThan(0.005);
    }
  });

  it('below the threshold clusters are small, above one takes nearly all: at 0.7, more than nine open sites in ten', () => {
    const low = start({ width: 256, height: 256, p: 0.5, until: 0.5 }).measures();
    const high = start({ width: 256, height: 256, p: 0.7, until: 0.7 }).measures();
    expect(low.strength).toBeLessThan(0.02);
    expect(high.strength).toBeGreaterThan(0.9 * 0.7);
    expect([low.spans, high.spans]).toEqual([0, 1]);
  });

  it('invasion grows one cluster and takes the weakest at its rim', () => {
    const simulation = start({ width: 21, height: 17, growth: 'invasion' });
    const order = readOrder(simulation, 21 * 17);
    const strength = (site: number) => order.indexOf(site);
    const opened: number[] = [8 * 21 + 10];
    for (let n = 1; n < 120; n++) {
      const rim = Array.from({ length: 21 * 17 }, (_, site) => site).filter((site) => {
        const near = opened.some(
          (other) =>
            Math.abs((other % 21) - (site % 21)) + Math.abs(Math.floor(other / 21) - Math.floor(site / 21)) === 1,
        );
        return near && !opened.includes(site);
      });
      opened.push(rim.reduce((best, site) => (strength(site) < strength(best) ? site : best)));
    }
    simulation.step(120);
    const times = read(simulation, 'times');
    expect(opened.map((site) => times[site])).toEqual(opened.map((_, i) => i + 1));
    expect(simulation.measures().clusters).toBe(1);
  });

  it('invasion ends as it must: hardly any late site is stronger than the threshold (Wilkinson & Willemsen 1983)', () => {
    const simulation = start({ width: 256, height: 256, growth: 'invasion' });
    const full = start({ width: 256, height: 256, growth: 'random' });
    full.step(65_536);
    const ranks = read(full, 'times').map((time) => time / 65_536);
    simulation.step(9000);
    const times = read(simulation, 'times');
    const late = times.flatMap((time, site) => (time > 4000 ? [ranks[site]] : []));
    expect(late.filter((rank) => rank > 0.65).length / late.length).toBeLessThan(0.01);
    expect(late.filter((rank) => rank > 0.5).length / late.length).toBeGreaterThan(0.08);
  });

  it('stops where it is told, and when all is open', () => {
    const simulation = start({ width: 10, height: 10, until: 0.25 });
    simulation.step(1000);
    expect(simulation.measures().p).toBe(0.25);
    for (const opens of ['site', 'bond']) {
      const full = start({ width: 10, height: 10, opens });
      full.step(1000);
      expect(full.measures()).toMatchObject({ p: 1, largest: 100, clusters: 1, spans: 1, meanSize: 0, strength: 1 });
    }
  });
});

/** The random order of a run, which invasion takes as strengths and random growth as times. */
function readOrder(simulation: Run, sites: number): number[] {
  const { params } = simulation.snapshot();
  const random = createSimulation({ system: 'percolation', params: { ...params, growth: 'random' }, seed: 1 });
  random.step(sites);
  const times = read(random, 'times');
  return times.map((_, site) => site).sort((a, b) => times[a] - times[b]);
}
