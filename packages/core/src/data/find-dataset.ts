import { InputError, suggestion } from '../contract/errors.js';
import { checkDataset, type Dataset } from './dataset.js';
import { builtInSets } from './sets/built-in.js';

/**
 * The set of that name: one of the caller's, or else one that comes with Selforg ({@link builtInSets}).
 * @param missing whether NaN may stand for a missing value
 * @throws InputError where there is none, or it is not what it says
 */
export function findDataset(
  name: string,
  sets: Readonly<Record<string, Dataset>> = {},
  { missing = false }: { missing?: boolean } = {},
): Dataset {
  if (Object.hasOwn(sets, name)) return checkDataset(sets[name], { missing });
  const builtIn = builtInSets.find((set) => set.name === name);
  if (builtIn) return builtIn.read();
  const known = [...new Set([...Object.keys(sets), ...builtInSets.map((set) => set.name)])];
  throw new InputError('data', name, `one of ${known.join(', ')}${suggestion(name, known)}`);
}
