import { describe, expect, it } from 'vitest';
import type { RockPaperScissorsKernel } from '../src/automata/rock-paper-scissors.js';
import { rockPaperScissorsWasm } from '../src/kernels/generated/rock-paper-scissors.js';
import { instantiate } from '../src/kernels/kernel.js';
import { createRandom } from '../src/random/random.js';
import { createSimulation } from '../src/recipe.js';

const start = (params: Record<string, number> = {}, seed = 1) =>
  createSimulation({ system: 'rock-paper-scissors', params, seed });
type Run = ReturnType<typeof start>;

function cellsOf(simulation: Run): number[] {
  const { data, shape, stride } = simulation.field('cells');
  return Array.from(
    { length: shape[0] * shape[1] },
    (_, i) => data[Math.floor(i / shape[1]) * stride[0] + (i % shape[1])],
  );
}

describe('rock-paper-scissors', () => {
  it('reacts as the slow version does, event by event', () => {
    const [width, height, mobility] = [13, 9, 0.01];
    const simulation = start({ width, height, mobility, selection: 1, reproduction: 2 }, 4);
    const stream = createRandom(4).stream('events');
    const key = (BigInt(stream.bits()) << 32n) | BigInt(stream.bits());
    const { draw } = instantiate<RockPaperScissorsKernel>(rockPaperScissorsWasm);
    const cells = cellsOf(simulation);
    const places = width * height;
    const all = 3 + (mobility * places) / 2;
    for (let event = 0; event < 40 * places; event++) {
      const bits = BigInt.asUintN(64, draw(key, event));
      const cell = Number(((bits >> 32n) * BigInt(places)) >> 32n);
      const [dx, dy] = [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ][Number(bits & 3n)];
      const x = ((cell % width) + dx + width) % width;
      const y = (Math.floor(cell / width) + dy + height) % height;
      const other = y * width + x;
      const [a, b] = [cells[cell], cells[other]];
      const chance = Number((bits >> 2n) & (2n ** 30n - 1n)) / 2 ** 30;
      const prey = (species: number) => (species === 3 ? 1 : species + 1);
      if (chance < 1 / all) {
        if (a > 0 && b > 0 && prey(a) === b) cells[other] = 0;
        if (a > 0 && b > 0 && prey(b) === a) cells[cell] = 0;
      } else if (chance < 3 / all) {
        if (a === 0) cells[cell] = b;
        if (b === 0) cells[other] = a;
      } else [cells[cell], cells[other]] = [b, a];
    }
    simulation.step(40);
    expect(cellsOf(simulation)).toEqual(cells);
  });

  it('movement alone keeps how many there are of each', () => {
    const simulation = start({ width: 50, height: 40, selection: 0, reproduction: 0, mobility: 0.001 });
    const before = simulation.measures();
    const cells = cellsOf(simulation);
    simulation.step(20);
    expect(simulation.measures()).toEqual(before);
    expect(cellsOf(simulation)).not.toEqual(cells);
    const still = start({ width: 50, height: 40, selection: 0, reproduction: 0, mobility: 0 });
    const frozen = cellsOf(still);
    still.step(20);
    expect(cellsOf(still)).toEqual(frozen);
  });

  it('selection alone never adds, reproduction alone never removes', () => {
    const hunted = start({ width: 60, height: 60, reproduction: 0, mobility: 0 });
    const grown = start({ width: 60, height: 60, selection: 0, mobility: 0 });
    let [more, less] = [hunted, grown].map((run) => Number(run.measures().vacant));
    for (let n = 0; n < 10; n++) {
      hunted.step();
      grown.step();
      expect(hunted.measures().vacant).toBeGreaterThanOrEqual(more);
      expect(grown.measures().vacant).toBeLessThanOrEqual(less);
      [more, less] = [hunted, grown].map((run) => Number(run.measures().vacant));
    }
    expect(less).toBe(0);
  });

  it('three species live on at low mobility, one at high (Reichenbach, Mobilia & Frey 2007)', () => {
    // Critical is 4.5 · 10⁻⁴. A step is one event a place, of which a share 2 / (2 + M N / 2) is of the game itself.
    const left = (mobility: number, seed: number) => {
      const simulation = start({ width: 50, height: 50, mobility }, seed);
      simulation.step(Math.round(2500 * (1 + (mobility * 2500) / 4)));
      return simulation.measures().species;
    };
    expect([1, 2, 3].map((seed) => left(0.00003, seed))).toEqual([3, 3, 3]);
    for (const seed of [1, 2, 3]) expect(left(0.008, seed)).toBe(1);
  });

  it('patches grow with mobility', () => {
    const [small, large] = [0.000001, 0.0001].map((mobility) => correlationLength(mobility));
    expect(large).toBeGreaterThan(1.3 * small);
  });
});

/** Distance at which the chance that two places hold the same species, beyond what chance gives, has halved. */
function correlationLength(mobility: number): number {
  const side = 120;
  const simulation = start({ width: side, height: side, mobility });
  simulation.step(600);
  const cells = cellsOf(simulation);
  const same = (distance: number) => {
    const pairs = cells.filter((cell, i) => {
      const x = ((i % side) + distance) % side;
      return cell > 0 && cells[Math.floor(i / side) * side + x] === cell;
    });
    return pairs.length / cells.length;
  };
  const { rock, paper, scissors } = simulation.measures();
  const chance = Number(rock) ** 2 + Number(paper) ** 2 + Number(scissors) ** 2;
  const half = (same(0) - chance) / 2;
  let distance = 1;
  while (same(distance) - chance > half) distance++;
  return distance;
}
