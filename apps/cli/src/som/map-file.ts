import { type Dataset, data, InputError, maps } from '@selforg/core';
import { readBytes } from '../files.js';

/** What a map was made of, beside its units: kept in the same file, where a library reads over it. */
export interface MapContext {
  /** Names of the columns. */
  readonly names?: readonly string[];
  readonly classes?: readonly string[];
  /** Set where the data were standardized: what brings other data to the same scale. */
  readonly scores?: data.ColumnScores;
}

/** Samples as the map takes them. */
export const scaled = (set: Dataset, { scores }: MapContext): Dataset => (scores ? data.standardize(set, scores) : set);

export function formatMap(map: maps.Som, { names, classes, scores }: MapContext): string {
  const { weights, ...rest } = map.toJSON();
  return JSON.stringify({
    ...rest,
    ...(names && { names }),
    ...(classes && { classes }),
    ...(scores && { scores: { means: [...scores.means], deviations: [...scores.deviations] } }),
    weights,
  });
}

/** @throws InputError for a file that holds no map */
export function readMap(path: string): { readonly map: maps.Som; readonly context: MapContext } {
  const text = readBytes('MAP', path).toString('utf8');
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError('MAP', path, 'a map.json that selforg som fit wrote');
  }
  try {
    const map = maps.Som.fromJSON(json);
    const { names, classes, scores } = json as { names?: unknown; classes?: unknown; scores?: Record<string, unknown> };
    return {
      map,
      context: {
        ...(areTexts(names) && { names }),
        ...(areTexts(classes) && { classes }),
        ...(scores && {
          scores: {
            means: numbers('means', scores.means, map.dimensions),
            deviations: numbers('deviations', scores.deviations, map.dimensions),
          },
        }),
      },
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.field} of ${JSON.stringify(path)}`, error.value, error.expected);
  }
}

const areTexts = (list: unknown): list is string[] =>
  Array.isArray(list) && list.every((text) => typeof text === 'string');

function numbers(name: string, list: unknown, count: number): Float64Array {
  if (Array.isArray(list) && list.length === count && list.every(Number.isFinite)) return Float64Array.from(list);
  throw new InputError(`map ${name}`, Array.isArray(list) ? `${list.length} values` : list, `${count} numbers`);
}
