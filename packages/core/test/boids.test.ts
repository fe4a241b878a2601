import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boids } from '../src/agents/boids.js';
import { InputError } from '../src/contract/errors.js';
import type { Params } from '../src/contract/params.js';
import { createSimulation } from '../src/recipe.js';
import { type Given, referenceStep, settle } from './boids-reference.js';

const start = (params: Partial<Params> = {}, seed = 1) => createSimulation({ system: 'boids', params, seed });
const agentsOf = (simulation: ReturnType<typeof start>) => simulation.field('agents').data as Float32Array;

function expectOneStep(simulation: ReturnType<typeof start>, given: Given): { compared: number } {
  const expected = referenceStep(agentsOf(simulation).slice(), given);
  simulation.step();
  const got = agentsOf(simulation);
  const torus = given.boundary === 'torus';
  let compared = 0;
  expected.forEach(({ next, error }, i) => {
    const isNearWall =
      !torus && [next[0], given.width - next[0], next[1], given.height - next[1]].some((d) => Math.abs(d) < error);
    if (error === Infinity || isNearWall) return;
    compared++;
    const row = got.subarray(4 * i, 4 * i + 4);
    settle(next, given).forEach((value, column) => {
      let difference = Math.abs(row[column] - value);
      const size = column === 0 ? given.width : given.height;
      if (torus && column < 2) difference = Math.min(difference, size - difference);
      expect(difference, `agent ${i}, column ${column}: ${row[column]} for ${value} ± ${error}`).toBeLessThan(error);
    });
  });
  return { compared };
}

const worlds = fc.record({
  count: fc.integer({ min: 1, max: 90 }),
  width: fc.integer({ min: 20, max: 300 }),
  height: fc.integer({ min: 20, max: 300 }),
  boundary: fc.constantFrom('torus', 'walls'),
  perception: fc.oneof(fc.double({ min: 1, max: 60, noNaN: true }), fc.double({ min: 60, max: 900, noNaN: true })),
  personal: fc.double({ min: 1, max: 30, noNaN: true }),
  sight: fc.constantFrom(360, 360, 300, 180, 90),
  separation: fc.double({ min: 0, max: 3, noNaN: true }),
  alignment: fc.double({ min: 0, max: 1, noNaN: true }),
  cohesion: fc.double({ min: 0, max: 3, noNaN: true }),
  speed: fc.double({ min: 0.5, max: 8, noNaN: true }),
  slowest: fc.double({ min: 0, max: 1, noNaN: true }),
  maxForce: fc.double({ min: 0.01, max: 5, noNaN: true }),
});

