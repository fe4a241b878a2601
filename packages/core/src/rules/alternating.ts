import { InputError } from '../contract/errors.js';
import { BLOCKS, isStrobing } from './block.js';
import type { BlockRule } from './rule.js';

/**
 * The tables by which a two-state rule runs on a plane without end, at even and at odd generations, so that a
 * background of zeros stays zero even where the rule has B0 and empty space comes alive.
 *
 * What is stored is not the state but whether a cell differs from the background: `stored = shown xor background`,
 * where the background is 0 at generation 0 and {@link backgroundAt} later. A block is stored complemented where the
 * background is alive, so with `¬` the complement of a state, or of all nine cells of a block (index 511 − index):
 *
 * - no B0: the background stays 0 and both tables are the rule's own.
 * - B0 without S8: the background is 0, 1, 0, 1 … From an even generation `stored′ = ¬next(block)`; from an odd one
 *   `stored′ = next(¬block)`. Neither gives birth in a block of zeros: the first since next(all dead) = 1, the second
 *   since next(all alive) = 0.
 * - B0 with S8: the background is 0 only at generation 0, then 1 for ever: from generation 0 `stored′ = ¬next(block)`,
 *   and from then on `stored′ = ¬next(¬block)`. Golly starts such rules in a live universe instead, that is, it reads a
 *   pattern's cells as the ones that differ from the live background from the beginning: both tables are the last one,
 *   and the shown state is the complement of the stored one at every generation. This is done here too, since a
 *   universe that fills in the first step is of no use to anyone.
 *
 * In Golly's fashion populations, boxes and pictures on the plane without end are those of the stored cells; only
 * bounded grids, which need none of this, show B0 as it is.
 * @throws InputError for Generations with B0: their background would run through all states
 */
export function alternating(rule: BlockRule): readonly [BlockRule, BlockRule] {
  if (!isStrobing(rule)) return [rule, rule];
  if (rule.states > 2) {
    throw new InputError('rule', rule.name, 'no birth on 0 neighbours with more than two states, or a bounded grid');
  }
  const of = (next: (block: number) => number): BlockRule => {
    return { ...rule, next: Uint8Array.from({ length: BLOCKS }, (_, block) => next(block)) };
  };
  const all = BLOCKS - 1;
  if (rule.next[all]) {
    const complemented = of((block) => 1 - rule.next[all - block]);
    return [complemented, complemented];
  }
  return [of((block) => 1 - rule.next[block]), of((block) => rule.next[all - block])];
}

/** State of the cells that {@link alternating} stores as 0, at a generation. */
export function backgroundAt(rule: BlockRule, generation: number | bigint): 0 | 1 {
  if (!isStrobing(rule)) return 0;
  if (rule.next[BLOCKS - 1]) return 1;
  return BigInt(generation) % 2n === 0n ? 0 : 1;
}
