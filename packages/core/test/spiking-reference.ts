// Slow, obvious versions of what the spiking kernels do, for small networks: one neuron after the other, every operation
// rounded to f32 in the order in which the equations are written.

const M = (1n << 64n) - 1n;
const f = Math.fround;

function mix64(z: bigint): bigint {
  let h = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & M;
  h = ((h ^ (h >> 27n)) * 0x94d049bb133111ebn) & M;
  return h ^ (h >> 31n);
}

/** 32 random bits of a column at a time, as the kernels draw them. */
export function bitsAt(key: bigint, time: number, column: number): number {
  const counter = (BigInt(time) * 0x9e3779b97f4a7c15n) & M;
  const row = mix64((mix64((counter ^ key) & M) + key) & M);
  let h = (Math.imul(column, 0x9e3779b1) + Number(row & 0xffffffffn)) | 0;
  h ^= h >>> 16;
  h = (Math.imul(h, 0x21f0aaad) + Number(row >> 32n)) | 0;
  h ^= h >>> 15;
  h = Math.imul(h, 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A standard normal number (Box & Muller) in doubles: neurons take turns of four with the cosine and four with the sine. */
export function normalAt(key: bigint, time: number, neuron: number): number {
  const column = Math.floor(neuron / 8) * 8 + (neuron % 4);
  const u = ((bitsAt(key, time, column) >>> 8) + 1) / 2 ** 24;
  const angle = 2 * Math.PI * ((bitsAt(key, time, column + 4) >>> 8) / 2 ** 24 - 0.5);
  return Math.sqrt(-2 * Math.log(u)) * (neuron % 8 < 4 ? Math.cos(angle) : Math.sin(angle));
}

/** A Poisson number by inversion of its distribution, in doubles. */
export function poissonAt(mean: number, key: bigint, time: number, neuron: number): number {
  const u = bitsAt(key, time, neuron) / 2 ** 32;
  let term = Math.exp(-mean);
  let sum = term;
  let k = 0;
  while (u >= sum && k < 1000) {
    k++;
    term *= mean / k;
    sum += term;
  }
  return k;
}

export interface IzhikevichCell {
  v: number;
  u: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** One millisecond of Izhikevich's cell (2003), in f32; tells whether it fired. */
export function izhikevichStep(cell: IzhikevichCell, input: number): boolean {
  for (let half = 0; half < 2; half++) {
    const square = f(f(f(0.04) * cell.v) * cell.v);
    const slope = f(f(f(f(square + f(5 * cell.v)) + 140) - cell.u) + input);
    cell.v = f(cell.v + f(0.5 * slope));
  }
  cell.u = f(cell.u + f(cell.a * f(f(cell.b * cell.v) - cell.u)));
  if (cell.v < 30) return false;
  cell.v = cell.c;
  cell.u = f(cell.u + cell.d);
  return true;
}

/**
 * Rate (Hz) at which a neuron of Brunel's (2000) fires with white noise as input: Siegert's formula as it stands, with the
 * error function by its Maclaurin or continued fraction, integrated in fine steps by the midpoint rule.
 */
export function siegertRate(mean: number, deviation: number): number {
  const [from, to] = [(10 - mean) / deviation, (20 - mean) / deviation];
  const n = 20000;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += scaledErrorFunction(from + ((i + 0.5) / n) * (to - from));
  return 1 / (0.002 + 0.02 * Math.sqrt(Math.PI) * sum * ((to - from) / n));
}

/** e^(x²) (1 + erf x). */
function scaledErrorFunction(x: number): number {
  if (x <= -2) {
    // e^(x²) erfc(−x) as a continued fraction (Laplace).
    let fraction = 0;
    for (let k = 200; k >= 1; k--) fraction = k / 2 / (-x + fraction);
    return 1 / ((-x + fraction) * Math.sqrt(Math.PI));
  }
  if (x >= 2) return 2 * Math.exp(x * x) - scaledErrorFunction(-x);
  let term = x;
  let sum = x;
  for (let k = 1; k < 300; k++) {
    term *= (-x * x) / k;
    sum += term / (2 * k + 1);
  }
  return Math.exp(x * x) * (1 + (2 / Math.sqrt(Math.PI)) * sum);
}
