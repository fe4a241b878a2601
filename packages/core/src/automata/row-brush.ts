import type { Edit } from '../contract/system.js';

/** First and one past the last column under a brush, however high it is; the one it points at is always under it. */
export function columnsUnder({ x, radius }: Edit, width: number): readonly [from: number, to: number] {
  const from = Math.min(Math.ceil(x - radius - 0.5), Math.floor(x));
  const to = Math.max(Math.floor(x + radius - 0.5), Math.floor(x)) + 1;
  return [Math.min(width, Math.max(0, from)), Math.min(width, Math.max(0, to))];
}
