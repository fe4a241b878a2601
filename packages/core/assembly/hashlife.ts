export { heapBase } from './heap';
export { setRule, setPhase, leafBetween, leafPopulation } from './hashlife-base';
export { keep, setEpoch } from './hashlife-node';
export { start, node, leafOf, grow, prepare, collect, forgetParts, collected, nodeCount } from './hashlife-store';

import { base, baseLevel, leafBetween, leafLevel, leafPopulation } from './hashlife-base';
import { hash, pair } from './hashlife-hash';
import { FULL, empty, part, setPart } from './hashlife-node';
import { first, growOrFail, leaf, low, node, nodeAt, replenish } from './hashlife-store';

// HashLife (Gosper 1984): a square's middle, as far on as light from its edge leaves it alone, follows from the middles
// of smaller squares; each square that is met again is looked up.
//
// A square of side 2^level has two results: `full`, its middle 2^(level − 2) generations on, which holds whatever is
// asked later; and `part`, its middle as many generations on as the step in progress leaves for its level.

/**
 * How the step in progress goes on at each level. With t generations left at a level and h = 2^(level − 3):
 * WHOLE, t = 2h: the full result. TWICE, h < t < 2h: h generations, then the rest. ONCE, t ≤ h: only the rest.
 */
const WHOLE: u8 = 0;
const TWICE: u8 = 1;
const ways: usize = memory.data(128);
/** Generations left for a square that is computed as a whole. */
let last: i32 = 0;

export function setWay(level: i32, way: u8): void {
  store<u8>(ways + <usize>level, way);
}

export function setLast(generations: i32): void {
  last = generations;
}

// @ts-ignore: decorator
@inline
function q(n: u32, offset: usize): u32 {
  return load<u32>(<usize>n + offset);
}

/** The square in the middle of four that meet there; `level` is that of the four. */
// @ts-ignore: decorator
@inline
function between(nw: u32, ne: u32, sw: u32, se: u32, leaves: bool): u32 {
  return leaves ? leafBetween(nw, ne, sw, se) : node(q(nw, 12), q(ne, 8), q(sw, 4), q(se, 0));
}

/** The middle of a square, 2^(level − 2) generations on. `sp`: where temporaries may be kept from here on. */
export function full(n: u32, level: i32, sp: usize): u32 {
  const known = load<u32>(n, FULL);
  if (known) return known;
  if (low()) replenish(sp);
  let result: u32;
  if (level == baseLevel()) result = base(n, 1 << (level - 2));
  else {
    nine(n, level, sp);
    four(sp);
    const after = sp + 16;
    const l = level - 1;
    const nw = full(load<u32>(sp), l, after);
    store<u32>(sp, nw);
    const ne = full(load<u32>(sp, 4), l, after);
    store<u32>(sp, ne, 4);
    const sw = full(load<u32>(sp, 8), l, after);
    store<u32>(sp, sw, 8);
    result = node(nw, ne, sw, full(load<u32>(sp, 12), l, after));
  }
  store<u32>(n, result, FULL);
  return result;
}

/** What was first there, or is now: a node made meanwhile may have taken the place. */
// @ts-ignore: decorator
@inline
function again(h: u64, entry: u32): u32 {
  return entry ? entry : first(h);
}

/** Leaves at `sp` the nine overlapping middles of a square, 2^(level − 3) generations on. */
// @ts-ignore: decorator
@inline
function nine(n: u32, level: i32, sp: usize): void {
  const nw = q(n, 0);
  const ne = q(n, 4);
  const sw = q(n, 8);
  const se = q(n, 12);
  const nwNe = pair(q(nw, 4), q(ne, 0));
  const nwNeBelow = pair(q(nw, 12), q(ne, 8));
  const west = pair(q(nw, 8), q(nw, 12));
  const westBelow = pair(q(sw, 0), q(sw, 4));
  const centreBelow = pair(q(sw, 4), q(se, 0));
  const east = pair(q(ne, 8), q(ne, 12));
  const eastBelow = pair(q(se, 0), q(se, 4));
  const southBelow = pair(q(sw, 12), q(se, 8));
  const hashN = hash(nwNe, nwNeBelow);
  const hashW = hash(west, westBelow);
  const hashC = hash(nwNeBelow, centreBelow);
  const hashE = hash(east, eastBelow);
  const hashS = hash(centreBelow, southBelow);
  const firstN = first(hashN);
  const firstW = first(hashW);
  const firstC = first(hashC);
  const firstE = first(hashE);
  const firstS = first(hashS);
  store<u32>(sp, nw);
  store<u32>(sp, ne, 8);
  store<u32>(sp, sw, 24);
  store<u32>(sp, se, 32);
  store<u32>(sp, nodeAt(nwNe, nwNeBelow, hashN, firstN), 4);
  store<u32>(sp, nodeAt(west, westBelow, hashW, again(hashW, firstW)), 12);
  store<u32>(sp, nodeAt(nwNeBelow, centreBelow, hashC, again(hashC, firstC)), 16);
  store<u32>(sp, nodeAt(east, eastBelow, hashE, again(hashE, firstE)), 20);
  store<u32>(sp, nodeAt(centreBelow, southBelow, hashS, again(hashS, firstS)), 28);
  const after = sp + 36;
  for (let p = sp; p < after; p += 4) {
    const m = load<u32>(p);
    const known = load<u32>(m, FULL);
    store<u32>(p, known ? known : full(m, level - 1, after));
  }
}

