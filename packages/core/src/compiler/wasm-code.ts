// The few instructions of WebAssembly that our kernels are made of, as bytes (WebAssembly core specification, chapter 5).

export const I32 = 0x7f;
export const V128 = 0x7b;

const VECTOR = {
  load: 0,
  store: 11,
  const: 12,
  shuffle: 13,
  not: 77,
  and: 78,
  andnot: 79,
  or: 80,
  xor: 81,
  shl16: 139,
  shr16: 141,
  shl32: 171,
  shr32: 173,
} as const;
export type VectorOperation = 'not' | 'and' | 'andnot' | 'or' | 'xor' | 'shl16' | 'shr16' | 'shl32' | 'shr32';

/** Unsigned LEB128: seven bits a byte, the lowest first, the top bit set on all but the last. */
export function leb128(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return [...bytes, value];
}

/** Signed LEB128 of a 32-bit number. */
function signedLeb128(value: number): number[] {
  const bytes: number[] = [];
  for (; value < -64 || value > 63; value >>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value & 127];
}

/** A function body in the making. Locals are numbered as they are asked for, after the parameters. */
export class Code {
  readonly bytes: number[] = [];
  readonly #parameters: number;
  readonly #locals: number[] = [];

  /** @param parameters how many, all of them i32 */
  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  local(type: number): number {
    return this.#parameters + this.#locals.push(type) - 1;
  }
  get(local: number): void {
    this.bytes.push(0x20, ...leb128(local));
  }
  set(local: number): void {
    this.bytes.push(0x21, ...leb128(local));
  }
  tee(local: number): void {
    this.bytes.push(0x22, ...leb128(local));
  }
  i32(value: number): void {
    this.bytes.push(0x41, ...signedLeb128(value));
  }
  add(): void {
    this.bytes.push(0x6a);
  }
  /** The vector at the address on the stack, `offset` bytes further on. */
  load(offset: number): void {
    this.#vector(VECTOR.load, 4, ...leb128(offset));
  }
  store(offset: number): void {
    this.#vector(VECTOR.store, 4, ...leb128(offset));
  }
  zero(): void {
    this.#vector(VECTOR.const, ...new Array<number>(16).fill(0));
  }
  /** Sixteen bytes of two vectors: 0–15 count through the first, 16–31 through the second. */
  shuffle(lanes: readonly number[]): void {
    this.#vector(VECTOR.shuffle, ...lanes);
  }
  vector(operation: VectorOperation): void {
    this.#vector(VECTOR[operation]);
  }
  /** Runs `body`, at least once, for as long as it leaves a true number on the stack. */
  loop(body: () => void): void {
    this.bytes.push(0x03, 0x40);
    body();
    this.bytes.push(0x0d, 0x00, 0x0b);
  }
  /** Runs `body` while a local holds at least so much. */
  whileAtLeast(local: number, least: number, body: () => void): void {
    const test = () => {
      this.get(local);
      this.i32(least);
      this.bytes.push(0x4e);
    };
    test();
    this.bytes.push(0x04, 0x40);
    this.loop(() => {
      body();
      test();
    });
    this.bytes.push(0x0b);
  }

  /** The body as a module holds it: its locals, one group each, then the code. */
  finish(): number[] {
    const locals = this.#locals.flatMap((type) => [1, type]);
    const body = [...leb128(this.#locals.length), ...locals, ...this.bytes, 0x0b];
    return [...leb128(body.length), ...body];
  }

  #vector(opcode: number, ...operands: number[]): void {
    this.bytes.push(0xfd, ...leb128(opcode), ...operands);
  }
}

/** A module of exported functions of i32 parameters without results, on a memory imported as `env.memory`. */
export function wasmModule(
  functions: Readonly<Record<string, { parameters: number; code: Code }>>,
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(functions);
  const vector = (items: readonly (readonly number[])[]) => [...leb128(items.length), ...items.flat()];
  const name = (text: string) => [...leb128(text.length), ...new TextEncoder().encode(text)];
  const section = (id: number, content: number[]) => [id, ...leb128(content.length), ...content];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      vector(entries.map(([, { parameters }]) => [0x60, ...leb128(parameters), ...Array(parameters).fill(I32), 0])),
    ),
    ...section(2, vector([[...name('env'), ...name('memory'), 0x02, 0x00, 0]])),
    ...section(3, vector(entries.map((_, i) => leb128(i)))),
    ...section(7, vector(entries.map(([export_], i) => [...name(export_), 0x00, ...leb128(i)]))),
    ...section(10, vector(entries.map(([, { code }]) => code.finish()))),
  ]);
}
