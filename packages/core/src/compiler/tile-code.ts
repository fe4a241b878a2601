import { CENTRE, gateOf, isNegated, LEFT, lagOf, type PlaneCircuit, type Signal } from './circuit.js';
import { Code, V128 } from './wasm-code.js';

export type TileSide = 16 | 32;

/**
 * Emits the next generation of a tile whose rows are interleaved over vectors (row r in vector r mod V, lane ⌊r / V⌋):
 * the vertical neighbours of a vector are whole vectors, but for the first and the last, which see the other end moved
 * by one lane. All of it is straight code; gates of one row are shared between the rows that use them.
 */
class TileCode {
  readonly #code: Code;
  readonly #side: TileSide;
  readonly #planes: PlaneCircuit;
  /** Locals that hold the tile. */
  readonly #tile: readonly number[];
  readonly #values = new Map<string, number>();
  readonly #zero: number;

  constructor(code: Code, planes: PlaneCircuit, side: TileSide, tile: readonly number[], zero: number) {
    this.#code = code;
    this.#planes = planes;
    this.#side = side;
    this.#tile = tile;
    this.#zero = zero;
  }

  /** @returns the locals that hold the next generation */
  generation(): number[] {
    const output = this.#planes.outputs[0];
    return this.#tile.map((_, row) => {
      const local = this.#signal(output & ~1, row + 1);
      if (!isNegated(output)) return local;
      return this.#define(() => {
        this.#code.get(local);
        this.#code.vector('not');
      });
    });
  }

  /** The local with a signal's value where `row` (−1 … V) is the newest row. */
  #signal(signal: Signal, row: number): number {
    const [number, at] = [gateOf(signal), row - lagOf(signal)];
    const key = `${number} ${at}`;
    let local = this.#values.get(key);
    if (local === undefined) {
      local = this.#compute(number, at);
      this.#values.set(key, local);
    }
    return local;
  }

  #compute(number: number, row: number): number {
    const { kind, a, b } = this.#planes.circuit.gates[number];
    const code = this.#code;
    if (kind === 'false') return this.#zero;
    const beyond = row < 0 || row >= this.#tile.length;
    if (beyond && this.#isOfOneRow(number)) return this.#moved(number, row);
    if (kind === 'input') return a === CENTRE ? this.#tile[row] : this.#shifted(this.#tile[row], a === LEFT);
    const [x, y] = [this.#signal(a, row), this.#signal(b, row)];
    return this.#define(() => {
      code.get(x);
      code.get(y);
      code.vector(kind);
    });
  }

  #isOfOneRow(number: number): boolean {
    const { kind, a, b } = this.#planes.circuit.gates[number];
    if (kind === 'input' || kind === 'false') return true;
    return lagOf(a) === 0 && lagOf(b) === 0 && this.#isOfOneRow(gateOf(a)) && this.#isOfOneRow(gateOf(b));
  }

  /** The row above the first vector is the last vector one lane up, with a dead lane; below the last likewise. */
  #moved(number: number, row: number): number {
    const V = this.#tile.length;
    const source = this.#signal(8 * number, row < 0 ? V - 1 : 0);
    const bytes = this.#side / 8;
    const first = row < 0 ? 16 - bytes : bytes;
    return this.#define(() => {
      for (const local of row < 0 ? [this.#zero, source] : [source, this.#zero]) this.#code.get(local);
      this.#code.shuffle(Array.from({ length: 16 }, (_, i) => first + i));
    });
  }

  /** Each cell's left or right neighbour. */
  #shifted(local: number, left: boolean): number {
    return this.#define(() => {
      this.#code.get(local);
      this.#code.i32(1);
      if (this.#side === 16) this.#code.vector(left ? 'shl16' : 'shr16');
      else this.#code.vector(left ? 'shl32' : 'shr32');
    });
  }

  #define(push: () => void): number {
    push();
    const local = this.#code.local(V128);
    this.#code.set(local);
    return local;
  }
}

const FROM = 0;
const TO = 1;
const COUNT = 2;

/** (from, to): one generation of a tile. */
export function tileStep(planes: PlaneCircuit, side: TileSide): Code {
  const code = new Code(2);
  const tile = loadTile(code, side);
  storeTile(code, new TileCode(code, planes, side, tile, zeroVector(code)).generation());
  return code;
}

/** (from, to, count): `count` generations, at least one, without leaving the registers. */
export function tileRun(planes: PlaneCircuit, side: TileSide): Code {
  const code = new Code(3);
  const tile = loadTile(code, side);
  const zero = zeroVector(code);
  code.loop(() => {
    const next = new TileCode(code, planes, side, tile, zero).generation();
    for (const local of next) code.get(local);
    for (const local of [...tile].reverse()) code.set(local);
    code.get(COUNT);
    code.i32(-1);
    code.add();
    code.tee(COUNT);
  });
  storeTile(code, tile);
  return code;
}

/** A local that is never written is zero. */
const zeroVector = (code: Code): number => code.local(V128);

function loadTile(code: Code, side: TileSide): number[] {
  return Array.from({ length: (side * side) / 128 }, (_, i) => {
    code.get(FROM);
    code.load(16 * i);
    const local = code.local(V128);
    code.set(local);
    return local;
  });
}

function storeTile(code: Code, tile: readonly number[]): void {
  tile.forEach((local, i) => {
    code.get(TO);
    code.get(local);
    code.store(16 * i);
  });
}