describe('the kernel', () => {
  it('equals all pairs in plain TypeScript, whatever the plane, the radii and the rules', () => {
    let agents = 0;
    let compared = 0;
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 1000 }), ({ count, ...given }, seed) => {
        const simulation = start({ ...given, count, wander: 0 }, seed);
        for (let step = 0; step < 4; step++) {
          agents += count;
          compared += expectOneStep(simulation, given).compared;
        }
      }),
      { numRuns: 300 },
    );
    // Rounding may decide for a few agents only: the comparison is not empty.
    expect(compared).toBeGreaterThan(0.9 * agents);
  });

  it('equals it in a crowd over many cells', () => {
    const given = { ...boidsDefaults(), width: 400, height: 300, perception: 20, personal: 8 };
    const simulation = start({ ...given, count: 1501, wander: 0 });
    simulation.step(100);
    for (let step = 0; step < 3; step++) {
      expect(expectOneStep(simulation, given).compared).toBeGreaterThan(1400);
    }
  });

  it('bears agents at exactly the same place: they do not push each other', () => {
    const simulation = start({ count: 5, wander: 0, cohesion: 0, alignment: 0, width: 100, height: 100 });
    const snapshot = simulation.snapshot();
    const agents = snapshot.state.agents as Float32Array;
    for (let i = 0; i < 5; i++) agents.set([50, 50, 1.5, 0], 4 * i);
    simulation.restore(snapshot);
    simulation.step(2);
    for (let i = 0; i < 5; i++) expect([...agentsOf(simulation).subarray(4 * i, 4 * i + 4)]).toEqual([53, 50, 1.5, 0]);
  });

  it.each([1, 2, 3, 4, 5, 1000])(
    'counts every other of %i agents once when the radius is larger than the plane',
    (count) => {
      const simulation = start({ count, width: 40, height: 90, perception: 500, sight: 360 });
      simulation.step(3);
      expect(simulation.measures().neighbours).toBe(count - 1);
    },
  );

  it('counts neighbours as all pairs do, at every width of the plane in cells', () => {
    for (const columns of [0.6, 1.5, 2.5, 3.01, 3.5, 4.5, 7]) {
      const width = 30 * columns;
      const simulation = start({ count: 300, width, height: 100, perception: 30, sight: 360 });
      const agents = agentsOf(simulation);
      let pairs = 0;
      for (let i = 0; i < agents.length; i += 4) {
        for (let j = 0; j < agents.length; j += 4) {
          const dx = agents[j] - agents[i] - width * Math.round((agents[j] - agents[i]) / width);
          const dy = agents[j + 1] - agents[i + 1] - 100 * Math.round((agents[j + 1] - agents[i + 1]) / 100);
          if (i !== j && dx * dx + dy * dy < 900) pairs++;
        }
      }
      expect(simulation.measures().neighbours).toBeCloseTo(pairs / 300, 8);
    }
  });
});

