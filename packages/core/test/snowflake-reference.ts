/** Water of the cells of a hexagon by their axial coordinates, in whole numbers of 1 / 2²⁶. */
export type Water = ReadonlyMap<string, number>;

export const UNIT = 2 ** 26;
const AROUND = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, -1],
  [-1, 1],
];

export interface Growth {
  readonly radius: number;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

export function cellsOf(radius: number): [number, number][] {
  const cells: [number, number][] = [];
  for (let x = -radius; x <= radius; x++) {
    for (let y = -radius; y <= radius; y++) if (Math.abs(x + y) <= radius) cells.push([x, y]);
  }
  return cells;
}

/** The obvious slow version of Reiter's step: what lies outside the hexagon is vapour beta. */
export function referenceStep(water: Water, { radius, alpha, beta, gamma }: Growth): Water {
  const outside = Math.round(beta * UNIT);
  const at = (x: number, y: number) => water.get(`${x},${y}`) ?? outside;
  const isIce = (x: number, y: number) => at(x, y) >= UNIT;
  const isReceptive = (x: number, y: number) => isIce(x, y) || AROUND.some(([dx, dy]) => isIce(x + dx, y + dy));
  const free = (x: number, y: number) => (isReceptive(x, y) ? 0 : at(x, y));
  const next = new Map<string, number>();
  for (const [x, y] of cellsOf(radius)) {
    const sum = AROUND.reduce((total, [dx, dy]) => total + free(x + dx, y + dy), 0);
    const change = roundToEven((sum - 6 * free(x, y)) * (alpha / 12));
    const gain = isReceptive(x, y) ? Math.round(gamma * UNIT) : 0;
    next.set(`${x},${y}`, Math.min(at(x, y) + change + gain, 30 * UNIT));
  }
  return next;
}

/** The nearest whole number, ties to the even one. */
function roundToEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  if (rest !== 0.5) return rest < 0.5 ? low : low + 1;
  return low % 2 === 0 ? low : low + 1;
}
