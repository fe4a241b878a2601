// The obvious slow step of every lattice rule: what all engines are held against.

import { locate, type Topology } from '../src/lattice/topology.js';
import type { BlockRule, LargerThanLifeRule, Ranges, Rule } from '../src/rules/rule.js';

/** One step on a bounded grid of one byte a cell, row by row. */
export function referenceStep(rule: Rule, topology: Topology, cells: Uint8Array): Uint8Array {
  const { width, height } = topology;
  const at = (x: number, y: number): number => {
    if (x >= 0 && x < width && y >= 0 && y < height) return cells[y * width + x];
    const place = locate(topology, x, y);
    return place ? cells[place.y * width + place.x] : 0;
  };
  const next = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const look = (dx: number, dy: number): number => at(x + dx, y + dy);
      next[y * width + x] = rule.kind === 'block' ? nextOfBlock(rule, look) : nextOfLarger(rule, look);
    }
  }
  return next;
}

/** Several steps. */
export function referenceRun(rule: Rule, topology: Topology, cells: Uint8Array, steps: number): Uint8Array {
  for (let i = 0; i < steps; i++) cells = referenceStep(rule, topology, cells);
  return cells;
}

/** The soup that engines are compared on (a linear congruential generator): alive where its top bit is set. */
export const referenceSoup = (width = 256, height = 256): Uint8Array => soup(width * height, (s) => s >>> 31);

/** The same soup in three states, the two top bits: 3 counts as dead. */
export const referenceSoupOfThree = (width = 256, height = 256): Uint8Array =>
  soup(width * height, (s) => (s >>> 30) % 3);

function soup(length: number, state: (s: number) => number): Uint8Array {
  let s = 1;
  return Uint8Array.from({ length }, () => {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    return state(s);
  });
}

/** Cells in state 1. */
export const alive = (cells: Uint8Array): number => cells.reduce((sum, state) => sum + (state === 1 ? 1 : 0), 0);
/** Cells that are not 0. */
export const occupied = (cells: Uint8Array): number => cells.reduce((sum, state) => sum + (state ? 1 : 0), 0);

/**
 * A plane without end: the background's state, and the cells that differ from it with their states, by `x,y`.
 * Rules with B0 change the background itself.
 */
export interface ReferencePlane {
  readonly background: number;
  readonly cells: ReadonlyMap<string, number>;
}

/** One step on the plane without end. */
export function referencePlaneStep(rule: BlockRule, plane: ReferencePlane): ReferencePlane {
  const background = nextOfBlock(rule, () => plane.background);
  const cells = new Map<string, number>();
  const seen = new Set<string>();
  for (const key of plane.cells.keys()) {
    const [x, y] = key.split(',').map(Number);
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) visit(x + dx, y + dy);
  }
  return { background, cells };

  function visit(x: number, y: number): void {
    const key = `${x},${y}`;
    if (seen.has(key)) return;
    seen.add(key);
    const state = nextOfBlock(rule, (dx, dy) => plane.cells.get(`${x + dx},${y + dy}`) ?? plane.background);
    if (state !== background) cells.set(key, state);
  }
}

/** A plane with a bounded grid of cells written at (0, 0) on an empty background. */
export function referencePlane(cells: Uint8Array, width: number): ReferencePlane {
  const live = [...cells.entries()].filter(([, state]) => state !== 0);
  return { background: 0, cells: new Map(live.map(([i, s]) => [`${i % width},${Math.floor(i / width)}`, s])) };
}

type Look = (dx: number, dy: number) => number;

/** The cells of a block are in the order of a rule's index, from its highest bit down. */
function nextOfBlock({ next, states }: BlockRule, look: Look): number {
  let index = 0;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) index = index * 2 + (look(dx, dy) === 1 ? 1 : 0);
  }
  return decide(look(0, 0), next[index] === 1, states);
}

function nextOfLarger(rule: LargerThanLifeRule, look: Look): number {
  const { radius, neighbourhood, countsCentre, survival, birth, states } = rule;
  let count = 0;
  for (let dy = -radius; dy <= radius; dy++) {
    for (const [from, to] of neighbourhood[dy + radius]) {
      for (let dx = from; dx < to; dx++) if (look(dx, dy) === 1) count++;
    }
  }
  // spans say where the centre counts; this repeats it so that a wrong span shows
  const spansCentre = neighbourhood[radius].some(([from, to]) => from <= 0 && to > 0);
  if (spansCentre !== countsCentre) throw new Error('spans and countsCentre disagree');
  const state = look(0, 0);
  return decide(state, contains(state === 1 ? survival : birth, count), states);
}

/** States beyond 1 only age; a live cell that does not survive becomes 2, or dies where there are two states. */
function decide(state: number, lives: boolean, states: number): number {
  if (state <= 1) return lives ? 1 : state === 1 && states > 2 ? 2 : 0;
  return (state + 1) % states;
}

const contains = (ranges: Ranges, count: number): boolean =>
  ranges.some(([low, high]) => count >= low && count <= high);
