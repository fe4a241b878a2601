import { dense, type Field } from '../contract/field.js';
import type { View } from '../contract/view.js';
import { createRandom, type Random } from '../random/random.js';
import { HippocampalMemory, type HippocampalOptions } from './hippocampal-memory.js';
import { codeOverlap } from './hippocampal-projection.js';
import { corruptInto, shuffle } from './memories.js';

/** Likenesses of pictures, 0 to 1 in so many equal parts, and how many pictures are tried. */
const PLACES = 14;
const TRIED = 6;
/** Shares of a cue, and how many memories are asked for; fewer where each takes long. */
const SHARES = [0, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
const ASKED = 6;
const WORK = 8e6;

/** A little more than 1 above, so that a curve along it can be seen. */
const UNIT = [
  [0, 1],
  [0, 1.05],
] as const;

/** Charts of what the dentate gyrus does for memory; {@link hippocampalCharts} gives their fields. */
export const chartViews = {
  separation: {
    id: 'separation',
    title: 'Separation',
    about:
      'How alike two pictures are, and how alike their codes: below the diagonal they are kept apart. Dots are pairs of memories.',
    palette: 'ink',
    axes: { x: { title: 'overlap of two pictures' }, y: { title: 'overlap of their codes' } },
    layers: [
      { kind: 'curve', field: 'diagonal', colour: 'faint', title: 'no separation' },
      { kind: 'points', field: 'pairs', shape: 'disc', size: 6, colour: 'faint' },
      { kind: 'curve', field: 'granuleOverlap', colour: 'first', title: 'dentate gyrus' },
      { kind: 'curve', field: 'pyramidOverlap', colour: 'second', title: 'CA3' },
    ],
  },
  completion: {
    id: 'completion',
    title: 'Completion',
    about:
      'How well memories are recalled from a part of them: with the dentate gyrus, without it, and by the cue alone.',
    palette: 'ink',
    axes: { x: { title: 'share of the picture shown' }, y: { title: 'overlap of the recalled picture' } },
    layers: [
      { kind: 'curve', field: 'alone', colour: 'third', title: 'cue alone' },
      { kind: 'curve', field: 'without', colour: 'second', title: 'no dentate gyrus' },
      { kind: 'curve', field: 'with', colour: 'first', title: 'whole hippocampus' },
    ],
  },
} as const satisfies Record<string, View>;

type ChartField = 'diagonal' | 'pairs' | 'granuleOverlap' | 'pyramidOverlap' | 'with' | 'without' | 'alone';

interface Charted {
  readonly memory: HippocampalMemory;
  readonly patterns: readonly Int8Array[];
  readonly options: HippocampalOptions;
  /** Chance of its own, the same for each curve: what is looked at must not change the future, nor what else is seen. */
  readonly seed: number;
}

/** Fields of {@link chartViews}, each computed when it is first looked at. */
export function hippocampalCharts(charted: Charted): Record<ChartField, () => Field> {
  const separation = once(() => separationCurves(charted));
  const twin = (separated: boolean) => {
    const memory = new HippocampalMemory(charted.memory.inputs, { ...charted.options, separation: separated });
    for (const pattern of charted.patterns) memory.store(pattern);
    return memory;
  };
  const separated = once(() => twin(true));
  const recall = (memory: HippocampalMemory, recurrence: number) => {
    memory.ca3.recurrence = recurrence;
    return completionCurve(memory, charted.patterns, createRandom(charted.seed).stream('cues'));
  };
  const { recurrence } = charted.memory.ca3;
  return {
    diagonal: once(() => dense(Float32Array.of(0, 0, 1, 1), [2, 2], UNIT)),
    pairs: once(() => pairsOf(charted)),
    granuleOverlap: () => separation().granules,
    pyramidOverlap: () => separation().pyramids,
    with: once(() => recall(separated(), recurrence)),
    without: once(() => recall(twin(false), recurrence)),
    alone: once(() => recall(separated(), 0)),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Likeness of the codes of memories and of copies of them with ever more cells turned over. */
function separationCurves({ memory, patterns, seed }: Charted) {
  const copy = new Int8Array(memory.inputs);
  const order = new Uint16Array(memory.inputs);
  const chance = createRandom(seed).stream('copies');
  const curves = { granules: curveOf(PLACES + 1), pyramids: curveOf(PLACES + 1) };
  for (let place = 0; place <= PLACES; place++) {
    const sums = [0, 0, 0];
    for (let n = 0; n < TRIED; n++) {
      const pattern = patterns[n % patterns.length];
      const code = memory.codes[n % patterns.length];
      corruptInto(copy, pattern, (1 - place / PLACES) / 2, order, chance);
      const other = memory.separate(copy);
      sums[0] += pictureOverlap(pattern, copy) / TRIED;
      sums[1] += codeOverlap(code.granules, other.granules, memory.granules) / TRIED;
      sums[2] += codeOverlap(code.pyramids, other.pyramids, memory.ca3.cells) / TRIED;
    }
    curves.granules.data.set([sums[0], sums[1]], 2 * place);
    curves.pyramids.data.set([sums[0], sums[2]], 2 * place);
  }
  return curves;
}

function completionCurve(memory: HippocampalMemory, patterns: readonly Int8Array[], random: Random): Field {
  const asked = Math.max(2, Math.min(ASKED, Math.floor(WORK / (memory.inputs * memory.ca3.cells))));
  const order = new Uint16Array(memory.inputs);
  const cue = new Int8Array(memory.inputs);
  const curve = curveOf(SHARES.length);
  SHARES.forEach((share, place) => {
    let sum = 0;
    for (let n = 0; n < asked; n++) {
      const pattern = patterns[n % patterns.length];
      cue.set(pattern);
      hideInto(cue, share, order, random);
      sum += pictureOverlap(memory.recall(cue).pattern, pattern) / asked;
    }
    curve.data.set([share, sum], 2 * place);
  });
  return curve;
}

/** Pairs of memories: how alike they are, and how alike their codes in the dentate gyrus. */
function pairsOf({ memory, patterns }: Charted): Field {
  const pairs = overlapsOf(memory, patterns);
  const points = Float32Array.from(pairs.flatMap(({ pictures, granules }) => [pictures, granules]));
  return dense(points, [pairs.length, 2], UNIT);
}

/** Memories that are compared in pairs, the first ones. */
const COMPARED = 24;

/** Likeness of pictures and of codes, for each pair of the first memories. */
export function overlapsOf({ codes, granules }: HippocampalMemory, patterns: readonly Int8Array[]) {
  const some = patterns.slice(0, COMPARED);
  return some.flatMap((a, i) =>
    some.slice(0, i).map((b, j) => ({
      pictures: pictureOverlap(a, b),
      granules: codeOverlap(codes[i].granules, codes[j].granules, granules),
    })),
  );
}

/** Σ aᵢbᵢ / N of two pictures of ±1. */
export function pictureOverlap(a: Int8Array, b: Int8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum / a.length;
}

/** Leaves a random share of the cells, and sets the others to 0; `order` is scratch. */
export function hideInto(cue: Int8Array, share: number, order: Uint16Array, random: Random): void {
  const hidden = cue.length - Math.round(share * cue.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  shuffle(order, hidden, random);
  for (let n = 0; n < hidden; n++) cue[order[n]] = 0;
}

const curveOf = (places: number): Field => dense(new Float32Array(2 * places), [places, 2], UNIT);
