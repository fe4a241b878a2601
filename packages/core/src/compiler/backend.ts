/**
 * How a rule is run, fastest first: as WebAssembly made for it, as data for a kernel that runs any rule, or in plain
 * TypeScript where no WebAssembly may be compiled at all. All give the same cells.
 */
export type Backend = 'compiled' | 'masks' | 'typescript';

const EMPTY_MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

let allowed: boolean | undefined;

/** Whether WebAssembly may be compiled here: a content-security policy without `wasm-unsafe-eval` forbids it. */
export function canCompile(): boolean {
  if (allowed === undefined) {
    try {
      new WebAssembly.Module(EMPTY_MODULE);
      allowed = true;
    } catch {
      allowed = false;
    }
  }
  return allowed;
}

/** The fastest that is possible here. */
export const bestBackend = (): Backend => (canCompile() ? 'compiled' : 'typescript');
