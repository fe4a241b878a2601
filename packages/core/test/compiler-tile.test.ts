import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Backend } from '../src/compiler/backend.js';
import { TILE_SCRATCH, tileKernel } from '../src/compiler/tile-kernel.js';
import { blockTables, ruleOf } from './compiler-reference.js';
import { referenceRun } from './lattice-reference.js';

const FROM = TILE_SCRATCH;
const TO = FROM + 128;

/** Address of cell (x, y)'s byte, and its bit. */
function place(side: number, x: number, y: number): [offset: number, bit: number] {
  const vectors = (side * side) / 128;
  return [16 * (y % vectors) + (side / 8) * Math.floor(y / vectors) + (x >> 3), x & 7];
}

function write(memory: WebAssembly.Memory, at: number, side: number, cells: Uint8Array): void {
  const bytes = new Uint8Array(memory.buffer, at, (side * side) / 8).fill(0);
  for (const [i, alive] of cells.entries()) {
    const [offset, bit] = place(side, i % side, Math.floor(i / side));
    bytes[offset] |= alive << bit;
  }
}

function read(memory: WebAssembly.Memory, at: number, side: number): Uint8Array {
  const bytes = new Uint8Array(memory.buffer, at, (side * side) / 8);
  return Uint8Array.from({ length: side * side }, (_, i) => {
    const [offset, bit] = place(side, i % side, Math.floor(i / side));
    return (bytes[offset] >> bit) & 1;
  });
}

describe('tile kernels equal the slow reference', () => {
  it.each(['compiled', 'masks', 'typescript'] satisfies Backend[])('%s', (backend) => {
    const cases = fc.record({
      next: blockTables,
      side: fc.constantFrom(16 as const, 32 as const),
      cells: fc.uint8Array({ minLength: 128, maxLength: 128 }),
      count: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(cases, ({ next, side, cells: bytes, count }) => {
        const memory = new WebAssembly.Memory({ initial: 1 });
        const rule = ruleOf(next);
        const plane = { kind: 'plane', width: side, height: side, shiftX: 0, shiftY: 0, twist: 'none' } as const;
        const cells = Uint8Array.from({ length: side * side }, (_, i) => (bytes[i >> 3] >> (i & 7)) & 1);
        const { step, run } = tileKernel(rule, side, memory, { backend });
        write(memory, FROM, side, cells);
        step(FROM, TO);
        expect(read(memory, TO, side)).toEqual(referenceRun(rule, plane, cells, 1));
        run(FROM, TO, count);
        expect(read(memory, TO, side)).toEqual(referenceRun(rule, plane, cells, count));
        expect(read(memory, FROM, side)).toEqual(cells);
      }),
      { numRuns: 40 },
    );
  });
});
