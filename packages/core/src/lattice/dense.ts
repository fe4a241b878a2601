import type { Backend } from '../compiler/backend.js';
import { counterOf, planesOfState } from '../compiler/generations.js';
import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import type { Box, Window } from '../contract/window.js';
import type { Pattern } from '../patterns/pattern.js';
import type { BlockRule } from '../rules/rule.js';
import type { BitGrid, Moment } from './bit-grid.js';
import { bitGrid } from './dense-grid.js';
import type { LatticeEngine } from './engine.js';
import { compare, countOnes, extent, ROOM, unpack } from './packed-rows.js';
import { PixelSums } from './pixel-sums.js';
import { isBounded, type Topology } from './topology.js';

/** Bytes of packed rows that are looked at in one go. */
const PIECE = 1 << 18;
const MOST_RUNS = 1 << 26;

/** What changed in the last step, and where it lives. */
export interface Census {
  readonly population: number;
  /** Cells in state 1 that were not a step ago, and the other way round. */
  readonly births: number;
  readonly deaths: number;
}

export interface DenseOptions {
  /** Chosen by what the place allows, unless given. */
  readonly backend?: Backend;
}

/** Runs a block rule on every cell of a bounded lattice, 128 cells an instruction, whatever lives there. */
export class DenseEngine implements LatticeEngine {
  readonly name = 'dense';
  readonly width: number;
  readonly height: number;
  readonly #states: number;
  readonly #grid: BitGrid;
  /** Bytes of a packed row. */
  readonly #pitch: number;
  readonly #rowsAtOnce: number;
  readonly #buffers: Uint8Array[] = [];

  /** @throws InputError for a lattice without end in some direction, or too big for memory */
  constructor(rule: BlockRule, topology: Topology, { backend }: DenseOptions = {}) {
    const { width, height } = topology;
    if (!isBounded(topology))
      throw new InputError('topology', `${width}×${height}`, 'a bounded grid for the dense engine');
    this.width = width;
    this.height = height;
    this.#states = rule.states;
    this.#grid = bitGrid(rule, topology, backend);
    this.#pitch = Math.ceil(width / 8);
    this.#rowsAtOnce = Math.max(1, Math.min(height, Math.floor(PIECE / this.#pitch)));
  }

  step(count: number): void {
    this.#grid.step(count);
  }

