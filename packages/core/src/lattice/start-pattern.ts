import { type TextName, type TextParam, text } from '../contract/params.js';
import { asPattern, patternFormats } from '../patterns/formats.js';
import type { NamedPattern } from '../patterns/library/named-pattern.js';
import type { Pattern } from '../patterns/pattern.js';
import { parsePattern } from '../patterns/read-pattern.js';
import { checkBounded, type Surface } from './byte-lattice.js';
import { type EdgeName, latticeOf } from './edges.js';
import type { Topology } from './topology.js';
import { parseTopology } from './topology-notation.js';

/** The pattern that a lattice of bytes starts with, for a system's parameters; `about` what there is without one. */
export const patternParam = (without: string): TextParam =>
  text({
    default: '',
    file: '.rle',
    accept: patternEndings,
    check: (value) => void startPattern(value),
    about: `Starting pattern, centred: RLE with letters for states, macrocell, or another format; ${without}`,
  });

/** Endings of the files that hold patterns. */
export const patternEndings = patternFormats.flatMap(({ endings }) => endings);

/** Patterns of the library, for a parameter to choose from. */
export function patternNames(patterns: readonly NamedPattern[]): TextName[] {
  return patterns.map(({ id, name, about, kind, rule }) => ({ id, title: `${name} · ${kind}, ${rule}`, about }));
}

/** The pattern that a parameter holds, if any. */
export function startPattern(value: string): Pattern | undefined {
  return value === '' ? undefined : asPattern(parsePattern(value));
}

/** The grid to run on: what the pattern's rule names after a colon goes before width, height and edge. */
export function gridFor(
  given: Omit<Surface, 'edge'> & { readonly edge: EdgeName },
  pattern: Pattern | undefined,
): Topology {
  const colon = pattern?.rule?.indexOf(':') ?? -1;
  return colon < 0 ? latticeOf(given) : checkBounded(parseTopology(pattern?.rule?.slice(colon) ?? ''));
}
