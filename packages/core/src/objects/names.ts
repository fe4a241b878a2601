import { library, patternOfNamed } from '../patterns/library/library.js';
import { parseRule } from '../rules/parse-rule.js';
import { codeOf } from './canonical-code.js';
import { cellsIn, clustersOf } from './clusters.js';
import { lifeCycle } from './life-cycle.js';

/** Kinds in the library that have an apgcode. */
const KINDS = new Set(['still life', 'oscillator', 'spaceship']);
/** Longest period of an object in the library. */
const LONGEST = 256;

let names: ReadonlyMap<string, string> | undefined;

/** What the library calls the object of that apgcode, in whatever rule: a block is a block in all that have it. */
export function nameOf(code: string): string | undefined {
  names ??= new Map(named());
  return names.get(code);
}

function* named(): Iterable<[string, string]> {
  for (const entry of library) {
    if (!KINDS.has(entry.kind)) continue;
    const { rule } = parseRule(entry.rule);
    if (rule.kind !== 'block' || rule.states > 2) continue;
    const [cluster] = clustersOf(patternOfNamed(entry).runs, Number.POSITIVE_INFINITY);
    const life = lifeCycle(cellsIn(cluster), rule, { longest: LONGEST });
    if (life) yield [codeOf(life, rule), entry.name];
  }
}