  /** @throws InputError where the pattern lies beyond the grid or has states that the rule lacks */
  place({ runs, width, height }: Pattern, x: bigint, y: bigint): void {
    if (x < 0n || y < 0n || x + BigInt(width) > this.width || y + BigInt(height) > this.height) {
      const grid = `${this.width}×${this.height}`;
      throw new InputError(
        'pattern',
        `${width}×${height} at ${x}, ${y}`,
        `a pattern that fits the ${grid} grid: set width and height`,
      );
    }
    for (let i = 3; i < runs.length; i += 4) {
      if (runs[i] < this.#states) continue;
      throw new InputError(
        'pattern',
        `state ${runs[i]}`,
        `a pattern of ${this.#states === 2 ? 'two' : this.#states} states`,
      );
    }
    for (let i = 0; i < runs.length; i += 4) {
      const bits = planesOfState(runs[i + 3], counterOf(this.#states));
      this.#grid.setRun(Number(x) + runs[i], Number(y) + runs[i + 1], runs[i + 2], bits);
    }
  }

  paint(x: bigint, y: bigint, state: number): void {
    if (x < 0n || y < 0n || x >= this.width || y >= this.height) return;
    this.#grid.setRun(Number(x), Number(y), 1, planesOfState(state, counterOf(this.#states)));
  }

  /** Sets all cells, row by row: `state` is asked for each. */
  fill(state: () => number): void {
    const counter = counterOf(this.#states);
    const planes = Array.from({ length: this.#grid.planes }, (_, plane) => ({
      plane,
      row: new Uint8Array(this.#pitch),
    }));
    for (let y = 0; y < this.height; y++) {
      for (const { row } of planes) row.fill(0);
      for (let x = 0; x < this.width; x++) {
        const bits = planesOfState(state(), counter);
        if (bits) for (const { plane, row } of planes) row[x >> 3] |= ((bits >> plane) & 1) << (7 - (x & 7));
      }
      for (const { plane, row } of planes) this.#grid.write(plane, 'now', y, 1, row);
    }
  }

  /** Lets the last step count as one that changed nothing: for after the first cells were set. */
  settle(): void {
    this.#grid.forget();
  }

  population(): bigint {
    let sum = 0;
    for (const { bytes } of this.#pieces(0, this.height, 'now')) sum += countOnes(bytes);
    return BigInt(sum);
  }

  box(): Box | undefined {
    let [left, top, right, bottom] = [this.width, -1, -1, -1];
    for (const { bytes, y, rows } of this.#pieces(0, this.height, 'now')) {
      for (let r = 0; r < rows; r++) {
        const ends = extent(bytes, r * this.#pitch, this.#pitch);
        if (!ends) continue;
        if (top < 0) top = y + r;
        bottom = y + r;
        left = Math.min(left, ends[0]);
        right = Math.max(right, ends[1]);
      }
    }
    if (top < 0) return undefined;
    return { left: BigInt(left), top: BigInt(top), right: BigInt(right), bottom: BigInt(bottom) };
  }

  /** Cells in state 1 now and in the generation before. */
  census(): Census {
    let [population, births, deaths] = [0, 0, 0];
    for (const { bytes: now, y, rows } of this.#pieces(0, this.height, 'now', [0])) {
      const before = this.#read('before', 0, y, rows, 2);
      const live = countOnes(now);
      const stayed = countOnes(now, before);
      population += live;
      births += live - stayed;
      deaths += countOnes(before) - stayed;
    }
    return { population, births, deaths };
  }

  counts(window: Window, out: Float64Array): void {
    const { width } = window;
    const columns = edgesOf(window.x, width, window.zoom, this.width);
    const rows = edgesOf(window.y, window.height, window.zoom, this.height);
    const sums = new PixelSums(columns, window.zoom);
    out.fill(0, 0, width * window.height);
    let pixel = 0;
    for (const { bytes, y: first, rows: count } of this.#pieces(rows[0], rows[window.height], 'now')) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength + ROOM);
      for (let r = 0; r < count; r++) {
        while (rows[pixel + 1] <= first + r) pixel++;
        const end = Math.min(count, rows[pixel + 1] - first);
        for (; r < end; r++) sums.add(view, r * this.#pitch);
        r--;
        sums.takeInto(out.subarray(pixel * width, (pixel + 1) * width));
      }
    }
  }

  cells({ x, y, width, height }: Window, out: Uint8Array): void {
    const columns = edgesOf(x, width, 0, this.width);
    const rows = edgesOf(y, height, 0, this.height);
    out.fill(0, 0, width * height);
    const [x0, y0] = [x > 0n ? 0 : clamp(-x, width), y > 0n ? 0 : clamp(-y, height)];
    const span = [columns[0], columns[width]] as const;
    const { start } = counterOf(this.#states);
    const bits = new Uint8Array(width);
    // Counters from their highest bit down, then the live cells, whose counters are 0.
    for (let plane = this.#grid.planes - 1; plane >= 0; plane--) {
      for (const { bytes, y: first, rows: count } of this.#pieces(rows[0], rows[height], 'now', [plane])) {
        for (let r = 0; r < count; r++) {
          const to = (first + r - rows[0] + y0) * width + x0;
          const row = out.subarray(to, to + span[1] - span[0]);
          if (this.#states === 2) unpack(bytes, r * this.#pitch, span, row);
          else {
            unpack(bytes, r * this.#pitch, span, bits);
            for (let i = 0; i < row.length; i++) {
              if (plane > 0) row[i] = 2 * row[i] + bits[i];
              else row[i] = bits[i] ? 1 : row[i] && row[i] + 2 - start;
            }
          }
        }
      }
    }
  }

  pattern(maxRuns = MOST_RUNS): Pattern {
    const box = this.box();
    const runs: number[] = [];
    if (!box) return { width: 0, height: 0, runs: new Int32Array(0), comments: [] };
    const [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom].map(Number);
    const width = right - left + 1;
    const row = new Uint8Array(width);
    for (let y = top; y <= bottom; y++) {
      this.cells({ x: box.left, y: BigInt(y), width, height: 1, zoom: 0 }, row);
      for (let x = 0, end = 0; x < width; x = end) {
        end = x + 1;
        while (end < width && row[end] === row[x]) end++;
        if (row[x]) runs.push(x, y - top, end - x, row[x]);
      }
      if (runs.length > 4 * maxRuns)
        throw new InputError('pattern', `over ${maxRuns} runs`, 'fewer live cells to write');
    }
    return { width, height: bottom - top + 1, runs: Int32Array.from(runs), comments: [], origin: [box.left, box.top] };
  }

  /** Packed rows of every plane, now and a step ago (of which only what lived: it decides nothing but what changed). */
  save(): Record<string, Uint8Array> {
    const bytes = this.height * this.#pitch;
    const saved: Record<string, Uint8Array> = {};
    for (const [name, plane, moment] of this.#saved()) {
      saved[name] = new Uint8Array(bytes);
      this.#grid.read(plane, moment, 0, this.height, saved[name]);
    }
    return saved;
  }

  load(saved: Readonly<Record<string, TypedArray>>): void {
    const bytes = this.height * this.#pitch;
    const parts = this.#saved().map(([name, plane, moment]) => ({ name, plane, moment, data: saved[name] }));
    for (const { name, data } of parts) {
      if (data instanceof Uint8Array && data.length === bytes) continue;
      throw new InputError('snapshot', `${name} of ${data?.length ?? 0} values`, `${bytes} values`);
    }
    for (const { plane, moment, data } of parts) this.#grid.write(plane, moment, 0, this.height, data as Uint8Array);
  }

  /** Packs plane 0, the cells in state 1, as a field of bits holds them. */
  packInto(out: Uint8Array): void {
    this.#grid.read(0, 'now', 0, this.height, out);
  }

  /** One byte a cell: 0 dead, 1 survived, 2 born, 3 just died. */
  changesInto(out: Uint8Array): void {
    const { width } = this;
    for (const { bytes: now, y, rows } of this.#pieces(0, this.height, 'now', [0])) {
      const before = this.#read('before', 0, y, rows, 2);
      for (let r = 0; r < rows; r++) {
        const to = (y + r) * width;
        compare(now, before, r * this.#pitch, out.subarray(to, to + width));
      }
    }
  }

  #saved(): (readonly [name: string, plane: number, moment: Moment])[] {
    const counters = Array.from({ length: this.#grid.planes - 1 }, (_, i) => [`counter${i}`, i + 1, 'now'] as const);
    return [['cells', 0, 'now'], ...counters, ['before', 0, 'before']];
  }

  #buffer(number: number): Uint8Array {
    this.#buffers[number] ??= new Uint8Array(this.#rowsAtOnce * this.#pitch + ROOM);
    return this.#buffers[number];
  }

  #read(moment: Moment, plane: number, y: number, rows: number, buffer: number): Uint8Array {
    const bytes = this.#buffer(buffer).subarray(0, rows * this.#pitch);
    this.#grid.read(plane, moment, y, rows, bytes);
    return bytes;
  }

  /** Packed rows, some at a time, with a one for every cell that is set in any of the planes (all by default). */
  *#pieces(first: number, end: number, moment: Moment, planes = [...Array(this.#grid.planes).keys()]) {
    for (let y = first; y < end; y += this.#rowsAtOnce) {
      const rows = Math.min(this.#rowsAtOnce, end - y);
      const bytes = this.#read(moment, planes[0], y, rows, 0);
      for (const plane of planes.slice(1)) {
        const more = this.#read(moment, plane, y, rows, 1);
        for (let i = 0; i < bytes.length; i++) bytes[i] |= more[i];
      }
      yield { bytes, y, rows };
    }
  }
}

const clamp = (value: bigint, most: number): number => (value < 0n ? 0 : value > BigInt(most) ? most : Number(value));

/** Where the pixels of a window begin and end, as cells of a grid of `size`: pixel i covers edges[i] … edges[i + 1] − 1. */
function edgesOf(start: bigint, pixels: number, zoom: number, size: number): Int32Array {
  return Int32Array.from({ length: pixels + 1 }, (_, i) => clamp(start + (BigInt(i) << BigInt(zoom)), size));
}
