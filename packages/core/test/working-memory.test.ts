import { describe, expect, it } from 'vitest';
import { createSimulation, type ParamValue } from '../src/index.js';
import { capacityOf, GatedBuffers } from '../src/neurons/working-memory-buffers.js';
import { createRandom } from '../src/random/random.js';

/** Slots that stay on of so many that are switched on together. */
function surviving(inhibition: number, on: number): number {
  const buffers = new GatedBuffers({ slots: 20, features: 2, inhibition, noise: 0.002 });
  buffers.activity.fill(1, 0, on);
  const random = createRandom(3);
  for (let t = 0; t < 3000; t++) buffers.step([0, 0], random);
  return buffers.held();
}

function afterTrials(params: Record<string, ParamValue>, trials = 4): number {
  const simulation = createSimulation({ system: 'working-memory', params });
  const { items = 5, distractors = 0, delay = 200 } = params;
  simulation.step(trials * (30 * (Number(items) + Number(distractors)) + Number(delay)) + 1);
  return Number(simulation.measures().mean);
}

describe('gated buffers', () => {
  it.each([0.03, 0.036, 0.06, 0.1])(
    'with inhibition %f as many stay on as the fold of their response lets',
    (inhibition) => {
      const capacity = capacityOf(inhibition, 20);
      expect(surviving(inhibition, capacity)).toBe(capacity);
      expect(surviving(inhibition, capacity + 2)).toBeLessThanOrEqual(capacity);
    },
  );

  it('the default holds seven, within Miller’s seven, plus or minus two', () => {
    expect(capacityOf(0.031, 20)).toBeGreaterThanOrEqual(5);
    expect(capacityOf(0.031, 20)).toBeLessThanOrEqual(9);
  });

  it('an open gate takes over the input, a shut one does not, and what is held stays after the input', () => {
    const buffers = new GatedBuffers({ slots: 3, features: 4, inhibition: 0.036 });
    const random = createRandom(1);
    const [a, b] = [
      [1, -1, 1, 1],
      [-1, -1, 1, -1],
    ];
    expect(buffers.open()).toBe(0);
    for (let t = 0; t < 30; t++) buffers.step(a, random);
    buffers.shut();
    for (let t = 0; t < 200; t++) buffers.step(b, random);
    expect(buffers.holds(a)).toBe(true);
    expect(buffers.holds(b)).toBe(false);
    expect(buffers.held()).toBe(1);
    expect(buffers.open()).toBe(1);
    for (let t = 0; t < 30; t++) buffers.step(b, random);
    buffers.shut();
    for (let t = 0; t < 200; t++) buffers.step([0, 0, 0, 0], random);
    expect([a, b].map((pattern) => buffers.holds(pattern))).toEqual([true, true]);
    buffers.clear();
    expect(buffers.held()).toBe(0);
  });

  it('refuses a time step that overshoots', () => {
    const options = { slots: 1, features: 1, inhibition: 0 };
    expect(() => new GatedBuffers({ ...options, timeStep: 1.1 })).toThrow('invalid timeStep 1.1');
    expect(() => new GatedBuffers({ ...options, slots: 0 })).toThrow('invalid slots 0');
  });
});

describe('working-memory', () => {
  it('holds five of five, and of ten about seven (Miller 1956)', () => {
    expect(afterTrials({})).toBeGreaterThan(4.7);
    const often = afterTrials({ items: 10 }, 6);
    expect(often).toBeGreaterThanOrEqual(5);
    expect(often).toBeLessThanOrEqual(9);
  });

  it('with the gate shut distractors do not enter; with it open they drive items out', () => {
    const shut = afterTrials({ items: 6, distractors: 6 });
    const open = afterTrials({ items: 6, distractors: 6, gate: 'always' });
    expect(shut).toBeGreaterThan(5.5);
    expect(open).toBeLessThan(shut - 1.5);
    expect(afterTrials({ gate: 'never' })).toBe(0);
  });

  it('interference makes features go wrong while slots stay in use', () => {
    expect(afterTrials({ items: 7, interference: 0.3 })).toBeLessThan(afterTrials({ items: 7, interference: 0 }) - 1);
  });
});
