import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import type { Box, Window } from '../contract/window.js';
import type { Pattern } from '../patterns/pattern.js';
import { isStrobing } from '../rules/block.js';
import type { BlockRule } from '../rules/rule.js';
import type { LatticeEngine } from './engine.js';
import { BUFFER_BYTES, NO_MEMORY, type SparseKernel, sparseKernel } from './sparse-kernel.js';
import { readPattern } from './sparse-pattern.js';
import { checkSaved, loadTiles, saveTiles } from './sparse-saved.js';
import { countsInto, type Reach, type Scene } from './sparse-window.js';
import { isBounded, type Topology } from './topology.js';

/** Cells lie from −2⁶² to 2⁶². */
const FARTHEST = 2n ** 62n;
const DEFAULT_MEMORY = 2 ** 31;

export interface SparseOptions {
  /** Most bytes to take, 8 MiB to 4096 MiB; growth past it is an error that leaves all cells in place. */
  readonly memory?: number;
}

/**
 * A two-state rule on the plane without end, or with an end or a seam: tiles of 28 × 28 cells exist only where something
 * lives, and are visited only where something changes.
 *
 * A visit takes a tile two generations ahead, from 32 × 32 cells that include two rows and columns of its neighbours. A
 * tile that is as it was two generations ago, and sees neighbours that are so too, will be so again: it sleeps, until a
 * neighbour's border changes. So still lifes and oscillators of period 2 cost nothing, and neither does empty space.
 * Generations of odd number are computed from the even ones without disturbing them.
 *
 * Where empty space comes alive (B0), a cell counts as live when it differs from the background: see `alternating`.
 */
export class SparseEngine implements LatticeEngine {
  readonly name = 'sparse';
  readonly #rule: BlockRule;
  readonly #kernel: SparseKernel;
  readonly #memory: WebAssembly.Memory;
  readonly #ceiling: number;
  readonly #columns: Reach;
  readonly #rows: Reach;
  /** Whether the generation now is one between, that is, in the tiles' odd buffers. */
  #between = false;
  /** Whether memory ran out before all tiles that see written cells could be woken. */
  #unwoken = false;
  #taken = 0;

