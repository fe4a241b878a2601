import { InputError } from '../contract/errors.js';
import type { LatticeEngine } from '../lattice/engine.js';
import { isStrobing } from '../rules/block.js';
import type { BlockRule, Rule } from '../rules/rule.js';
import { examine } from './examine.js';
import { type LatticeObject, objectOf } from './object.js';
import { growthOf, repetitionOf, STRIDE } from './populations.js';
import { type Outcome, settledAt } from './settled-at.js';

/** What a pattern settled into. */
export interface Identification {
  /** The generation that places, populations and cells are of. Where it is exact, all settled in this one and not before. */
  readonly generation: number;
  /** Whether nothing is left but objects that never meet; `objects` else holds those that could be told apart. */
  readonly isSettled: boolean;
  /** By place: from top to bottom, then left to right. */
  readonly objects: readonly LatticeObject[];
  /** Live cells that belong to none of them. */
  readonly others: number;
  /** Cells a generation by which it grows, where it was given up because it does so on and on. */
  readonly growth?: number;
}

export interface IdentifyOptions {
  /** Generations to wait for it to settle, default 50 000. */
  readonly patience?: number;
  /** Longest period of an object, default 1024. */
  readonly longestPeriod?: number;
  /** Live cells beyond which it is given up, default 100 000 or four times those at the beginning. */
  readonly mostCells?: number;
  /** Whether to run it a second time, to find the very generation in which it settled; default true. */
  readonly exact?: boolean;
}

/** How far from a part others are tried as what keeps it alive: at first, and at most. */
const FIRST_REACH = 16;
const LAST_REACH = 512;

/**
 * Runs a pattern until nothing new can happen, and tells apart what is left: still lifes, oscillators and spaceships,
 * even where they touch without minding each other.
 *
 * The engine holds the pattern, on the plane without end, and is left in a later generation. That all is settled is
 * certain: every part was followed through its period, and no two ever come near each other again.
 * @throws InputError for a rule of several states, of a larger neighbourhood, or with births on 0 neighbours
 */
export function identify(engine: LatticeEngine, rule: Rule, options: IdentifyOptions = {}): Identification {
  checkRule(rule);
  const { patience = 50_000, longestPeriod = 1024, exact = true } = options;
  const populations = [Number(engine.population())];
  const { mostCells = Math.max(100_000, 4 * populations[0]) } = options;
  const start = exact ? engine.save() : undefined;
  let effort = 0;
  for (let generation = 0, next = 0, pause = STRIDE; ; ) {
    engine.step(STRIDE);
    generation += STRIDE;
    const population = Number(engine.population());
    populations.push(population);
    const growth = growthOf(populations);
    const isLast = generation >= patience || population > mostCells || growth !== undefined;
    const repetition = generation < next ? undefined : repetitionOf(populations);
    if (repetition === undefined && !isLast) continue;

    const { runs, origin = [0n, 0n] } = population > mostCells ? EMPTY : engine.pattern();
    const longest = isLast ? longestPeriod : Math.min(longestPeriod, STRIDE * (repetition ?? 1) * 2 ** effort);
    const farthest = isLast ? LAST_REACH : Math.min(LAST_REACH, FIRST_REACH * 2 ** effort);
    const { isSettled, placed, others } = examine(runs, rule, { longest, farthest });
    if (isSettled && population <= mostCells) {
      const outcome: Outcome = { generation, origin, placed, populations };
      const settled = start ? settledAt(engine, start, outcome) : generation;
      return { generation: settled, isSettled, objects: objectsOf(outcome, rule, settled), others: 0 };
    }
    if (isLast) {
      const objects = objectsOf({ generation, origin, placed }, rule, generation);
      const known = objects.reduce((sum, object) => sum + object.population, 0);
      return { generation, isSettled: false, objects, others: population - known, ...(growth && { growth }) };
    }
    if (others > 0) effort++;
    next = generation + pause;
    pause *= 2;
  }
}

const EMPTY = { runs: new Int32Array(0), origin: undefined } as const;

function objectsOf(
  { generation, origin, placed }: Omit<Outcome, 'populations'>,
  rule: BlockRule,
  at: number,
): LatticeObject[] {
  const objects = placed.map((part) => objectOf(part, rule, { origin, age: at - generation }));
  return objects.sort((a, b) => Number(a.y - b.y) || Number(a.x - b.x));
}

function checkRule(rule: Rule): asserts rule is BlockRule {
  if (rule.kind !== 'block' || rule.states > 2 || isStrobing(rule)) {
    throw new InputError(
      'rule',
      rule.name,
      'a rule of two states on neighbours that touch, without births on 0 neighbours',
    );
  }
}
