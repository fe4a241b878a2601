import type { RuleTree } from '../rules/rule-tree.js';

/** How `assembly/rule-table.ts` is to run a rule: the quickest form that the rule allows. */
export type TablePlan = {
  readonly states: number;
  readonly neighbours: 4 | 8;
  /** Next state of an empty cell among empty ones. */
  readonly rest: number;
} & (
  | {
      /** Neighbours count only by the sum of their weights: of 16 states at most, and sums up to 255. */
      readonly kind: 'sums';
      readonly weights: Uint8Array;
      /** Next states at 256 · state + sum. */
      readonly table: Uint8Array;
      readonly largest: number;
    }
  /** All next states, the inputs read as digits of a number. */
  | { readonly kind: 'flat'; readonly table: Uint8Array }
  /** `parts` of the table that differ, and by the first inputs which one to look in. */
  | { readonly kind: 'split'; readonly heads: Uint32Array; readonly parts: Uint8Array; readonly partSize: number }
  | { readonly kind: 'tree'; readonly nodes: Int32Array; readonly root: number }
);

/** The inputs' numbers are held in 16 bits, and the tables should stay in the caches. */
const LARGEST_INDEX = 65536;
const LARGEST_PARTS = 2 ** 24;

/** Chooses the form to run a rule tree in. */
export function planTable(tree: RuleTree): TablePlan {
  const { states, neighbours } = tree;
  const levels = canonicalLevels(tree);
  const rest = levels.reduce((node, level) => level[node * states], 0);
  const common = { states, neighbours, rest };
  const sums = planSums(levels, states);
  if (sums) return { ...common, ...sums };
  if (states ** (neighbours + 1) <= LARGEST_INDEX) {
    return { ...common, kind: 'flat', table: Uint8Array.from(reached(levels, states, [0])) };
  }
  const first = neighbours === 8 ? 5 : 3;
  const partSize = states ** (neighbours + 1 - first);
  const differing = levels[first].length / states;
  if (states ** first <= LARGEST_INDEX && partSize * differing <= LARGEST_PARTS) {
    const heads = Uint32Array.from(reached(levels.slice(0, first), states, [0]));
    const all = Array.from({ length: differing }, (_, node) => node);
    return {
      ...common,
      kind: 'split',
      heads,
      parts: Uint8Array.from(reached(levels.slice(first), states, all)),
      partSize,
    };
  }
  return { ...common, kind: 'tree', nodes: tree.nodes, root: tree.root };
}

/** Nodes of one depth: `states` entries each, which number the nodes one deeper, or on the last level are next states. */
type Level = Int32Array;

/** The tree level by level from the root on, nodes that decide alike stored once. */
function canonicalLevels({ nodes, root, states, neighbours }: RuleTree): Level[] {
  const levels = Array.from({ length: neighbours + 1 }, () => ({
    known: new Map<number, number>(),
    ids: new Map<string, number>(),
    children: [] as number[],
  }));

  function idOf(at: number, depth: number): number {
    const level = levels[depth];
    const known = level.known.get(at);
    if (known !== undefined) return known;
    const entries = Array.from(nodes.subarray(at, at + states));
    const children = depth === neighbours ? entries : entries.map((entry) => idOf(entry, depth + 1));
    const key = children.join();
    const id = level.ids.get(key) ?? level.ids.size;
    if (id === level.ids.size) {
      level.ids.set(key, id);
      level.children.push(...children);
    }
    level.known.set(at, id);
    return id;
  }

  idOf(root, 0);
  return levels.map(({ children }) => Int32Array.from(children));
}

/** What each of `start` nodes leads to through all levels, in the order of the inputs. */
function reached(levels: readonly Level[], states: number, start: readonly number[]): ArrayLike<number> {
  let at: ArrayLike<number> = start;
  for (const level of levels) {
    const next = new Int32Array(at.length * states);
    for (let i = 0; i < at.length; i++) {
      next.set(level.subarray(at[i] * states, (at[i] + 1) * states), i * states);
    }
    at = next;
  }
  return at;
}

/** A form by sums, where the order of the neighbours has no say and their states fall into few classes. */
function planSums(levels: readonly Level[], states: number) {
  const neighbours = levels.length - 1;
  if (states > 16 || !isSymmetric(levels, states)) return undefined;
  const classes = classesOf(levels.slice(0, neighbours), states);
  const count = Math.max(...classes) + 1;
  const weightOf = (group: number): number => (group === 0 ? 0 : (neighbours + 1) ** (group - 1));
  const largest = neighbours * weightOf(count - 1);
  if (largest > 255) return undefined;
  const table = new Uint8Array(256 * 16);

  /** Goes through all multisets of classes. */
  function fill(depth: number, node: number, sum: number, from: number): void {
    if (depth === neighbours) {
      for (let state = 0; state < states; state++) table[256 * state + sum] = levels[depth][node * states + state];
      return;
    }
    for (let group = from; group < count; group++) {
      fill(depth + 1, levels[depth][node * states + classes.indexOf(group)], sum + weightOf(group), group);
    }
  }

  fill(0, 0, 0, 0);
  return { kind: 'sums' as const, weights: Uint8Array.from(classes, weightOf), table, largest };
}

/** Whether neighbours may trade places: every two that are asked for one after the other. */
function isSymmetric(levels: readonly Level[], states: number): boolean {
  return levels.slice(0, -2).every((level, depth) => {
    const deeper = levels[depth + 1];
    for (let node = 0; node < level.length; node += states) {
      for (let a = 0; a < states; a++) {
        for (let b = 0; b < a; b++) {
          if (deeper[level[node + a] * states + b] !== deeper[level[node + b] * states + a]) return false;
        }
      }
    }
    return true;
  });
}

/** Numbers the states from 0 on so that those between which no cell tells its neighbours apart have the same. */
function classesOf(levels: readonly Level[], states: number): number[] {
  const alike = (a: number, b: number): boolean =>
    levels.every((level) => {
      for (let node = 0; node < level.length; node += states) if (level[node + a] !== level[node + b]) return false;
      return true;
    });
  const classes: number[] = [];
  for (let state = 0; state < states; state++) {
    const like = classes.findIndex((_, earlier) => alike(earlier, state));
    classes.push(like < 0 ? Math.max(-1, ...classes) + 1 : classes[like]);
  }
  return classes;
}
