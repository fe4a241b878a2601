import {
  CENTRE,
  COUNTERS,
  type Gate,
  gateOf,
  isNegated,
  LEFT,
  lagOf,
  liveGates,
  type PlaneCircuit,
  type Signal,
} from './circuit.js';
import { Code, I32, V128 } from './wasm-code.js';

/** Parameters of a strip kernel: addresses of the row above the first, of the first row to write, rows, bytes a plane. */
const [LEFT_AT, CENTRE_AT, RIGHT_AT, OUT, ROWS, PLANE] = [0, 1, 2, 3, 4, 5];
const PARAMETERS = 6;
/** Rows that one turn of the loop computes: fewer turns, and fewer moves from the locals of one row to those of the next. */
const UNROLLED = 2;

/**
 * Emits (left, centre, right, out, rows, plane): one generation of a column of vectors. Gates that are needed again for
 * the rows below stay in locals; counters of further planes are read where the cell is.
 */
export function stripCode(planes: PlaneCircuit): Code {
  const code = new Code(PARAMETERS);
  const strip = new StripCode(code, planes);
  strip.begin();
  strip.loop(UNROLLED);
  strip.loop(1);
  return code;
}

/** A gate's value that a later row needs, `age` rows on. */
interface Carried {
  readonly number: number;
  readonly age: number;
  readonly local: number;
}

class StripCode {
  readonly #code: Code;
  readonly #gates: readonly Gate[];
  readonly #outputs: readonly Signal[];
  readonly #carried: readonly Carried[];
  /** Locals with the address of each further plane's centre and of where its next state goes. */
  readonly #planes: readonly { readonly from: number; readonly to: number }[];
  /** Locals by gate and row; row 0 is the newest at the start of a turn. */
  #values = new Map<string, number>();

  constructor(code: Code, planes: PlaneCircuit) {
    this.#code = code;
    this.#gates = planes.circuit.gates;
    this.#outputs = planes.outputs;
    this.#carried = ages(planes).map(({ number, age }) => ({ number, age, local: code.local(V128) }));
    this.#planes = planes.outputs.slice(1).map(() => ({ from: code.local(I32), to: code.local(I32) }));
  }

  /** Addresses of the planes, and what the first row needs of the rows above it. */
  begin(): void {
    this.#planes.forEach(({ from, to }, p) => {
      const [lastFrom, lastTo] = p === 0 ? [CENTRE_AT, OUT] : [this.#planes[p - 1].from, this.#planes[p - 1].to];
      for (const [next, last] of [
        [from, lastFrom],
        [to, lastTo],
      ]) {
        this.#code.get(last);
        this.#code.get(PLANE);
        this.#code.add();
        this.#code.set(next);
      }
    });
    // The first row's newest row is the third from the addresses; further planes are read in the row itself.
    for (const at of [LEFT_AT, CENTRE_AT, RIGHT_AT]) this.#advance(at, 2);
    for (const { from } of this.#planes) this.#advance(from, 1);
    this.#carry(0);
  }

  /** While there are at least `rows` rows, computes so many. */
  loop(rows: number): void {
    const code = this.#code;
    code.whileAtLeast(ROWS, rows, () => {
      this.#values = new Map(this.#carried.map(({ number, age, local }) => [`${number} ${-age}`, local]));
      for (let row = 0; row < rows; row++) {
        for (const [plane, output] of this.#outputs.entries()) this.#write(output, plane, row);
      }
      this.#carry(rows);
      const pointers = [LEFT_AT, CENTRE_AT, RIGHT_AT, OUT, ...this.#planes.flatMap(({ from, to }) => [from, to])];
      for (const at of pointers) this.#advance(at, rows);
      code.get(ROWS);
      code.i32(-rows);
      code.add();
      code.set(ROWS);
    });
  }

  #write(output: Signal, plane: number, row: number): void {
    const value = this.#signal(output & ~1, row);
    this.#code.get(plane === 0 ? OUT : this.#planes[plane - 1].to);
    this.#code.get(value);
    if (isNegated(output)) this.#code.vector('not');
    this.#code.store(16 * row);
  }

  /** Moves what later rows need to where they look for it. */
  #carry(rows: number): void {
    const moves = this.#carried.map(({ number, age, local }) => ({ from: this.#value(number, rows - age), to: local }));
    for (const { from } of moves) this.#code.get(from);
    for (const { to } of moves.reverse()) this.#code.set(to);
  }

  #advance(pointer: number, rows: number): void {
    this.#code.get(pointer);
    this.#code.i32(16 * rows);
    this.#code.add();
    this.#code.set(pointer);
  }

  #signal(signal: Signal, row: number): number {
    return this.#value(gateOf(signal), row - lagOf(signal));
  }

  #value(number: number, row: number): number {
    const key = `${number} ${row}`;
    let local = this.#values.get(key);
    if (local === undefined) {
      local = this.#compute(this.#gates[number], row);
      this.#values.set(key, local);
    }
    return local;
  }

  #compute({ kind, a, b }: Gate, row: number): number {
    const code = this.#code;
    if (kind === 'false') return code.local(V128);
    if (kind === 'input') this.#load(a, row);
    else {
      const [x, y] = [this.#signal(a, row), this.#signal(b, row)];
      code.get(x);
      code.get(y);
      code.vector(kind);
    }
    const local = code.local(V128);
    code.set(local);
    return local;
  }

  #load(input: number, row: number): void {
    const side = input === LEFT ? LEFT_AT : input === CENTRE ? CENTRE_AT : RIGHT_AT;
    // Offsets cannot be negative: rows above the newest are counted from an address moved back.
    this.#code.get(input < COUNTERS ? side : this.#planes[input - COUNTERS].from);
    if (row < 0) {
      this.#code.i32(16 * row);
      this.#code.add();
    }
    this.#code.load(Math.max(0, 16 * row));
  }
}

/** What rows below need: each gate that is used with a lag, once for every row up to that lag. */
function ages({ circuit, outputs }: PlaneCircuit): { number: number; age: number }[] {
  const lags = new Map<number, number>();
  const use = (signal: Signal): void => {
    const number = gateOf(signal);
    const { kind } = circuit.gates[number];
    if (kind !== 'false') lags.set(number, Math.max(lags.get(number) ?? 0, lagOf(signal)));
  };
  for (const output of outputs) use(output);
  for (const number of liveGates({ circuit, outputs })) {
    const { kind, a, b } = circuit.gates[number];
    if (kind === 'input') continue;
    use(a);
    use(b);
  }
  return [...lags].flatMap(([number, lag]) => Array.from({ length: lag }, (_, i) => ({ number, age: i + 1 })));
}
