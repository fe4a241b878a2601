import { attractors, createRandom, decodePng, InputError } from '@selforg/core';
import { scaleRaster } from '@selforg/render';
import { encodeFrame } from '@selforg/render/node';
import { forceFlag, jsonFlag, quietFlag } from '../common-flags.js';
import { EXIT } from '../errors.js';
import { checkTarget, readBytes, writeWhole } from '../files.js';
import { numberOf, sizeOf, wholeNumber } from '../flags.js';
import { colours, note, printJson, printLines, short } from '../output.js';
import type { Call, Verb } from '../verb.js';

const MAX_SIDE = 64;
const MAX_IMAGE = 2 ** 26;
const PICTURE_SIDE = 512;
const DEFAULTS = { letters: 'AJLMSZ', side: 32, noise: 0.3 };

/** A pattern of ±1, and what it is. */
interface Memory {
  readonly name: string;
  readonly pattern: Int8Array;
}

interface Grid {
  readonly width: number;
  readonly height: number;
}

const recall: Verb = {
  name: 'hopfield recall',
  about: 'Store letters or pictures in a Hopfield network, start it from a damaged one, and see what it remembers.',
  operands: [],
  flags: {
    letters: { value: 'TEXT', about: `Letters and digits to store, default ${DEFAULTS.letters}.` },
    images: { value: 'FILE', about: 'PNG to store instead, dark parts on: repeat the flag.', repeats: true },
    size: {
      value: 'WxH',
      about: `Neurons across and down, at most ${MAX_SIDE}x${MAX_SIDE}, default ${DEFAULTS.side}x${DEFAULTS.side}.`,
    },
    cue: { value: 'N|FILE', about: 'Memory to start from, counted from 0 (the default), or a PNG.' },
    noise: {
      value: 'S',
      about: `Share of the neurons turned over at the start, default ${DEFAULTS.noise}, 0 for a PNG.`,
    },
    rule: { value: 'R', about: `How pictures become weights: ${attractors.STORAGE_RULES.join(', ')}; default hebb.` },
    order: { value: 'O', about: `Who is next: ${attractors.ORDERS.join(', ')}; default sweep.` },
    temperature: { value: 'T', about: 'Chance in each decision, default 0.' },
    sweeps: { value: 'N', about: 'Turns of every neuron after which it gives up, default 100.' },
    seed: { value: 'S', about: 'Start of the random streams, default 1.' },
    out: { value: 'FILE.png', about: 'Where to draw what it settled in.' },
    ...forceFlag,
    ...jsonFlag,
    ...quietFlag,
  },
  examples: () => [
    'selforg hopfield recall --letters SELFORG --cue 2 --noise 0.25 --out recalled.png',
    'selforg hopfield recall --images cat.png --images dog.png --cue blurred.png --rule projection',
  ],
  act: recallMemory,
};

async function recallMemory(call: Call): Promise<number> {
  const grid = gridOf(call.text('size'));
  const memories = memoriesOf(call, grid);
  const seed = wholeNumber(call, 'seed', { min: 0, max: 2 ** 32 - 1, standard: 1 });
  const out = call.text('out');
  if (out !== undefined) checkTarget('--out', out, { force: call.has('force') });
  const patterns = memories.map(({ pattern }) => pattern);
  const { pattern: origin, memory } = cueOf(call, grid, patterns);
  const noise = shareOf(call, memory === undefined ? 0 : DEFAULTS.noise);
  const start = attractors.corrupt(origin, noise, createRandom(seed).stream('noise'));
  const rule = oneOf('rule', call.text('rule') ?? 'hebb', attractors.STORAGE_RULES);
  const network = attractors.Hopfield.store(patterns, { rule });
  const before = network.energy(start);
  const recalled = network.recall(start, {
    order: oneOf('order', call.text('order') ?? 'sweep', attractors.ORDERS),
    temperature: temperatureOf(call.text('temperature')),
    maxSweeps: wholeNumber(call, 'sweeps', { min: 0, max: 1e6, standard: 100 }),
    seed,
  });
  const overlaps = patterns.map((pattern) => overlapOf(recalled.state, pattern));
  const nearest = overlaps.reduce((best, m, i) => (Math.abs(m) > Math.abs(overlaps[best]) ? i : best), 0);
  if (out !== undefined) await writeWhole('--out', out, drawn(recalled.state, grid));
  const result = {
    neurons: start.length,
    memories: memories.map(({ name }) => name),
    rule,
    noise,
    cue: memory === undefined ? call.text('cue') : memory,
    energy: { before, after: recalled.energy },
    ...(memory !== undefined && { overlap: { before: overlapOf(start, origin), after: overlaps[memory] } }),
    nearest: { memory: nearest, name: memories[nearest].name, overlap: overlaps[nearest] },
    overlaps,
    sweeps: recalled.sweeps,
    changed: start.reduce((sum, state, i) => sum + (state === recalled.state[i] ? 0 : 1), 0),
    period: recalled.period,
  };
  if (call.has('json')) printJson({ ...result, ...(out !== undefined && { out }) });
  else if (!call.has('quiet')) {
    printLines(summary(result));
    if (out !== undefined) note(`in ${out}`);
  }
  return EXIT.done;
}

