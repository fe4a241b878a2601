import { InputError } from '../contract/errors.js';
import type { LatticeEngine } from '../lattice/engine.js';
import { isStrobing } from '../rules/block.js';
import type { BlockRule, Rule } from '../rules/rule.js';
import { type Examined, examine } from './examine.js';
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
 * The engine holds the pattern, on the plane without end, and is left in a later generation. What is called settled is
 * so for ever: every part was followed through its period, parts that stay near each other until all their phases have
 * met (or for 4096 generations), and no other two will come near each other.
 * @throws InputError for a rule of several states, of a larger neighbourhood, or with births on 0 neighbours
 */
export function identify(engine: LatticeEngine, of: Rule, options: IdentifyOptions = {}): Identification {
  const rule = checkObjectRule(of);
  const { patience = 50_000, longestPeriod = 1024, exact = true } = options;
  const populations = [Number(engine.population())];
  const { mostCells = Math.max(100_000, 4 * populations[0]) } = options;
  const start = exact ? engine.save() : undefined;
  for (let attempt = 0, effort = 0, next = 0; ; attempt++) {
    const moment = untilQuiet(engine, populations, { next, patience, mostCells });
    const { generation, growth, isLast } = moment;
    const reach = isLast ? LAST_REACH : Math.min(LAST_REACH, FIRST_REACH * 2 ** effort);
    const longest = isLast ? longestPeriod : Math.min(longestPeriod, moment.repetition * STRIDE * 2 ** effort);
    const found = takeApart(engine, rule, { mostCells, longest, reach });
    if (found.isSettled) {
      const outcome = { ...found, generation, populations };
      const settled = start ? settledAt(engine, start, outcome) : generation;
      return { generation: settled, isSettled: true, objects: objectsOf(outcome, rule, settled), others: 0 };
    }
    if (isLast) {
      const objects = objectsOf({ ...found, generation }, rule, generation);
      return { generation, isSettled: false, objects, others: found.others, ...(growth && { growth }) };
    }
    if (found.others > 0) effort++;
    next = generation + STRIDE * 2 ** attempt;
  }
}

/** When a pattern is worth a closer look. */
interface Moment {
  readonly generation: number;
  /** Notes after which the populations come again. */
  readonly repetition: number;
  readonly growth: number | undefined;
  /** Whether it is no use to wait any longer. */
  readonly isLast: boolean;
}

interface Waiting {
  /** No moment before this generation. */
  readonly next: number;
  readonly patience: number;
  readonly mostCells: number;
}

/** Goes on until the populations, which are noted on the way, come again. */
function untilQuiet(engine: LatticeEngine, populations: number[], { next, patience, mostCells }: Waiting): Moment {
  for (;;) {
    engine.step(STRIDE);
    const population = Number(engine.population());
    populations.push(population);
    const generation = STRIDE * (populations.length - 1);
    const growth = growthOf(populations);
    const isLast = generation >= patience || population > mostCells || growth !== undefined;
    const repetition = generation < next ? undefined : repetitionOf(populations);
    if (isLast || repetition !== undefined) return { generation, repetition: repetition ?? 1, growth, isLast };
  }
}

function takeApart(
  engine: LatticeEngine,
  rule: BlockRule,
  { mostCells, longest, reach }: { mostCells: number; longest: number; reach: number },
): Examined & Pick<Outcome, 'origin'> {
  const population = Number(engine.population());
  if (population > mostCells) return { isSettled: false, placed: [], others: population, origin: [0n, 0n] };
  const { runs, origin = [0n, 0n] } = engine.pattern();
  return { ...examine(runs, rule, { longest, farthest: reach }), origin };
}

function objectsOf(
  { generation, origin, placed }: Omit<Outcome, 'populations'>,
  rule: BlockRule,
  at: number,
): LatticeObject[] {
  const objects = placed.map((part) => objectOf(part, rule, { origin, age: at - generation }));
  return objects.sort((a, b) => Number(a.y - b.y) || Number(a.x - b.x));
}

/**
 * The rule, if it is one whose objects can be told apart.
 * @throws InputError for a rule of several states, of a larger neighbourhood, or with births on 0 neighbours
 */
export function checkObjectRule(rule: Rule): BlockRule {
  if (rule.kind === 'block' && rule.states === 2 && !isStrobing(rule)) return rule;
  throw new InputError('rule', rule.name, 'a rule of two states on the nearest cells, without births on 0 neighbours');
}
