import { describe, expect, it } from 'vitest';
import { drawBars } from '../src/data/distributions/bars.js';
import { createRandom, createSimulation, hebbian, type ParamValue } from '../src/index.js';

const { FoldiakNetwork, barsFound, barsOfUnits } = hebbian;
const start = (params: Record<string, ParamValue> = {}, seed = 1) =>
  createSimulation({ system: 'foldiak', params, seed });

/** The network on bars of 8 × 8, as in the paper. */
function learnBars(seed: number, presentations: number) {
  const network = new FoldiakNetwork({ inputs: 64, units: 16, activity: 1 / 8, seed });
  const random = createRandom(seed).stream('bars');
  const x = new Float32Array(64);
  for (let n = 0; n < 100 + presentations; n++) {
    drawBars(random, x, 8, 1 / 8);
    if (n < 100) network.adjustThresholds(x, 0.1);
    else network.learn(x);
  }
  return network;
}

describe('Földiák 1990', () => {
  it.each([1, 2, 3, 4, 5])('each of 16 units becomes one of the 16 bars (seed %i)', (seed) => {
    const { forward } = learnBars(seed, 4000);
    expect([...barsOfUnits(forward, 16, 64, 8)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 16 }, (_, bar) => bar),
    );
  });

  it('each unit answers its bar alone, so that the code names the bars of a picture', () => {
    const network = learnBars(1, 6000);
    const bars = barsOfUnits(network.forward, 16, 64, 8);
    const random = createRandom(99);
    const x = new Float32Array(64);
    let wrong = 0;
    for (let n = 0; n < 300; n++) {
      drawBars(random, x, 8, 1 / 8);
      network.show(x);
      bars.forEach((bar, unit) => {
        const there = Array.from({ length: 8 }, (_, i) => x[bar < 8 ? bar * 8 + i : i * 8 + bar - 8]).every(
          (v) => v === 1,
        );
        if ((network.outputs[unit] === 1) !== there) wrong++;
      });
    }
    expect(wrong / (300 * 16)).toBeLessThan(0.02);
  });

  it('keeps inhibition at or below 0, symmetric, with none on itself, and every unit near its share', () => {
    const { lateral } = learnBars(3, 1000);
    for (let i = 0; i < 16; i++) {
      expect(lateral[i * 17]).toBe(0);
      for (let j = 0; j < 16; j++) {
        expect(lateral[i * 16 + j]).toBeLessThanOrEqual(0);
        expect(lateral[i * 16 + j]).toBe(lateral[j * 16 + i]);
      }
    }
    const simulation = start();
    simulation.step(4000);
    expect(simulation.measures().activity).toBeCloseTo(1 / 8, 1);
    expect(simulation.measures().silent).toBe(0);
  });

  it('without inhibition the bars are not found', () => {
    const simulation = start({ lateralRate: 0 });
    simulation.step(4000);
    expect(simulation.measures().bars).toBeLessThan(8);
  });

  it('refuses an activity that is no share', () => {
    expect(() => new FoldiakNetwork({ inputs: 4, units: 2, activity: 1 })).toThrow(
      'invalid activity 1: expected a share between 0 and 1',
    );
  });
});

describe('bars', () => {
  it('half of two bars that cross is no bar, one blurred bar is', () => {
    const cross = Float32Array.from({ length: 64 }, (_, i) => (i % 8 === 3 || i >> 3 === 5 ? 0.5 : 0));
    const blurred = Float32Array.from({ length: 64 }, (_, i) => (i % 8 === 3 ? 1 : 1 / 8));
    expect(barsOfUnits(cross, 1, 64, 8)).toEqual([-1]);
    expect(barsOfUnits(blurred, 1, 64, 8)).toEqual([8 + 3]);
    expect(barsFound(Float32Array.from([...blurred, ...blurred]), 2, 64, 8)).toBe(1);
    expect(barsFound(new Float32Array(64), 1, 64, 8)).toBe(0);
  });

  it('are there as often as asked for', () => {
    const random = createRandom(1);
    const x = new Float32Array(36);
    let on = 0;
    for (let n = 0; n < 4000; n++) {
      drawBars(random, x, 6, 0.2);
      on += x.reduce((sum, value) => sum + value) / 36;
    }
    // A cell is off where both its row and its column are.
    expect(on / 4000).toBeCloseTo(1 - 0.8 ** 2, 1.5);
  });
});
