import type { LatticeEngine } from '../lattice/engine.js';
import type { BlockRule } from '../rules/rule.js';
import { codeOf } from './canonical-code.js';
import { boxOf, type Cells, cellsOf } from './cells.js';
import { mayMeet } from './collision.js';
import { type LifeCycle, lifeCycle } from './life-cycle.js';
import { nameOf } from './names.js';
import { separate } from './separate.js';

/** A still life, an oscillator or a spaceship among what a pattern settled into. */
export interface LatticeObject {
  readonly kind: 'still life' | 'oscillator' | 'spaceship';
  /** Its apgcode: `xs4_33` is a block, `xp2_7` a blinker, `xq4_153` a glider. */
  readonly code: string;
  /** What people call it, where the library knows. */
  readonly name?: string;
  readonly period: number;
  /** Cells that it moves in a period, right and down. */
  readonly dx: number;
  readonly dy: number;
  /** Live cells in the phase that it was found in. */
  readonly population: number;
  /** Its corner. */
  readonly x: number;
  readonly y: number;
}

export interface Identification {
  /** The generation in which it was found settled: nothing is left but objects that never meet again. */
  readonly generation: number;
  /** False where it did not settle within the generations given; `objects` then holds those that could be told apart. */
  readonly isSettled: boolean;
  readonly objects: readonly LatticeObject[];
  /** Live cells that belong to no object. */
  readonly others: number;
}

export interface IdentifyOptions {
  /** Generations to wait for it to settle. */
  readonly patience?: number;
  /** The longest period that is looked for. */
  readonly longestPeriod?: number;
}

/** Populations must repeat for so long before a pattern is looked at closely: a multiple of most small periods. */
const WATCH = 60;
/** More cells than this are not looked at. */
const MOST_CELLS = 200_000;

/**
 * Runs a pattern until nothing new happens, and names what is left. The engine must be on the plane without end and
 * hold the pattern; it is left in the generation that is reported.
 *
 * Settled means: every part that lives by itself comes again within `longestPeriod`, and no two are on their way to
 * each other.
 */
export function identify(
  engine: LatticeEngine,
  rule: BlockRule,
  { patience = 50_000, longestPeriod = 1024 }: IdentifyOptions = {},
): Identification {
  let generation = 0;
  let pause = WATCH;
  for (;;) {
    const isQuiet = repeats(engine);
    generation += 2 * WATCH;
    const isLast = generation >= patience;
    if (isQuiet || isLast) {
      const found = parts(engine, rule, longestPeriod);
      if (found?.isSettled || isLast) return { generation, isSettled: false, objects: [], others: 0, ...found };
      engine.step(pause);
      generation += pause;
      pause *= 2;
    }
  }
}

/** Whether the population does for {@link WATCH} generations what it did for as many before. */
function repeats(engine: LatticeEngine): boolean {
  const populations = Array.from({ length: 2 * WATCH }, () => {
    engine.step(1);
    return engine.population();
  });
  return populations.every((population, i) => i < WATCH || population === populations[i - WATCH]);
}

function parts(
  engine: LatticeEngine,
  rule: BlockRule,
  longest: number,
): Omit<Identification, 'generation'> | undefined {
  if (engine.population() > MOST_CELLS) return undefined;
  const cells = cellsOf(shifted(engine));
  let cycles = cyclesOf(cells, rule, { longest, watched: WATCH });
  const slowest = Math.max(0, ...cycles.map((cycle) => cycle.life?.period ?? 0));
  // Parts that have nothing to do with each other for a while may yet in a longer period.
  if (slowest > WATCH) cycles = cyclesOf(cells, rule, { longest, watched: slowest });
  const lives = cycles.flatMap(({ life }) => life ?? []);
  const others = cycles.reduce((sum, { part, life }) => sum + (life ? 0 : part.size), 0);
  const isSettled =
    others === 0 && !lives.some((a, i) => isOnTheMove(a) && lives.some((b, j) => i !== j && mayMeet(a, b)));
  return { isSettled, objects: lives.map((life) => objectOf(life, rule)), others };
}

const isOnTheMove = ({ dx, dy }: LifeCycle): boolean => dx !== 0 || dy !== 0;

/** The engine's cells, by numbers: what has flown farther than those reach is left out by {@link cellsOf}'s callers. */
function shifted(engine: LatticeEngine) {
  return engine.pattern(MOST_CELLS);
}

function cyclesOf(cells: Cells, rule: BlockRule, { longest, watched }: { longest: number; watched: number }) {
  return separate(cells, rule, watched).map((part) => ({ part, life: lifeCycle(part, rule, { longest }) }));
}

function objectOf(life: LifeCycle, rule: BlockRule): LatticeObject {
  const { period, dx, dy, phases } = life;
  const code = codeOf(life);
  const name = nameOf(code, rule.name);
  const { left, top } = boxOf(phases[0]);
  const kind = isOnTheMove(life) ? 'spaceship' : period === 1 ? 'still life' : 'oscillator';
  return {
    kind,
    code,
    ...(name === undefined ? {} : { name }),
    period,
    dx,
    dy,
    population: phases[0].size,
    x: left,
    y: top,
  };
}
