import { decodeBase64 } from '../bytes/base64.js';
import { InputError } from '../contract/errors.js';

/** What every kernel of `assembly/` exports besides its functions. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  /** First byte that the kernel itself does not use. */
  heapBase(): number;
}

const modules = new Map<string, WebAssembly.Module>();

/**
 * A fresh instance of an embedded kernel: its memory belongs to one simulation and goes with it.
 * @param imports functions, by the name that the kernel declares them with
 */
export function instantiate<K extends Kernel>(base64: string, imports: Record<string, unknown> = {}): K {
  let module = modules.get(base64);
  if (!module) {
    module = new WebAssembly.Module(decodeBase64(base64));
    modules.set(base64, module);
  }
  return new WebAssembly.Instance(module, { env: imports }).exports as K;
}

const f32 = (length: number) => ({ array: Float32Array, length });
const f64 = (length: number) => ({ array: Float64Array, length });
const i32 = (length: number) => ({ array: Int32Array, length });
const u32 = (length: number) => ({ array: Uint32Array, length });
const u8 = (length: number) => ({ array: Uint8Array, length });
/** Kinds of block that {@link allocate} lays out; lengths count elements. */
export const block = { f32, f64, i32, u32, u8 };

type Blocks = Readonly<Record<string, ReturnType<(typeof block)[keyof typeof block]>>>;
/** A block of a kernel's memory: where it lies, for the kernel, and a view on it, for TypeScript. */
export interface Allocated<A> {
  readonly pointer: number;
  readonly data: A;
}
type Allocation<B extends Blocks> = {
  readonly [K in keyof B]: Allocated<InstanceType<B[K]['array']>>;
};

const PAGE = 65536;
const MAX_BYTES = 65535 * PAGE;

/**
 * Lays the blocks out in a fresh kernel's memory, each on a 16-byte boundary and zeroed, growing it once.
 * @throws InputError when they do not fit in 4 GiB or the machine has no memory left.
 */
export function allocate<B extends Blocks>(kernel: Kernel, blocks: B): Allocation<B> {
  let end = kernel.heapBase();
  const placed = Object.entries(blocks).map(([name, { array, length }]) => {
    const pointer = Math.ceil(end / 16) * 16;
    end = pointer + length * array.BYTES_PER_ELEMENT;
    return { name, array, length, pointer };
  });
  grow(kernel.memory, end);
  const entries = placed.map(({ name, array, length, pointer }) => {
    return [name, { pointer, data: new array(kernel.memory.buffer, pointer, length) }];
  });
  return Object.fromEntries(entries) as Allocation<B>;
}

function grow(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing <= 0) return;
  try {
    if (bytes > MAX_BYTES) throw new RangeError();
    memory.grow(Math.ceil(missing / PAGE));
  } catch {
    throw new InputError(
      'size',
      `${Math.ceil(bytes / 2 ** 20)} MiB`,
      'a system that fits in memory (at most 4095 MiB): make it smaller',
    );
  }
}