  /**
   * @throws InputError for rules of several states, for grids that are neither plane nor torus or are joined with a
   * shift, and for B0 where an edge or a bounded grid makes the background's colour matter
   */
  constructor(rule: BlockRule, topology: Topology, { memory = DEFAULT_MEMORY }: SparseOptions = {}) {
    checkSupport(rule, topology);
    this.#rule = rule;
    this.#columns = reachOf(topology.width);
    this.#rows = reachOf(topology.height);
    this.#ceiling = memory;
    ({ kernel: this.#kernel, memory: this.#memory } = sparseKernel(rule, topology, memory));
  }

  /** Generations that the last call of {@link step} went: fewer than asked for where it threw. */
  get taken(): number {
    return this.#taken;
  }

  /** Bytes that the engine holds. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Tiles that hold live cells: the same whatever way led there. */
  get tiles(): number {
    return this.#kernel.tilesLiving(this.#between);
  }

  /** Tiles that memory is held for, empty ones that are not freed yet among them. */
  get tilesHeld(): number {
    return this.#kernel.tilesHeld();
  }

  /**
   * @throws InputError where memory or the plane ends; the cells are then those of the generation reached, and the step
   * that failed can be tried again
   */
  step(count: number): void {
    this.#taken = 0;
    if (count < 1) return;
    this.#wake();
    if (this.#between) this.#pass(1);
    while (this.#taken + 2 <= count) this.#pass(2);
    if (this.#taken === count) return;
    this.#kernel.passBetween();
    this.#between = true;
    this.#taken++;
  }

  /** Two generations on from the last even one, of which `counted` are new. */
  #pass(counted: number): void {
    const kernel = this.#kernel;
    kernel.clearFailure();
    if (!kernel.pass()) {
      if (kernel.whyFailed() !== NO_MEMORY) throw this.#failure();
      kernel.sweep();
      kernel.clearFailure();
      if (!kernel.pass()) throw this.#failure();
    }
    this.#between = false;
    this.#taken += counted;
  }

  #failure(): InputError {
    if (this.#kernel.whyFailed() === NO_MEMORY) {
      const most = `${Math.round(this.#ceiling / 2 ** 20)} MiB`;
      return new InputError('memory', most, 'room for what lives: raise the ceiling, or take the engine hashlife');
    }
    return new InputError('pattern', undefined, 'one that stays within 2^62 cells of the origin');
  }

  place({ runs, width, height }: Pattern, x: bigint, y: bigint): void {
    this.#checkPlace(x, y, x + BigInt(width) - 1n, y + BigInt(height) - 1n);
    for (let i = 3; i < runs.length; i += 4) {
      if (runs[i] > 1) throw new InputError('pattern', `state ${runs[i]}`, 'a pattern of two states');
    }
    this.#makeEven();
    const kernel = this.#kernel;
    const chunk = BUFFER_BYTES / 4;
    let placed = true;
    for (let i = 0; placed && i < runs.length; i += chunk) {
      const part = runs.subarray(i, i + chunk);
      new Int32Array(this.#memory.buffer, kernel.bufferAt(), part.length).set(part);
      placed = kernel.place(part.length / 4, x, y) !== 0;
    }
    this.#unwoken = true;
    if (!placed) throw this.#failure();
    this.#wake();
  }

  /** What lies beyond an edge stays as it is. */
  paint(x: bigint, y: bigint, state: number): void {
    if (state > 1) throw new InputError('state', state, '0 or 1');
    if (this.#isOffEdge(x, y)) return;
    this.#checkPlace(x, y, x, y);
    this.#makeEven();
    if (this.#kernel.paint(x, y, state === 1)) return;
    this.#unwoken = true;
    throw this.#failure();
  }

  /** Beside a finite direction, where a brush may well reach. */
  #isOffEdge(x: bigint, y: bigint): boolean {
    const off = (at: bigint, [first, last]: Reach) => first === 0n && (at < first || at > last);
    return off(x, this.#columns) || off(y, this.#rows);
  }

  #checkPlace(left: bigint, top: bigint, right: bigint, bottom: bigint): void {
    const [[x0, x1], [y0, y1]] = [this.#columns, this.#rows];
    if (left >= x0 && top >= y0 && right <= x1 && bottom <= y1) return;
    const grid = `columns ${x0} to ${x1} and rows ${y0} to ${y1}`;
    throw new InputError('pattern', `columns ${left} to ${right}, rows ${top} to ${bottom}`, `cells within ${grid}`);
  }

  /** Cells are written where all tiles hold them. */
  #makeEven(): void {
    this.#kernel.clearFailure();
    if (!this.#between) return;
    this.#kernel.settleBetween();
    this.#between = false;
    this.#unwoken = true;
    this.#wake();
  }

  /** Wakes the tiles that see written cells. */
  #wake(): void {
    if (!this.#unwoken) return;
    this.#kernel.clearFailure();
    if (!this.#kernel.wakeTouched()) throw this.#failure();
    this.#unwoken = false;
  }

  population(): bigint {
    return this.#kernel.population(this.#between);
  }

  box(): Box | undefined {
    if (!this.#kernel.box(this.#between)) return undefined;
    const [left, top, right, bottom] = new BigInt64Array(this.#memory.buffer, this.#kernel.bufferAt(), 4);
    return { left, top, right, bottom };
  }

  counts(window: Window, out: Float64Array): void {
    countsInto(this.#scene(), window, out);
  }

  cells(window: Window, out: Uint8Array): void {
    countsInto(this.#scene(), window, out);
  }

  #scene(): Scene {
    const last = ([first, end]: Reach): Reach => [first, end === FARTHEST ? end + 28n : end];
    const [columns, rows] = [last(this.#columns), last(this.#rows)];
    return { kernel: this.#kernel, memory: this.#memory, between: this.#between, columns, rows };
  }

  /** @throws InputError where it takes more than `maxRuns` runs, by default 2²⁶, or spans more than 2³¹ cells */
  pattern(maxRuns = 2 ** 26): Pattern {
    const pattern = readPattern(this.#scene(), this.box(), maxRuns);
    return { ...pattern, rule: this.#rule.name };
  }

  save(): Record<string, TypedArray> {
    // Where the background does not blink, all generations are alike.
    const phase = this.#blinks() && (this.#kernel.isSwapped() !== 0) !== this.#between ? 1 : 0;
    return { tiles: saveTiles(this.#scene()), phase: Uint8Array.of(phase) };
  }

  load(saved: Readonly<Record<string, TypedArray>>): void {
    const { tiles, phase } = checkSaved(saved, this.#columns, this.#rows);
    this.#kernel.restart(phase === 1);
    this.#between = false;
    // The next step wakes what it must: what was saved where memory ended fits, its surroundings may not.
    this.#unwoken = true;
    if (!loadTiles(this.#scene(), tiles)) throw this.#failure();
  }

  #blinks(): boolean {
    return isStrobing(this.#rule) && this.#rule.next[511] === 0;
  }
}

function checkSupport(rule: BlockRule, topology: Topology): void {
  const { kind, width, height, shiftX, shiftY, twist } = topology;
  if (rule.states > 2) throw new InputError('rule', rule.name, 'two states for the engine sparse');
  if ((kind !== 'plane' && kind !== 'torus') || shiftX || shiftY || twist !== 'none') {
    throw new InputError('topology', kind, 'a plane or a torus without shift for the engine sparse');
  }
  if (isStrobing(rule) && (isBounded(topology) || (kind === 'plane' && (width || height)))) {
    throw new InputError('rule', rule.name, 'no birth on 0 neighbours where the engine sparse meets an edge');
  }
}

const reachOf = (size: number): Reach => (size > 0 ? [0n, BigInt(size) - 1n] : [-FARTHEST, FARTHEST]);
