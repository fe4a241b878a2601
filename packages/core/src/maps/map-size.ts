import type { Dataset } from '../data/dataset.js';
import { principalComponents } from '../data/principal-components.js';
import type { GridShape } from './grid.js';

/** A map longer than this many times its width folds more than it tells. */
const LONGEST = 4;

/**
 * Columns and rows for those who give none: some 5 √n units (Vesanto & Alhoniemi 2000, doi:10.1109/72.846731), the
 * sides as the deviations along the first two principal components; a chain for data of one column.
 * @param few some of the samples, without missing values
 * @param rows how many samples there are
 */
export function suggestedSize(
  few: Dataset,
  rows: number,
  shape: Partial<GridShape>,
): { columns: number; rows: number } {
  const units = Math.max(1, Math.round((5 * Math.sqrt(rows)) / (shape.layers ?? 1)));
  if (shape.rows !== undefined) return { columns: Math.max(1, Math.round(units / shape.rows)), rows: shape.rows };
  if (few.columns === 1) return { columns: units, rows: 1 };
  const [first, second] = principalComponents(few, 2).deviations;
  const ratio = second > 0 ? Math.min(LONGEST, first / second) : LONGEST;
  // Rows of hexagons are closer to one another.
  const spacing = shape.lattice === 'hexagonal' ? Math.sqrt(0.75) : 1;
  const columns = Math.max(1, Math.round(Math.sqrt(units * ratio * spacing)));
  const high = Math.max(1, Math.round(units / columns));
  const isEven = shape.lattice === 'hexagonal' && shape.surface === 'torus';
  return { columns, rows: isEven ? 2 * Math.ceil(high / 2) : high };
}
