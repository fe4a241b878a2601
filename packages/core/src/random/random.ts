import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { math } from '../kernels/math.js';

/**
 * The only source of chance: xoroshiro128+ (Blackman & Vigna 2021, doi:10.1145/3460772), split into named streams.
 * A stream's numbers depend on the seed and its name alone, so that adding one never disturbs another.
 */
export interface Random {
  /** The next 32 random bits, as an unsigned integer. */
  bits(): number;
  /** A number in [0, 1) with 53 random bits. */
  uniform(): number;
  /** An integer in [0, below), each equally likely. */
  integer(below: number): number;
  /** A standard normal number (Box–Muller). */
  normal(): number;
  /** The stream of that name; the same name gives the same stream, wherever it has got to. */
  stream(name: string): Random;
}

/** A {@link Random} whose streams can be written down and set again. */
export interface RandomSource extends Random {
  save(): Record<string, readonly number[]>;
  load(states: Readonly<Record<string, readonly number[]>>): void;
}

export function createRandom(seed: number): RandomSource {
  const streams = new Map<string, ReturnType<typeof createStream>>();

  function createStream(path: string) {
    let generator = xoroshiro128plus(mix(seed, path));
    const bits = () => generator.next() >>> 0;
    const uniform = () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992;
    const random: Random = {
      bits,
      uniform,
      integer: (below) => boundedInteger(bits, below),
      normal: () => math().sqrt(-2 * math().log(1 - uniform())) * math().cos(2 * Math.PI * uniform()),
      stream: (name) => stream(path === '' ? name : `${path}/${name}`).random,
    };
    const load = (state: readonly number[] | undefined) => {
      generator = state ? xoroshiro128plusFromState(state) : xoroshiro128plus(mix(seed, path));
    };
    return { random, save: () => generator.getState(), load };
  }

  function stream(path: string): ReturnType<typeof createStream> {
    const known = streams.get(path) ?? createStream(path);
    streams.set(path, known);
    return known;
  }

  return {
    ...stream('').random,
    save: () => Object.fromEntries([...streams].map(([path, { save }]) => [path, save()])),
    load(states) {
      for (const path of Object.keys(states)) stream(path);
      for (const [path, { load }] of streams) load(states[path]);
    },
  };
}

/** Rejects the few largest draws that would make small integers likelier. */
function boundedInteger(bits: () => number, below: number): number {
  const limit = 4294967296 - (4294967296 % below);
  for (;;) {
    const draw = bits();
    if (draw < limit) return draw % below;
  }
}

/** A 32-bit seed for a stream: FNV-1a over the name, mixed with the seed (the finalizer of MurmurHash3). */
function mix(seed: number, path: string): number {
  let h = 2166136261 ^ seed;
  for (let i = 0; i < path.length; i++) h = Math.imul(h ^ path.charCodeAt(i), 16777619);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
