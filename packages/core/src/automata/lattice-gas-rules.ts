// What happens where particles meet. A node is seven bits: particles by direction (0 to 5, opposite ones three apart) and
// one at rest (bit 6). A rule is two tables of 128 nodes, of which a coin picks one; both keep mass and momentum.

export const GAS_MODELS = ['hpp', 'fhp-1', 'fhp-2', 'fhp-3'] as const;
export type GasModel = (typeof GAS_MODELS)[number];

export const REST = 64;
const NODES = 128;
const HALF_SQRT3 = Math.sqrt(3) / 2;

/** Unit vectors of the six directions, y down as in a picture. */
export const HEXAGONAL: readonly (readonly [number, number])[] = [
  [1, 0],
  [0.5, -HALF_SQRT3],
  [-0.5, -HALF_SQRT3],
  [-1, 0],
  [-0.5, HALF_SQRT3],
  [0.5, HALF_SQRT3],
];
/** The same for four directions; 2 and 5 are not used. */
export const SQUARE: readonly (readonly [number, number])[] = [
  [1, 0],
  [0, -1],
  [0, 0],
  [-1, 0],
  [0, 1],
  [0, 0],
];

export const particles = (node: number): number => [1, 2, 4, 8, 16, 32, 64].filter((bit) => node & bit).length;

/** A node's directions turned by `turns` sixths of a circle. */
function turned(node: number, turns: number): number {
  const moving = node & 63;
  const k = ((turns % 6) + 6) % 6;
  return (((moving << k) | (moving >> (6 - k))) & 63) | (node & REST);
}

/** The two tables of a model, for the two faces of the coin. */
export function collisionTables(model: GasModel): readonly [Uint8Array, Uint8Array] {
  const cycles = { hpp: hppCycles, 'fhp-1': fhp1Cycles, 'fhp-2': fhp2Cycles, 'fhp-3': fhp3Cycles }[model]();
  const [heads, tails] = [0, 1].map(() => Uint8Array.from({ length: NODES }, (_, node) => node));
  for (const cycle of cycles) {
    for (const [i, node] of cycle.entries()) {
      const next = cycle[(i + 1) % cycle.length];
      heads[node] = next;
      tails[next] = node;
    }
  }
  return [heads, tails];
}

/** Hardy, Pomeau & de Pazzis 1973: two head on, alone, leave at right angles. */
const hppCycles = (): number[][] => [[0b001001, 0b010010]];

/** Frisch, Hasslacher & Pomeau 1986: two head on turn by 60° either way; three at 120° turn by 60°. */
const fhp1Cycles = (): number[][] => [
  [0b001001, 0b010010, 0b100100],
  [0b010101, 0b101010],
];

/** The same beside a particle at rest, too; and a moving one that meets one at rest sends both off at ±60°. */
const fhp2Cycles = (): number[][] => [
  ...fhp1Cycles(),
  ...fhp1Cycles().map((cycle) => cycle.map((node) => node | REST)),
  ...[0, 1, 2, 3, 4, 5].map((i) => [REST | (1 << i), turned(0b100010, i)]),
];

/**
 * Saturated: every node that shares mass and momentum with others becomes one of them. Such a class of three is gone
 * round; where the momentum is zero, nodes with and without the particle at rest go round apart, so that the rule is
 * the same in all six directions.
 */
function fhp3Cycles(): number[][] {
  const classes = new Map<string, number[]>();
  for (let node = 0; node < NODES; node++) {
    const [x, y] = hexagonalMomentum(node);
    const key = [particles(node), x, y, x === 0 && y === 0 ? node & REST : ''].join();
    classes.set(key, [...(classes.get(key) ?? []), node]);
  }
  return [...classes.values()].filter((nodes) => nodes.length > 1).map(inCanonicalOrder);
}

/** Momentum in whole numbers: twice its x, and its y in units of half the square root of 3. */
function hexagonalMomentum(node: number): readonly [number, number] {
  const sum = (values: readonly number[]) => values.reduce((total, value, i) => total + ((node >> i) & 1) * value, 0);
  return [sum([2, 1, -1, -2, -1, 1]), sum([0, -1, -1, 0, 1, 1])];
}

/** The order that the class would have after the turn that makes its sorted list least: equal for classes turned alike. */
function inCanonicalOrder(nodes: readonly number[]): number[] {
  const views = [0, 1, 2, 3, 4, 5].map((turns) => ({
    turns,
    sorted: nodes.map((node) => turned(node, turns)).sort((a, b) => a - b),
  }));
  const [{ turns, sorted }] = views.sort((a, b) => (a.sorted.join() < b.sorted.join() ? -1 : 1));
  return sorted.map((node) => turned(node, -turns));
}
