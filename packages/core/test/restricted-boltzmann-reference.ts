// Contrastive divergence written out in double precision, one number after the other, and what can be counted of a machine
// that is small enough.

export interface Machine {
  /** [hidden][visible] */
  readonly weights: readonly (readonly number[])[];
  readonly b: readonly number[];
  readonly c: readonly number[];
}

const MASK = (1n << 64n) - 1n;

function mix(z: bigint): bigint {
  let x = z & MASK;
  x = ((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  x = ((x ^ (x >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return x ^ (x >> 31n);
}

/** The number in [0, 1) that belongs to a key, time, row, column and use. */
export function chance(key: bigint, time: number, row: number, column: number, salt: number): number {
  const counter = (BigInt(time) * 0x9e3779b97f4a7c15n + (BigInt(salt) << 32n) + BigInt(row)) & MASK;
  const rowKey = mix(mix(counter ^ key) + key);
  let h = (Math.imul(column, 0x9e3779b1) + Number(rowKey & 0xffffffffn)) | 0;
  h ^= h >>> 16;
  h = (Math.imul(h, 0x21f0aaad) + Number(rowKey >> 32n)) | 0;
  h ^= h >>> 15;
  h = Math.imul(h, 0x735a2d97);
  h ^= h >>> 15;
  return (h >>> 8) / 2 ** 24;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

export const upward = ({ weights, c }: Machine, v: readonly number[]) =>
  weights.map((row, j) => sigmoid(row.reduce((sum, w, i) => sum + w * v[i], c[j])));

export const downward = ({ weights, b }: Machine, h: readonly number[]) =>
  b.map((bias, i) => sigmoid(weights.reduce((sum, row, j) => sum + row[i] * h[j], bias)));

interface Step {
  readonly samples: readonly (readonly number[])[];
  readonly chains: readonly (readonly number[])[];
  readonly rate: number;
  readonly momentum: number;
  readonly decay: number;
  readonly k: number;
  readonly persistent: boolean;
  readonly key: bigint;
  readonly time: number;
}

/** One step of learning; returns the machine, its last change and the chains after it. */
export function contrastiveStep(machine: Machine, last: Machine, step: Step) {
  const { samples, chains, rate, momentum, decay, k, persistent, key, time } = step;
  const seen = samples.map((v) => upward(machine, v));
  let visible = (persistent ? chains : samples).map((row) => [...row]);
  for (let n = 0; n < k; n++) {
    visible = visible.map((v, row) => {
      const h = upward(machine, v).map((p, j) => (chance(key, time, row, j, 2 * n) < p ? 1 : 0));
      return downward(machine, h).map((p, i) => (chance(key, time, row, i, 2 * n + 1) < p ? 1 : 0));
    });
  }
  const imagined = visible.map((v) => upward(machine, v));
  const mean = (rows: readonly (readonly number[])[], i: number, other?: readonly (readonly number[])[], j = 0) =>
    rows.reduce((sum, row, s) => sum + row[i] * (other ? other[s][j] : 1), 0) / rows.length;
  const moved = (before: number, contrast: number, weight: number, loss: number) =>
    momentum * before + rate * contrast - rate * loss * weight;
  const change: Machine = {
    weights: machine.weights.map((row, j) =>
      row.map((w, i) => moved(last.weights[j][i], mean(samples, i, seen, j) - mean(visible, i, imagined, j), w, decay)),
    ),
    b: machine.b.map((w, i) => moved(last.b[i], mean(samples, i) - mean(visible, i), w, 0)),
    c: machine.c.map((w, j) => moved(last.c[j], mean(seen, j) - mean(imagined, j), w, 0)),
  };
  return { machine: added(machine, change), change, chains: persistent ? visible : chains };
}

const added = (a: Machine, d: Machine): Machine => ({
  weights: a.weights.map((row, j) => row.map((w, i) => w + d.weights[j][i])),
  b: a.b.map((w, i) => w + d.b[i]),
  c: a.c.map((w, j) => w + d.c[j]),
});

/** All rows of n zeros and ones. */
export const allStates = (n: number): number[][] =>
  Array.from({ length: 2 ** n }, (_, bits) => Array.from({ length: n }, (_, i) => (bits >> i) & 1));

/** e^−F of a visible state: the sum over hidden ones, taken unit by unit. */
export const weightOf = ({ weights, b, c }: Machine, v: readonly number[]) =>
  weights.reduce(
    (product, row, j) => product * (1 + Math.exp(row.reduce((sum, w, i) => sum + w * v[i], c[j]))),
    Math.exp(v.reduce((sum, value, i) => sum + value * b[i], 0)),
  );

/** P(v) of all visible states, in the order of {@link allStates}. */
export function distribution(machine: Machine): number[] {
  const weights = allStates(machine.b.length).map((v) => weightOf(machine, v));
  const z = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / z);
}

/** The distribution over visible states after one more step of Gibbs sampling. */
export function gibbs(machine: Machine, visible: readonly number[]): number[] {
  const states = allStates(machine.b.length);
  const hiddenStates = allStates(machine.c.length);
  const chanceOf = (p: readonly number[], s: readonly number[]) =>
    p.reduce((product, value, i) => product * (s[i] ? value : 1 - value), 1);
  const hidden = hiddenStates.map((h) =>
    states.reduce((sum, v, n) => sum + visible[n] * chanceOf(upward(machine, v), h), 0),
  );
  return states.map((v) => hiddenStates.reduce((sum, h, n) => sum + hidden[n] * chanceOf(downward(machine, h), v), 0));
}

/** ⟨p(h | v) vᵀ⟩ over a distribution of visible states, [hidden][visible]. */
export function correlations(machine: Machine, visible: readonly number[]): number[][] {
  const states = allStates(machine.b.length);
  return machine.c.map((_, j) =>
    machine.b.map((_, i) => states.reduce((sum, v, n) => sum + visible[n] * upward(machine, v)[j] * v[i], 0)),
  );
}

/** The 2^(n + 1) − 2 pictures of n × n cells whose rows are all black or white, or whose columns are (MacKay 2003). */
export function barsAndStripes(n: number): number[][] {
  const lines = allStates(n);
  const rows = lines.map((on) => Array.from({ length: n * n }, (_, i) => on[Math.floor(i / n)]));
  const columns = lines.map((on) => Array.from({ length: n * n }, (_, i) => on[i % n]));
  return [...new Map([...rows, ...columns].map((picture) => [picture.join(''), picture])).values()];
}