function gridOf(text: string | undefined): Grid {
  const [width, height] = text === undefined ? [DEFAULTS.side, DEFAULTS.side] : sizeOf(text);
  if (Math.min(width, height) >= 1 && Math.max(width, height) <= MAX_SIDE) return { width, height };
  throw new InputError('size', text, `neurons across and down, from 1x1 to ${MAX_SIDE}x${MAX_SIDE}`);
}

/** @throws InputError for letters beside images, and for what is neither letter nor digit */
function memoriesOf(call: Call, { width, height }: Grid): Memory[] {
  const [letters, images] = [call.text('letters'), call.texts('images')];
  if (letters !== undefined && images.length > 0)
    throw new InputError('letters', letters, 'letters or images, not both');
  if (images.length > 0)
    return images.map((path) => ({ name: path, pattern: readPattern('--images', path, { width, height }) }));
  const text = letters ?? DEFAULTS.letters;
  if (text === '') throw new InputError('letters', text, 'at least one letter or digit');
  return Array.from(text, (letter) => {
    if (!/^[A-Za-z0-9]$/.test(letter)) throw new InputError('letters', letter, 'letters A–Z and digits 0–9');
    return { name: letter, pattern: attractors.drawLetter(letter, width, height) };
  });
}

function readPattern(flag: string, path: string, { width, height }: Grid): Int8Array {
  const image = decodePng(readBytes(flag, path, MAX_IMAGE), `${flag} ${JSON.stringify(path)}`);
  return attractors.binarize(image, width, height);
}

/** The memory of that number, or the picture in that file. */
function cueOf(call: Call, grid: Grid, patterns: readonly Int8Array[]): { pattern: Int8Array; memory?: number } {
  const text = call.text('cue') ?? '0';
  const number = numberOf(text);
  if (typeof number === 'string') return { pattern: readPattern('--cue', text, grid) };
  if (Number.isInteger(number) && number >= 0 && number < patterns.length) {
    return { pattern: patterns[number], memory: number };
  }
  throw new InputError(
    'cue',
    number,
    `a memory from 0 to ${patterns.length - 1} (${patterns.length} are stored), or a PNG`,
  );
}

function shareOf(call: Call, standard: number): number {
  const text = call.text('noise');
  const value = text === undefined ? standard : numberOf(text);
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new InputError('noise', value, 'a number from 0 to 1');
}

function temperatureOf(text = '0'): number {
  const value = numberOf(text);
  if (typeof value === 'number' && value >= 0 && value <= 100) return value;
  throw new InputError('temperature', value, 'a number from 0 to 100');
}

function oneOf<T extends string>(name: string, text: string, options: readonly T[]): T {
  const found = options.find((option) => option === text);
  if (found) return found;
  throw new InputError(name, text, `one of ${options.join(', ')}`);
}

/** m = (1/N) Σ ξs: 1 for the same, −1 for the negative, 0 for nothing in common. */
const overlapOf = (state: Int8Array, pattern: Int8Array): number =>
  state.reduce((sum, s, i) => sum + s * pattern[i], 0) / state.length;

/** Ink on paper. */
function drawn(state: Int8Array, { width, height }: Grid): Uint8Array {
  const data = Uint8Array.from(state, (s) => (s > 0 ? 1 : 0));
  const palette = Uint8Array.of(255, 255, 255, 0, 0, 0);
  const cell = Math.max(1, Math.floor(PICTURE_SIDE / Math.max(width, height)));
  return encodeFrame(scaleRaster({ kind: 'index', width, height, data, palette }, cell));
}

interface Result {
  readonly neurons: number;
  readonly memories: readonly string[];
  readonly rule: string;
  readonly energy: { readonly before: number; readonly after: number };
  readonly overlap?: { readonly before: number; readonly after: number };
  readonly nearest: { readonly name: string; readonly overlap: number };
  readonly sweeps: number;
  readonly changed: number;
  readonly period: number;
}

const ENDINGS = ['still changing', 'at rest', 'two states that swap'];

function summary({ neurons, memories, rule, energy, overlap, nearest, sweeps, changed, period }: Result): string[] {
  const told = overlap ? [`  overlap with the memory  ${short(overlap.before)} → ${short(overlap.after)}`] : [];
  return [
    `${colours.bold(`${memories.length} memories in ${neurons} neurons`)} by ${rule}: ${ENDINGS[period]} after ${sweeps} sweeps`,
    `  energy                   ${short(energy.before)} → ${short(energy.after)}`,
    ...told,
    `  nearest memory           ${nearest.name} (overlap ${short(nearest.overlap)})`,
    `  neurons that changed     ${changed}`,
  ];
}

export const hopfield: Verb = {
  name: 'hopfield',
  about: 'Store pictures in a Hopfield network and recall them.',
  actions: [recall],
  operands: ['<recall>'],
  flags: {},
  examples: () => ['selforg hopfield recall --letters SELFORG --cue 2 --noise 0.25 --out recalled.png'],
  act() {
    throw new InputError('hopfield', undefined, 'recall');
  },
};
