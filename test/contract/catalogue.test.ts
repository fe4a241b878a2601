import { createHash } from 'node:crypto';
import {
  createSimulation,
  decodeSnapshot,
  encodeSnapshot,
  type Field,
  type NumberParam,
  type Params,
  parseParams,
  type Simulation,
  systems,
} from '@selforg/core';
import { palettes, sceneOf } from '@selforg/render';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// What every system promises. A new one is tested here by being in the catalogue.

/** A fingerprint of everything that decides the future. */
const stateOf = (simulation: Simulation): string =>
  createHash('sha256').update(encodeSnapshot(simulation.snapshot())).digest('hex');
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const sentence = /^[A-Z“].*[.!?]$/s;

it('ids are unique', () => {
  expect(new Set(systems.map(({ id }) => id)).size).toBe(systems.length);
});

describe.each(systems)('$id', (system) => {
  const start = (params: Params = {}, seed = 1): Simulation => createSimulation({ system: system.id, params, seed });

  it('is described: title, sentence, paper, parameters, presets, views and measures', () => {
    expect(system.id).toMatch(kebab);
    expect(system.about).toMatch(sentence);
    expect(system.source.year).toBeGreaterThan(1900);
    // Some papers of the conferences have none.
    if (system.source.doi !== undefined) expect(system.source.doi).toMatch(/^10\.\d{4,}\/\S+$/);
    expect(system.presets.length).toBeGreaterThanOrEqual(2);
    expect(system.views.length).toBeGreaterThanOrEqual(1);
    expect(system.measures.length).toBeGreaterThanOrEqual(1);
    expect(system.pace).toBeGreaterThanOrEqual(1);
    for (const [name, param] of Object.entries(system.params)) {
      expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/);
      expect(param.about, name).toMatch(sentence);
    }
    for (const list of [system.presets, system.views, system.measures]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
      for (const { title, about } of list) {
        expect(title).not.toBe('');
        expect(about).toMatch(sentence);
      }
    }
  });

  it('accepts its defaults and its presets, and the presets differ', () => {
    const states = system.presets.map(({ params }) => {
      const simulation = start(parseParams(system.params, params));
      simulation.step(2);
      return stateOf(simulation);
    });
    expect(new Set(states).size).toBe(states.length);
  });

  it('is a pure function of the recipe: the same one gives the same bytes, another seed others', () => {
    const [a, b, other] = [start(), start(), start({}, 2)];
    for (const simulation of [a, b, other]) simulation.step(20);
    expect(stateOf(a)).toEqual(stateOf(b));
    expect(stateOf(a)).not.toEqual(stateOf(other));
  });

  it('step(a + b) = step(a), step(b)', () => {
    const whole = start();
    whole.step(40);
    const expected = stateOf(whole);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), (a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const simulation = start();
        simulation.step(first);
        simulation.measures();
        simulation.step(second - first);
        for (const view of system.views) sceneOf(simulation, view);
        simulation.step(40 - second);
        expect(simulation.time).toBe(40);
        expect(stateOf(simulation)).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  it('goes on from a snapshot bit for bit, wherever it is restored', () => {
    for (const time of [0, 1, 7, 30]) {
      const simulation = start();
      simulation.step(time);
      const snapshot = decodeSnapshot(encodeSnapshot(simulation.snapshot()));
      simulation.step();
      const expectedNext = stateOf(simulation);
      simulation.step(14);
      const expected = stateOf(simulation);
      const measures = simulation.measures();
      const fresh = start();
      for (const target of [fresh, simulation]) {
        target.restore(snapshot);
        expect(target.time).toBe(time);
        target.step();
        expect(stateOf(target)).toEqual(expectedNext);
        target.step(14);
        expect(stateOf(target)).toEqual(expected);
        expect(target.measures()).toEqual(measures);
      }
      const before = stateOf(simulation);
      expect(() => simulation.restore({ ...snapshot, seed: 2 })).toThrow('invalid snapshot "seed 2": expected seed 1');
      expect(stateOf(simulation)).toEqual(before);
    }
  });

  const numbers = Object.entries(system.params).filter(([, { kind }]) => kind === 'number' || kind === 'integer');
  it.each(numbers)('accepts the edges of %s and refuses what lies beyond', (name, param) => {
    const { min, max, kind } = param as NumberParam;
    for (const value of [min, max]) {
      const simulation = startUnlessRefused(name, value);
      // Long enough for what grows without bound to show, where a step is not too much work.
      simulation?.step(encodeSnapshot(simulation.snapshot()).length < 2 ** 20 ? 300 : 1);
      for (const measure of Object.values(simulation?.measures() ?? {}))
        expect(Number.isFinite(Number(measure))).toBe(true);
    }
    const beyond = [
      min - 1,
      max + 1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      String(min),
      null,
    ];
    for (const value of kind === 'integer' ? [...beyond, min + 0.5] : beyond) {
      expect(() => parseParams(system.params, { [name]: value })).toThrow(`invalid ${name} `);
    }
  });

  /** A value at its edge may contradict the defaults of others: then the error must say so, and nothing else happen. */
  function startUnlessRefused(name: string, value: number): Simulation | undefined {
    try {
      return start({ [name]: value });
    } catch (error) {
      expect((error as Error).message).toContain(`invalid ${name} ${value}: expected `);
      return undefined;
    }
  }

  it('has finite measures, the described ones and no others', () => {
    const simulation = start();
    for (let i = 0; i < 5; i++) {
      const measures = simulation.measures();
      const told = system.measures.filter(({ id, optional }) => !optional || id in measures);
      expect(Object.keys(measures)).toEqual(told.map(({ id }) => id));
      for (const value of Object.values(measures)) expect(Number.isFinite(Number(value))).toBe(true);
      simulation.step(10);
    }
  });

  it.each(system.views)('view $id names fields of the right shape and a known palette, and paints', (view) => {
    const simulation = start();
    simulation.step(3);
    expect(palettes.map(({ name }) => name)).toContain(view.palette);
    for (const layer of view.layers) {
      const field = simulation.field(layer.field);
      expectReachable(field);
      const channels = layer.kind === 'image' && layer.as === 'rgb' ? [3] : [];
      const expected = { image: 2 + channels.length, points: 2, lines: 2, curve: 2, bars: 1 }[layer.kind];
      expect(field.shape.length).toBe(expected);
    }
    const scene = sceneOf(simulation, view);
    expect(scene.layers.length).toBeGreaterThanOrEqual(1);
    expect(scene.width).toBeGreaterThan(0);
    expect(scene.height).toBeGreaterThan(0);
  });

  /** The last element that shape and stride point at exists. */
  function expectReachable({ data, shape, stride, packing }: Field): void {
    const last = shape.reduce((sum, n, axis) => {
      const index = packing === 'bits' && axis === shape.length - 1 ? (n - 1) >> 3 : n - 1;
      return sum + index * stride[axis];
    }, 0);
    expect(last).toBeLessThan(data.length);
  }

  it('can be painted where it says so: strokes change the state, and stay within it', () => {
    const simulation = start();
    expect(simulation.edit !== undefined).toBe(system.brush !== undefined);
    if (!simulation.edit || !system.brush) return;
    const before = stateOf(simulation);
    const { radius } = system.brush;
    // On an empty grid the second stroke takes away what the first one drew: either may be the one that changes it.
    const { origin, width, height } = sceneOf(simulation, system.views[0]);
    const middle = { x: origin[0] + width / 2, y: origin[1] + height / 2 };
    const changed = [false, true].map((erase) => {
      simulation.edit?.({ ...middle, radius: 4 * radius, erase });
      return stateOf(simulation) !== before;
    });
    expect(changed).toContain(true);
    fc.assert(
      fc.property(
        fc.double({ noNaN: true }),
        fc.double({ noNaN: true }),
        fc.double({ min: 0, max: 1e3, noNaN: true }),
        (x, y, r) => {
          simulation.edit?.({ x, y, radius: r });
          for (const value of Object.values(simulation.measures())) expect(Number.isFinite(Number(value))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});
