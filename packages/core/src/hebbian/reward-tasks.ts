import type { Random } from '../random/random.js';

export const REWARD_TASKS = ['xor', 'parity', 'association'] as const;
export type RewardTask = (typeof REWARD_TASKS)[number];

/** Cues of ±1 and which of two answers is right for each. */
export interface Cues {
  readonly inputs: number;
  readonly cues: readonly Float64Array[];
  readonly answers: readonly number[];
}

interface AssociationOptions {
  readonly inputs: number;
  readonly cues: number;
}

/** XOR of two inputs, parity of three, or random cues of which every second asks for the answer 1. */
export function cuesOf(task: RewardTask, { inputs, cues }: AssociationOptions, random: Random): Cues {
  if (task === 'association') {
    const drawn = Array.from({ length: cues }, () =>
      Float64Array.from({ length: inputs }, () => (random.bits() & 1 ? 1 : -1)),
    );
    return { inputs, cues: drawn, answers: drawn.map((_, cue) => cue % 2) };
  }
  const bits = task === 'xor' ? 2 : 3;
  const all = Array.from({ length: 2 ** bits }, (_, n) =>
    Float64Array.from({ length: bits }, (_, bit) => ((n >> bit) & 1 ? 1 : -1)),
  );
  const answers = all.map((cue) => cue.filter((value) => value > 0).length % 2);
  return { inputs: bits, cues: all, answers };
}
