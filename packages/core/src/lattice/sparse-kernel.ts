import { canCompile } from '../compiler/backend.js';
import { tileKernel } from '../compiler/tile-kernel.js';
import { InputError } from '../contract/errors.js';
import { sparseWasm } from '../kernels/generated/sparse.js';
import { instantiate, type Kernel } from '../kernels/kernel.js';
import { alternating } from '../rules/alternating.js';
import type { BlockRule } from '../rules/rule.js';
import type { Topology } from './topology.js';

/** Functions of `assembly/sparse.ts`; `between` asks for the generation after the one that all tiles hold. */
export interface SparseKernel extends Kernel {
  begin(heap: number, most: number, width: number, height: number, torus: boolean): number;
  restart(swap: boolean): void;
  whyFailed(): number;
  clearFailure(): void;
  isSwapped(): number;
  bufferAt(): number;
  pass(): number;
  passBetween(): void;
  sweep(): void;
  settleBetween(): void;
  wakeTouched(): number;
  place(count: number, x: bigint, y: bigint): number;
  paint(x: bigint, y: bigint, alive: boolean): number;
  population(between: boolean): bigint;
  box(between: boolean): number;
  countBox(left: bigint, top: bigint, right: bigint, bottom: bigint, between: boolean): bigint;
  counts(x: bigint, y: bigint, width: number, height: number, zoom: number, between: boolean): void;
  sort(between: boolean): number;
  saveTiles(between: boolean): number;
  loadTiles(count: number): number;
  startRuns(): void;
  runs(x: bigint, y: bigint, between: boolean): number;
  tilesLiving(between: boolean): number;
  tilesHeld(): number;
}

/** Bytes of the kernel's buffer, through which runs, windows and saved tiles go. */
export const BUFFER_BYTES = 2 ** 22;
/** Why a tile could not be had. */
export const NO_MEMORY = 1;

const MIB = 2 ** 20;
const LEAST = 8 * MIB;
const MOST = 4096 * MIB;
/** The last page is left free: addresses and sizes then fit in 32 bits. */
const ADDRESSABLE = 4095 * MIB;
/** Tile, its share of the hash table (up to twice the tiles, four bytes each) and its bits. */
const BYTES_PER_TILE = 448 + 8 + 1;

/** A kernel with a memory of its own, and the memory. */
export function sparseKernel(
  rule: BlockRule,
  { kind, width, height }: Topology,
  ceiling: number,
): { readonly kernel: SparseKernel; readonly memory: WebAssembly.Memory } {
  if (!(ceiling >= LEAST && ceiling <= MOST)) {
    throw new InputError('memory', ceiling, `bytes from ${LEAST} (8 MiB) to ${MOST} (4096 MiB)`);
  }
  if (!canCompile()) throw new InputError('engine', 'sparse', 'dense on a bounded grid: WebAssembly is forbidden here');
  const [even, odd] = alternating(rule);
  const memory = new WebAssembly.Memory({ initial: 2 });
  const generation = tileKernel(even, 32, memory).step;
  const generationBetween = odd === even ? generation : tileKernel(odd, 32, memory).step;
  const kernel = instantiate<SparseKernel>(sparseWasm, { memory, generation, generationBetween });
  const most = Math.floor((Math.min(ceiling, ADDRESSABLE) - BUFFER_BYTES) / BYTES_PER_TILE);
  if (!kernel.begin(kernel.heapBase(), most, width, height, kind === 'torus')) {
    throw new InputError('memory', `${Math.ceil(ceiling / MIB)} MiB`, 'less: the machine has none left for the tables');
  }
  return { kernel, memory };
}
