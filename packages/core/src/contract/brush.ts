import type { Edit } from './system.js';

/** Calls `act` for every cell of a grid under a brush: those with their centre in its radius, and the one it points at. */
export function forBrush(
  { x, y, radius }: Edit,
  width: number,
  height: number,
  act: (x: number, y: number) => void,
): void {
  const [firstRow, lastRow] = [Math.max(0, Math.floor(y - radius)), Math.min(height - 1, Math.floor(y + radius))];
  const [firstColumn, lastColumn] = [Math.max(0, Math.floor(x - radius)), Math.min(width - 1, Math.floor(x + radius))];
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const isUnder = column === Math.floor(x) && row === Math.floor(y);
      const isNear = (column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2 <= radius ** 2;
      if (isUnder || isNear) act(column, row);
    }
  }
}
