import { masksWasm } from '../kernels/generated/masks.js';
import { instantiate, type Kernel } from '../kernels/kernel.js';
import type { BlockRule } from '../rules/rule.js';
import { type Backend, bestBackend } from './backend.js';
import { blockCircuit } from './block-circuit.js';
import { remembered } from './cache.js';
import { ruleCoefficients } from './coefficients.js';
import { type TileSide, tileRun, tileStep } from './tile-code.js';
import { wasmModule } from './wasm-code.js';

/**
 * One generation of a tile of side × side cells from address `from` to address `to`, all beyond its edges dead. A row is
 * a lane of `side` bits, the leftmost cell the least significant; row r lies in vector r mod V at lane ⌊r / V⌋ of the
 * V = side² / 128 vectors at the address, so that vertical neighbours are neighbouring vectors.
 */
export type TileStep = (from: number, to: number) => void;

export interface TileKernel {
  readonly step: TileStep;
  /** `count` generations, at least one: faster than as many calls of `step`. */
  readonly run: (from: number, to: number, count: number) => void;
}

export interface TileOptions {
  readonly backend?: Backend;
  /** Address of {@link TILE_SCRATCH} bytes, on a 16-byte boundary, that the backend `masks` may use. */
  readonly scratch?: number;
}

/** Bytes that the backend `masks` needs besides the tiles. */
export const TILE_SCRATCH = 576;

/** A kernel for one rule on tiles in a memory that others use too; only the first two states of a rule are heeded. */
export function tileKernel(
  rule: BlockRule,
  side: TileSide,
  memory: WebAssembly.Memory,
  { backend = bestBackend(), scratch = 0 }: TileOptions = {},
): TileKernel {
  if (backend === 'compiled') return compiledTile(rule, side, memory);
  const step = backend === 'masks' ? maskedTile(rule, side, memory, scratch) : plainTile(rule, side, memory);
  return {
    step,
    run(from, to, count) {
      step(from, to);
      for (let i = 1; i < count; i++) step(to, to);
    },
  };
}

function compiledTile({ next }: BlockRule, side: TileSide, memory: WebAssembly.Memory): TileKernel {
  const module = remembered(`tile ${side}`, next, () => {
    const circuit = blockCircuit(next);
    const step = { parameters: 2, code: tileStep(circuit, side) };
    const run = { parameters: 3, code: tileRun(circuit, side) };
    return new WebAssembly.Module(wasmModule({ step, run }));
  });
  return new WebAssembly.Instance(module, { env: { memory } }).exports as TileKernel;
}

interface MasksKernel extends Kernel {
  tile16(from: number, to: number, coefficients: number, scratch: number): void;
  tile32(from: number, to: number, coefficients: number, scratch: number): void;
}

function maskedTile({ next }: BlockRule, side: TileSide, memory: WebAssembly.Memory, scratch: number): TileStep {
  const kernel = instantiate<MasksKernel>(masksWasm, { memory });
  const coefficients = scratch + TILE_SCRATCH - 64;
  new Uint8Array(memory.buffer, coefficients, 64).set(ruleCoefficients(next));
  const step = side === 16 ? kernel.tile16 : kernel.tile32;
  return (from, to) => step(from, to, coefficients, scratch);
}

/** Looks up the block of every cell. */
function plainTile({ next }: BlockRule, side: TileSide, memory: WebAssembly.Memory): TileStep {
  const vectors = (side * side) / 128;
  const rows = new Uint32Array(side + 2);
  return (from, to) => {
    const view = new DataView(memory.buffer);
    const at = (y: number) => 16 * (y % vectors) + (side / 8) * Math.floor(y / vectors);
    for (let y = 0; y < side; y++) {
      rows[y + 1] = side === 16 ? view.getUint16(from + at(y), true) : view.getUint32(from + at(y), true);
    }
    for (let y = 0; y < side; y++) {
      const row = nextRow(next, side, rows.subarray(y, y + 3));
      if (side === 16) view.setUint16(to + at(y), row, true);
      else view.setUint32(to + at(y), row, true);
    }
  };
}

function nextRow(next: Uint8Array, side: number, [above, here, below]: Uint32Array): number {
  let row = 0;
  let block = ((above & 1) << 6) | ((here & 1) << 3) | (below & 1);
  for (let x = 0; x < side; x++) {
    // The window over three columns moves on by one: the column at x + 1 comes in.
    const [a, b, c] = x === 31 ? [0, 0, 0] : [above >>> (x + 1), here >>> (x + 1), below >>> (x + 1)];
    block = ((block << 1) & 0o666) | ((a & 1) << 6) | ((b & 1) << 3) | (c & 1);
    row |= next[block] << x;
  }
  return row;
}