/** Makes of the nine squares at `sp` the four that overlap, and leaves them there. */
// @ts-ignore: decorator
@inline
function four(sp: usize): void {
  const n = load<u32>(sp, 4);
  const w = load<u32>(sp, 12);
  const c = load<u32>(sp, 16);
  const e = load<u32>(sp, 20);
  const s = load<u32>(sp, 28);
  const nwN = pair(load<u32>(sp), n);
  const wC = pair(w, c);
  const nNe = pair(n, load<u32>(sp, 8));
  const cE = pair(c, e);
  const swS = pair(load<u32>(sp, 24), s);
  const sSe = pair(s, load<u32>(sp, 32));
  const hashNw = hash(nwN, wC);
  const hashNe = hash(nNe, cE);
  const hashSw = hash(wC, swS);
  const hashSe = hash(cE, sSe);
  const firstNw = first(hashNw);
  const firstNe = first(hashNe);
  const firstSw = first(hashSw);
  const firstSe = first(hashSe);
  const nw = nodeAt(nwN, wC, hashNw, firstNw);
  const ne = nodeAt(nNe, cE, hashNe, again(hashNe, firstNe));
  const sw = nodeAt(wC, swS, hashSw, again(hashSw, firstSw));
  const se = nodeAt(cE, sSe, hashSe, again(hashSe, firstSe));
  store<u32>(sp, nw);
  store<u32>(sp, ne, 4);
  store<u32>(sp, sw, 8);
  store<u32>(sp, se, 12);
}

/** The middle of a square as many generations on as the step in progress leaves for its level. */
export function rest(n: u32, level: i32, sp: usize): u32 {
  const way = load<u8>(ways + <usize>level);
  if (way == WHOLE) return full(n, level, sp);
  const known = part(n);
  if (known) return known;
  if (low()) replenish(sp);
  let result: u32;
  if (level == baseLevel()) result = base(n, last);
  else {
    if (way == TWICE) {
      nine(n, level, sp);
      four(sp);
    } else middles(n, level, sp);
    const after = sp + 16;
    const l = level - 1;
    const nw = rest(load<u32>(sp), l, after);
    store<u32>(sp, nw);
    const ne = rest(load<u32>(sp, 4), l, after);
    store<u32>(sp, ne, 4);
    const sw = rest(load<u32>(sp, 8), l, after);
    store<u32>(sp, sw, 8);
    result = node(nw, ne, sw, rest(load<u32>(sp, 12), l, after));
  }
  setPart(n, result);
  return result;
}

/** Leaves at `sp` the four squares of the level below whose middles make up the middle of this one. */
function middles(n: u32, level: i32, sp: usize): void {
  const nw = q(n, 0);
  const ne = q(n, 4);
  const sw = q(n, 8);
  const se = q(n, 12);
  const leaves = level == leafLevel() + 2;
  const a = between(q(nw, 0), q(nw, 4), q(nw, 8), q(nw, 12), leaves);
  const b = between(q(nw, 4), q(ne, 0), q(nw, 12), q(ne, 8), leaves);
  const c = between(q(ne, 0), q(ne, 4), q(ne, 8), q(ne, 12), leaves);
  const d = between(q(nw, 8), q(nw, 12), q(sw, 0), q(sw, 4), leaves);
  const e = between(q(nw, 12), q(ne, 8), q(sw, 4), q(se, 0), leaves);
  const f = between(q(ne, 8), q(ne, 12), q(se, 0), q(se, 4), leaves);
  const g = between(q(sw, 0), q(sw, 4), q(sw, 8), q(sw, 12), leaves);
  const h = between(q(sw, 4), q(se, 0), q(sw, 12), q(se, 8), leaves);
  const i = between(q(se, 0), q(se, 4), q(se, 8), q(se, 12), leaves);
  store<u32>(sp, node(a, b, d, e));
  store<u32>(sp, node(b, c, e, f), 4);
  store<u32>(sp, node(d, e, g, h), 8);
  store<u32>(sp, node(e, f, h, i), 12);
}

/** The step in progress on the universe: `sp` is where the stack of temporaries starts. */
export function advance(n: u32, level: i32, sp: usize): u32 {
  store<u32>(sp, n);
  return rest(n, level, sp + 4);
}

/** Two squares laid over each other: cells of `over` that are not 0 hide those of `under`. No collecting. */
export function lay(over: u32, under: u32, level: i32): u32 {
  if (over == empty(level)) return under;
  if (under == empty(level) || over == under) return over;
  growOrFail();
  if (level == leafLevel()) {
    return leaf(layWord(load<u64>(over), load<u64>(under)), layWord(load<u64>(over, 8), load<u64>(under, 8)));
  }
  const l = level - 1;
  const nw = lay(q(over, 0), q(under, 0), l);
  const ne = lay(q(over, 4), q(under, 4), l);
  const sw = lay(q(over, 8), q(under, 8), l);
  return node(nw, ne, sw, lay(q(over, 12), q(under, 12), l));
}

function layWord(over: u64, under: u64): u64 {
  if (leafLevel() == 3) return over | under;
  const free = i8x16.eq(i64x2.splat(over), i64x2.splat(0));
  return over | (under & <u64>i64x2.extract_lane(free, 0));
}

/** Live cells of a square of side at most 2^15. */
export function population(n: u32, level: i32): i32 {
  if (level == leafLevel()) return leafPopulation(n);
  const l = level - 1;
  return population(q(n, 0), l) + population(q(n, 4), l) + population(q(n, 8), l) + population(q(n, 12), l);
}
