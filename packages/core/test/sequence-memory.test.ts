import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { attractors, createRandom, createSimulation } from '../src/index.js';

describe('sequence memory', () => {
  it('tells a neuron what fast and slow synapses say', () => {
    const patterns = attractors.randomPatterns(3, 10, createRandom(1));
    const memory = new attractors.SequenceMemory(patterns, { strength: 1.5, delay: 4, cyclic: false });
    const share = (state: Int8Array) => {
      const products = patterns.map((a) => patterns.map((b) => a.reduce((sum, value, i) => sum + value * b[i], 0)));
      const overlaps = patterns.map((pattern) => pattern.reduce((sum, value, i) => sum + value * state[i], 0));
      return solve(new Matrix(products), Matrix.columnVector(overlaps)).to1DArray();
    };
    // The slow synapses have seen nothing yet: what there is of each pattern, by the projection rule.
    const shares = share(memory.state);
    expect(shares[0]).toBeCloseTo(1, 9);
    const fast = (i: number) => patterns.reduce((sum, pattern, p) => sum + pattern[i] * shares[p], 0);
    for (let i = 0; i < 10; i++) expect(memory.field(i)).toBeCloseTo(fast(i), 9);
    // One turn of the slow synapses, a quarter of the way: they lead from pattern 0 to 1 and from 1 to 2.
    memory.set(0, memory.state[0] > 0 ? 1 : -1);
    const slow = (i: number) => [0, 1].reduce((sum, p) => sum + 1.5 * patterns[p + 1][i] * (shares[p] / 4), 0);
    for (let i = 0; i < 10; i++) expect(memory.field(i)).toBeCloseTo(fast(i) + slow(i), 9);
  });

  it('dwells in each pattern for −τ ln(1 − λ^(−½)) and goes on in order', () => {
    const size = 2500;
    const [strength, sweeps] = [2, 8];
    const patterns = attractors.randomPatterns(6, size, createRandom(3));
    const memory = new attractors.SequenceMemory(patterns, { strength, delay: sweeps * size, cyclic: true });
    const random = createRandom(4).stream('turns');
    const changes: number[] = [];
    const visited = [0];
    for (let turn = 0; turn < 120 * size; turn++) {
      const i = random.integer(size);
      const field = memory.field(i);
      memory.set(i, field > 0 || (field === 0 && memory.state[i] > 0) ? 1 : -1);
      if (turn % 100 !== 0) continue;
      const nearest = memory.nearest();
      if (nearest === visited[visited.length - 1]) continue;
      visited.push(nearest);
      changes.push(turn / size);
    }
    expect(visited.every((pattern, n) => pattern === n % 6)).toBe(true);
    const dwells = changes.slice(2).map((time, n) => time - changes[n + 1]);
    const mean = dwells.reduce((sum, dwell) => sum + dwell / dwells.length, 0);
    // The change itself takes a sweep or two, which the formula leaves out.
    const predicted = -sweeps * Math.log(1 - strength ** -0.5);
    expect(Math.abs(mean / predicted - 1)).toBeLessThan(0.15);
  });

  it('stays where slow synapses are weaker than fast ones, and spells where they are stronger', () => {
    const run = (strength: number) => {
      const simulation = createSimulation({ system: 'sequence-memory', params: { strength } });
      simulation.step(784 * 100);
      return simulation.measures();
    };
    expect(run(0.6)).toMatchObject({ visited: 0, astray: 0, nearest: 0 });
    const spelt = run(1.5);
    expect(spelt.visited).toBeGreaterThan(6);
    expect(spelt.astray).toBe(0);
  });
});
