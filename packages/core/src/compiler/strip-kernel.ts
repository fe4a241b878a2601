import type { BlockRule } from '../rules/rule.js';
import { remembered } from './cache.js';
import { planesCircuit } from './generations.js';
import { stripCode } from './strip-code.js';
import { wasmModule } from './wasm-code.js';

/**
 * One generation of a column of vectors: addresses of the row above the first in the columns left, centre and right, and
 * of the first row to write; how many rows; and bytes from one plane to the next (see `generations.ts`).
 */
export type StripStep = (left: number, centre: number, right: number, out: number, rows: number, plane: number) => void;

/** WebAssembly made for one rule, on a memory that others use too. */
export function stripKernel({ next, states }: BlockRule, memory: WebAssembly.Memory): StripStep {
  const module = remembered(`strip ${states}`, next, () => {
    const strip = { parameters: 6, code: stripCode(planesCircuit({ next, states })) };
    return new WebAssembly.Module(wasmModule({ strip }));
  });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return (exports as { readonly strip: StripStep }).strip;
}
