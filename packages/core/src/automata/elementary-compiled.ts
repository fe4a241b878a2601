import { remembered } from '../compiler/cache.js';
import { Code, V128, wasmModule } from '../compiler/wasm-code.js';
import { type Formula, formulaOf } from './elementary-formula.js';

/**
 * One generation of a row of vectors as `assembly/elementary.ts` lays it out: addresses of the closed row, of the one to
 * write and, for the second order, of the one before; and the number of vectors.
 */
export type Sweep = (now: number, next: number, before: number, vectors: number) => void;

const [NOW, NEXT, BEFORE, VECTORS] = [0, 1, 2, 3];
const PARAMETERS = 4;
/** Vectors a turn of the loop: after any multiple of three the cells are in the locals that they were in before. */
const UNROLLED = 6;

/** WebAssembly made for one rule, on a memory that others use too. */
export function compiledSweep(rule: number, second: boolean, memory: WebAssembly.Memory): Sweep {
  const module = remembered(second ? 'elementary second' : 'elementary', Uint8Array.of(rule), () => {
    const sweep = { parameters: PARAMETERS, code: sweepCode(formulaOf(rule), second) };
    return new WebAssembly.Module(wasmModule({ sweep }));
  });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return (exports as { readonly sweep: Sweep }).sweep;
}

function sweepCode(formula: Formula, second: boolean): Code {
  const code = new Code(PARAMETERS);
  const cells = [code.local(V128), code.local(V128), code.local(V128)] as const;
  const loaded = (offset: number, local: number) => {
    code.get(NOW);
    code.load(offset);
    code.set(local);
  };
  loaded(0, cells[0]);
  loaded(16, cells[1]);
  for (const vectors of [UNROLLED, 1]) {
    code.whileAtLeast(VECTORS, vectors, () => {
      for (let i = 0; i < vectors; i++) {
        const [left, centre, right] = [cells[i % 3], cells[(i + 1) % 3], cells[(i + 2) % 3]];
        loaded(32 + 16 * i, right);
        code.get(NEXT);
        emit(code, formula, { left, centre, right });
        if (second) {
          code.get(BEFORE);
          code.load(16 + 16 * i);
          code.vector('xor');
        }
        code.store(16 + 16 * i);
      }
      for (let i = 0; i < vectors % 3; i++) rotate(code, cells);
      for (const pointer of second ? [NOW, NEXT, BEFORE] : [NOW, NEXT]) advance(code, pointer, 16 * vectors);
      advance(code, VECTORS, -vectors);
    });
  }
  return code;
}

/** Leaves the formula's value on the stack. */
function emit(code: Code, formula: Formula, cells: Readonly<Record<'left' | 'centre' | 'right', number>>): void {
  if ('of' in formula) {
    emit(code, formula.of, cells);
    code.vector('not');
  } else if ('a' in formula) {
    emit(code, formula.a, cells);
    emit(code, formula.b, cells);
    code.vector(formula.kind);
  } else if (formula.kind === 'zero') code.zero();
  else code.get(cells[formula.kind]);
}

/** The centre becomes the left cell, and the right one the centre. */
function rotate(code: Code, [left, centre, right]: readonly [number, number, number]): void {
  code.get(centre);
  code.set(left);
  code.get(right);
  code.set(centre);
}

function advance(code: Code, local: number, by: number): void {
  code.get(local);
  code.i32(by);
  code.add();
  code.set(local);
}
