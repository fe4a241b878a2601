import { describe, expect, it } from 'vitest';
import { attractors, createRandom, createSimulation } from '../src/index.js';

const { WillshawNet } = attractors;

describe('Willshaw net', () => {
  it('recalls what was stored, never less', () => {
    const net = new WillshawNet(20, 15);
    net.store([1, 5, 9], [0, 7]);
    net.store([2, 5, 11], [3, 7, 14]);
    const on = (input: number[], threshold?: number) => {
      const out = net.recallInto(new Uint8Array(15), input, threshold);
      return [...out.keys()].filter((line) => out[line]);
    };
    expect(on([1, 5, 9])).toEqual([0, 7]);
    expect(on([2, 5, 11])).toEqual([3, 7, 14]);
    expect(on([1, 9])).toEqual([0, 7]);
    expect(on([1, 9, 19], 2)).toEqual([0, 7]);
    expect(net.fill()).toBe((6 + 9 - 1) / 300);
  });

  it('fills and errs as theory has it: p = 1 − (1 − kl/nm)^R, and errors by the binomial', () => {
    const lines = { inputs: 512, outputs: 512, activeInputs: 9, activeOutputs: 9 };
    const random = createRandom(2);
    const draw = () => {
      const chosen = new Set<number>();
      while (chosen.size < 9) chosen.add(random.integer(512));
      return [...chosen];
    };
    const net = new WillshawNet(512, 512);
    const pairs = Array.from({ length: 2300 }, () => [draw(), draw()]);
    for (const [input, output] of pairs) net.store(input, output);
    expect(net.fill()).toBeCloseTo(attractors.expectedFill(lines, 2300), 2);
    const out = new Uint8Array(512);
    let wrong = 0;
    for (const [input, output] of pairs.slice(0, 400)) {
      net.recallInto(out, input);
      for (const line of output) expect(out[line]).toBe(1);
      wrong += (out.reduce((sum, each) => sum + each, 0) - 9) / (400 * 503);
    }
    const expected = attractors.expectedErrorRate(lines, 2300);
    expect(wrong / expected).toBeGreaterThan(0.9);
    expect(wrong / expected).toBeLessThan(1.1);
    expect(expected).toBeGreaterThan(attractors.expectedFill(lines, 2300) ** 9);
  });

  it('holds at most ln 2 bits a synapse, and more than a third of that with log₂ n active lines', () => {
    const simulation = createSimulation({ system: 'willshaw', params: { lines: 512, active: 9, most: 3000 } });
    let best = 0;
    for (let n = 0; n < 30; n++) {
      simulation.step(100);
      best = Math.max(best, Number(simulation.measures().bits));
    }
    expect(best).toBeLessThan(Math.LN2);
    expect(best).toBeGreaterThan(Math.LN2 / 2);
    expect(simulation.measures().pairs).toBe(3000);
    simulation.step(10);
    expect(simulation.measures().pairs).toBe(3000);
  });

  it('counts bits as what is left to choose from', () => {
    // 2 of 4 lines: 6 patterns, log₂ 6 bits; of 3 that came on they are one of 3.
    expect(attractors.bitsRecalled(4, 2, 0)).toBeCloseTo(Math.log2(6), 12);
    expect(attractors.bitsRecalled(4, 2, 1)).toBeCloseTo(Math.log2(6) - Math.log2(3), 12);
  });

  it('refuses more active lines than there are', () => {
    const params = { lines: 10, active: 11 };
    expect(() => createSimulation({ system: 'willshaw', params })).toThrow('invalid active 11: expected at most 10');
  });

  it('refuses lines that it does not have, which would be synapses of other outputs', () => {
    const net = new attractors.WillshawNet(4, 3);
    expect(() => net.store([4], [0])).toThrow('invalid input 4: expected lines from 0 to 3');
    expect(() => net.store([0], [-1])).toThrow('invalid output -1: expected lines from 0 to 2');
    expect(() => net.recallInto(new Uint8Array(3), [0.5])).toThrow('invalid input 0.5: expected lines from 0 to 3');
    expect(net.fill()).toBe(0);
  });
});
