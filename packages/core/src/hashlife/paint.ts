import { InputError } from '../contract/errors.js';
import { MAX_LEVEL, type Universe } from './universe.js';

/** A square with its level. */
export interface Square {
  readonly node: number;
  readonly level: number;
}

/**
 * The universe with one cell changed.
 * @throws InputError for a cell beyond the largest square
 */
export function painted(universe: Universe, { node, level }: Square, [x, y]: [bigint, bigint], state: number): Square {
  const covers = () => [x, y].every((at) => at >= -(1n << BigInt(level - 1)) && at < 1n << BigInt(level - 1));
  while (!covers()) {
    if (level === MAX_LEVEL) throw new InputError('cell', `${x}, ${y}`, `coordinates within ±2^${MAX_LEVEL - 1}`);
    node = universe.raise(node, level++);
  }
  const half = 1n << BigInt(level - 1);
  return { node: changed(universe, { node, level }, [x + half, y + half], state), level };
}

/** The square with the cell at (x, y), counted from its corner, changed. */
function changed(universe: Universe, { node, level }: Square, [x, y]: [bigint, bigint], state: number): number {
  const at = node >>> 2;
  const cells = universe.words.slice(at, at + 4);
  if (level === universe.leafLevel) {
    setCell(cells, level, [Number(x), Number(y)], state);
    return universe.kernel.leafOf(cells[0], cells[1], cells[2], cells[3]);
  }
  const side = 1n << BigInt(level - 1);
  const quarter = (x >= side ? 1 : 0) + (y >= side ? 2 : 0);
  cells[quarter] = changed(universe, { node: cells[quarter], level: level - 1 }, [x % side, y % side], state);
  return universe.kernel.node(cells[0], cells[1], cells[2], cells[3]);
}

function setCell(cells: Uint32Array, level: number, [x, y]: [number, number], state: number): void {
  const [word, shift, mask] = level === 3 ? [y >> 2, 8 * (y & 3) + x, 1] : [y, 8 * x, 255];
  cells[word] = (cells[word] & ~(mask << shift)) | (state << shift);
}
