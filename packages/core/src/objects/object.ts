import type { BlockRule } from '../rules/rule.js';
import { codeOf } from './canonical-code.js';
import { boxOf } from './cells.js';
import { cellsAt, isMoving, type LifeCycle } from './life-cycle.js';
import type { Placed } from './meeting.js';
import { nameOf } from './names.js';
import { velocityOf } from './velocity.js';

/** What an object is, wherever and in whatever phase. */
export interface ObjectKind {
  readonly kind: 'still life' | 'oscillator' | 'spaceship';
  /** Its apgcode: `xs4_33` is a block, `xp2_7` a blinker, `xq4_153` a glider. */
  readonly code: string;
  /** What people call it, where the library knows. */
  readonly name?: string;
  /** Generations until it is itself again. */
  readonly period: number;
  /** Live cells, in the phase that has the fewest. */
  readonly cells: number;
  /** Of a spaceship, e.g. `c/4 diagonal`. */
  readonly velocity?: string;
}

/** A still life, an oscillator or a spaceship in a pattern. */
export interface LatticeObject extends ObjectKind {
  /** Cells by which it moves in a period, right and down. */
  readonly dx: number;
  readonly dy: number;
  /** Live cells. */
  readonly population: number;
  /** Corner of its box. */
  readonly x: bigint;
  readonly y: bigint;
}

/** @param age generations since it was found, below 0 for those before */
export function objectOf(
  { life, x, y }: Placed,
  rule: BlockRule,
  { origin, age }: { readonly origin: readonly [x: bigint, y: bigint]; readonly age: number },
): LatticeObject {
  const cells = cellsAt(life, age);
  const { left, top } = boxOf(cells);
  return {
    ...kindOf(life, rule),
    dx: life.dx,
    dy: life.dy,
    population: cells.size,
    x: origin[0] + BigInt(x + left),
    y: origin[1] + BigInt(y + top),
  };
}

/** Life cycles are remembered by cluster, and so what they are can be. */
const kinds = new WeakMap<LifeCycle, ObjectKind>();

function kindOf(life: LifeCycle, rule: BlockRule): ObjectKind {
  const known = kinds.get(life);
  if (known) return known;
  const code = codeOf(life, rule);
  const [name, velocity] = [nameOf(code), velocityOf(life)];
  const kind: ObjectKind = {
    kind: isMoving(life) ? 'spaceship' : life.period === 1 ? 'still life' : 'oscillator',
    code,
    ...(name !== undefined && { name }),
    period: life.period,
    cells: Math.min(...life.phases.map(({ size }) => size)),
    ...(velocity !== undefined && { velocity }),
  };
  kinds.set(life, kind);
  return kind;
}