describe('boids', () => {
  it('agree on one heading when each sees all and only aligns', () => {
    const simulation = start({ count: 200, perception: 2000, sight: 360, separation: 0, cohesion: 0, wander: 0 });
    expect(simulation.measures().order).toBeLessThan(0.3);
    simulation.step(300);
    expect(simulation.measures().order).toBeGreaterThan(0.999);
  });

  it('keep their momentum when they only align in sight of all and no limit binds', () => {
    const rules = { perception: 2000, sight: 360, separation: 0, cohesion: 0, wander: 0, slowest: 0, maxForce: 100 };
    const simulation = start({ count: 100, ...rules });
    const momentum = () => {
      const agents = agentsOf(simulation);
      return [2, 3].map((column) => agents.reduce((sum, value, i) => sum + (i % 4 === column ? value : 0), 0));
    };
    const [x, y] = momentum();
    simulation.step(20);
    expect(momentum()[0]).toBeCloseTo(x, 2);
    expect(momentum()[1]).toBeCloseTo(y, 2);
  });

  it('measure order over all and agreement among neighbours', () => {
    const simulation = start({ count: 6, perception: 30, personal: 0, sight: 360 });
    const snapshot = simulation.snapshot();
    // A pair one way, a pair the other way far off, a pair at right angles, at speeds 3 and 2.
    (snapshot.state.agents as Float32Array).set([
      ...[100, 100, 3, 0, 110, 100, 2, 0],
      ...[500, 500, -3, 0, 510, 500, -3, 0],
      ...[800, 800, 3, 0, 800, 820, 0, 2],
    ]);
    simulation.restore(snapshot);
    const { order, agreement, speed, neighbours } = simulation.measures();
    expect(order).toBeCloseTo(Math.hypot(1, 1) / 6, 6);
    expect(agreement).toBeCloseTo(4 / 6, 6);
    expect(speed).toBeCloseTo(16 / 6, 6);
    expect(neighbours).toBe(1);
    expect(start({ count: 1 }).measures().agreement).toBe(0);
  });

  it('fly straight on where they see nobody', () => {
    const simulation = start({ count: 50, perception: 0, personal: 0, wander: 0 });
    const before = agentsOf(simulation).slice();
    simulation.step(100);
    const after = agentsOf(simulation);
    for (let i = 0; i < after.length; i += 4) {
      for (const c of [0, 1]) {
        expect(after[i + c + 2]).toBe(before[i + c + 2]);
        const slip = after[i + c] - (before[i + c] + 100 * before[i + c + 2]);
        expect(Math.abs(slip - 1000 * Math.round(slip / 1000))).toBeLessThan(0.02);
      }
    }
  });

  it('keep a distance when they only separate', () => {
    // 100 agents, 100 × 100 units each: all can be out of reach of each other.
    const nearest = (agents: Float32Array) => {
      let least = Infinity;
      for (let i = 0; i < agents.length; i += 4) {
        for (let j = 0; j < i; j += 4) {
          const d = [0, 1].map((c) => agents[i + c] - agents[j + c]).map((v) => v - 1000 * Math.round(v / 1000));
          least = Math.min(least, Math.hypot(...d));
        }
      }
      return least;
    };
    const simulation = start({ count: 100, personal: 60, alignment: 0.3, cohesion: 0, wander: 0, sight: 360 });
    const before = nearest(agentsOf(simulation));
    simulation.step(3000);
    expect(nearest(agentsOf(simulation))).toBeGreaterThan(Math.max(20, before));
  });

  it('keep between the speeds allowed, on the plane, whatever the rules', () => {
    fc.assert(
      fc.property(worlds, ({ count, ...given }) => {
        const simulation = start({ ...given, count, wander: 0.5 });
        simulation.step(20);
        const agents = agentsOf(simulation);
        for (let i = 0; i < agents.length; i += 4) {
          const pace = Math.hypot(agents[i + 2], agents[i + 3]);
          expect(pace).toBeLessThanOrEqual(given.speed * (1 + 1e-5));
          expect(pace).toBeGreaterThanOrEqual(given.speed * given.slowest * (1 - 1e-5));
          expect(agents[i]).toBeGreaterThanOrEqual(0);
          expect(agents[i]).toBeLessThanOrEqual(given.width);
          expect(agents[i + 1]).toBeGreaterThanOrEqual(0);
          expect(agents[i + 1]).toBeLessThanOrEqual(given.height);
        }
      }),
    );
  });

  it('do on the moved torus what they do on the torus', () => {
    // Powers of two, so that moving an agent does not round.
    const params = { count: 500, width: 512, height: 256, perception: 30 };
    const [here, there] = [start(params), start(params)];
    const snapshot = here.snapshot();
    const agents = snapshot.state.agents as Float32Array;
    for (let i = 0; i < agents.length; i += 4) {
      agents[i] = Math.round(agents[i] * 64) / 64;
      agents[i + 1] = Math.round(agents[i + 1] * 64) / 64;
    }
    here.restore(snapshot);
    for (let i = 0; i < agents.length; i += 4) {
      agents[i] = (agents[i] + 200) % 512;
      agents[i + 1] = (agents[i + 1] + 77) % 256;
    }
    there.restore(snapshot);
    here.step(3);
    there.step(3);
    const moved = agentsOf(there);
    agentsOf(here).forEach((value, i) => {
      const size = [512, 256, Infinity, Infinity][i % 4];
      const difference = Math.abs(value + [200, 77, 0, 0][i % 4] - moved[i]) % size;
      expect(Math.min(difference, size - difference)).toBeLessThan(1e-3);
    });
  });

  it('stir with what the seed says, at any grouping of steps, before and after a restore', () => {
    const simulation = start({ count: 777, wander: 0.2 }, 5);
    simulation.step(10);
    const snapshot = simulation.snapshot();
    simulation.step(7);
    simulation.step(6);
    const future = agentsOf(simulation).slice();
    simulation.restore(snapshot);
    simulation.step(13);
    expect(agentsOf(simulation)).toEqual(future);
    expect(agentsOf(simulation)).not.toEqual(agentsOf(start({ count: 777, wander: 0.2 }, 6)));
  });

  it('take every step of a count that the kernel takes in several calls', () => {
    const params = { count: 2, width: 1, height: 1, speed: 0.01, wander: 0.5 };
    const [at, oneByOne] = [start(params), start(params)];
    const steps = 2 ** 20 + 3;
    at.step(steps);
    for (let step = 0; step < steps; step++) oneByOne.step();
    expect(agentsOf(at)).toEqual(agentsOf(oneByOne));
  });

  it.each(['torus', 'walls'])(
    'refuse a snapshot with agents beyond the plane with %s, or too fast to compute',
    (boundary) => {
      const simulation = start({ count: 9, width: 50, height: 80.1, boundary });
      const before = agentsOf(simulation).slice();
      const restore = (agent: number[]) => {
        const snapshot = start({ count: 9, width: 50, height: 80.1, boundary }).snapshot();
        (snapshot.state.agents as Float32Array).set(agent, 4 * 7);
        simulation.restore(snapshot);
      };
      for (const x of [-1e9, -1e-3, 50.01, 1e9, NaN, Infinity]) {
        expect(() => restore([x, 1, 0, 2])).toThrow(
          new InputError('snapshot', `position (${Math.fround(x)}, 1) of agent 7`, 'agents on the plane'),
        );
      }
      expect(() => restore([1, 80.2, 0, 2])).toThrow('of agent 7": expected agents on the plane');
      for (const u of [NaN, -Infinity, 3e38]) {
        expect(() => restore([1, 1, u, 2])).toThrow(
          new InputError('snapshot', `velocity (${Math.fround(u)}, 2) of agent 7`, 'agents at finite speeds'),
        );
      }
      expect(agentsOf(simulation)).toEqual(before);
      for (const [x, y] of [
        [0, 0],
        [50, 80.1],
      ]) {
        restore([x, y, 1e18, -1e18]);
        simulation.step(10);
        expect(agentsOf(simulation).every(Number.isFinite)).toBe(true);
      }
    },
  );

  it.each([1e-300, 1e-40, 1e-20])('see nobody within %s', (radius) => {
    const simulation = start({ count: 50, personal: radius, perception: radius, wander: 0 });
    const before = agentsOf(simulation).filter((_, i) => i % 4 > 1);
    simulation.step(10);
    expect(agentsOf(simulation).filter((_, i) => i % 4 > 1)).toEqual(before);
  });

  it('show their memory itself', () => {
    const simulation = start({ count: 10 });
    const { data, shape, range } = simulation.field('agents');
    simulation.step();
    expect(simulation.field('agents').data).toBe(data);
    expect(shape).toEqual([10, 4]);
    expect(range?.map(([low, high]) => high - low)).toEqual([1000, 1000, 6, 6]);
  });

  it('flee from the brush, or come, across the edge of the torus too', () => {
    for (const erase of [false, true]) {
      const simulation = start({ count: 2000 });
      simulation.edit?.({ x: 0, y: 500, radius: 50, erase });
      let near = 0;
      const agents = agentsOf(simulation);
      for (let i = 0; i < agents.length; i += 4) {
        const dx = agents[i] - 1000 * Math.round(agents[i] / 1000);
        const dy = agents[i + 1] - 500;
        if (Math.hypot(dx, dy) > 49.9) continue;
        near++;
        const away = (agents[i + 2] * dx + agents[i + 3] * dy) / Math.hypot(dx, dy);
        expect(away).toBeCloseTo(erase ? -3 : 3, 4);
      }
      expect(near).toBeGreaterThan(5);
    }
  });

  it.each([
    ['count', 0, 'an integer from 1 to 200000 (agents)'],
    ['sight', 361, 'a number from 0 to 360 (degrees)'],
    ['boundary', 'wall', 'one of torus, walls; did you mean "walls"?'],
  ])('refuse %s %s', (name, value, expected) => {
    expect(() => start({ [name]: value })).toThrow(`invalid ${name} ${JSON.stringify(value)}: expected ${expected}`);
  });
});

function boidsDefaults(): Given {
  return Object.fromEntries(Object.entries(boids.params).map(([name, { default: value }]) => [name, value])) as never;
}
