import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@selforg/core';
import { paletteInks } from '@selforg/render';
import { keeperOf } from '../atlas/keeper.js';
import { measureAll } from '../atlas/measure-all.js';
import { plateGrid, platePng } from '../atlas/plate.js';
import { parseRules, type RuleList } from '../atlas/rules.js';
import { pictureOf } from '../atlas/runs.js';
import type { AtlasRow, AtlasSettings } from '../atlas/settings.js';
import { atlasFile, formatCsv, formatJson, readAtlas } from '../atlas/tables.js';
import { jsonFlag, quietFlag } from '../common-flags.js';
import { EXIT, fileError } from '../errors.js';
import { writeWhole } from '../files.js';
import { wholeNumber } from '../flags.js';
import { interruptible } from '../interrupt.js';
import { colours, count, duration, note, printJson, printLines } from '../output.js';
import { progressBar } from '../progress.js';
import type { Call, Verb } from '../verb.js';

const TABLE = 'atlas.json';
const SHEET = 'atlas.csv';
const PLATE = 'atlas.png';
const MOST_WORKERS = 64;
/** A prime: on a ring of 2^k cells the linear rules, such as 90, die out. */
const DEFAULTS = { width: 131, steps: 1000, limit: 4096, seed: 1 };

export const atlas: Verb = {
  name: 'atlas',
  about: 'Measure the complexity of many rules: a table and a contact sheet.',
  operands: [],
  flags: {
    rules: {
      value: 'LIST',
      about:
        'Rules: all (the 256 elementary ones, the default), classes (the 88 that differ), numbers such as 30,90,100-110, or rules of the plane such as B3/S23,B36/S23 (with ; between them where they hold commas).',
    },
    width: { value: 'N', about: `Cells of the ring, or of a side of the torus, default ${DEFAULTS.width}.` },
    steps: { value: 'N', about: `Steps before a run is measured, default ${DEFAULTS.steps}.` },
    limit: { value: 'N', about: `Steps within which a period is looked for, default ${DEFAULTS.limit}.` },
    seed: { value: 'S', about: `Start of the random streams, default ${DEFAULTS.seed}.` },
    start: { value: 'random|single', about: 'What the pictures of elementary rules start from, default random.' },
    palette: { value: 'P', about: 'Colours of the contact sheet, default paper.' },
    scale: { value: 'S', about: 'Pixels a cell on the contact sheet, default what makes it a good size.' },
    workers: { value: 'N', about: 'Threads to measure with, default one for each processor.' },
    out: { value: 'DIR', about: `Folder for ${SHEET}, ${TABLE} and ${PLATE}, default out/atlas.` },
    resume: { about: 'Go on with the same atlas where it stopped, or take what it shares with this one.' },
    force: { about: 'Replace an atlas that is already there.' },
    ...jsonFlag,
    ...quietFlag,
  },
  examples: () => [
    'selforg atlas',
    'selforg atlas --rules classes --start single --out out/classes',
    'selforg atlas --rules B3/S23,B36/S23,B3/S12345,B2/S --width 256 --out out/planes',
  ],
  act: (call) => interruptible((signal) => act(call, signal)),
};

async function act(call: Call, signal: AbortSignal): Promise<number> {
  const began = performance.now();
  const list = parseRules(call.text('rules') ?? 'all');
  const settings = settingsOf(call, list);
  const look = lookOf(call);
  plateGrid(list.rules.length, settings.width, look.scale); // Refuses a plate that could not be drawn in the end.
  const workers = wholeNumber(call, 'workers', { min: 1, max: MOST_WORKERS, standard: availableParallelism() });
  const out = call.text('out') ?? 'out/atlas';
  const isSilent = call.has('json') || call.has('quiet');
  const known = claim(out, settings, { resume: call.has('resume'), force: call.has('force') });

  const rows = new Map(known.map((row) => [row.rule, row]));
  const missing = list.rules.filter((rule) => !rows.has(rule));
  const bar = progressBar(missing.length, 'rules', { hidden: isSilent });
  const incomplete = () => write(out, settings, [...rows.values()], { ...look, complete: false });
  const keeper = keeperOf(incomplete);
  let done = 0;
  try {
    await measureAll(settings, missing, {
      workers,
      signal,
      onRow(row) {
        rows.set(row.rule, row);
        bar.update(++done);
        keeper.remind();
      },
    });
  } finally {
    bar.stop();
    await keeper.close();
  }
  const measured = list.rules.map((rule) => rows.get(rule)).filter((row) => row !== undefined);
  const interrupted = measured.length < list.rules.length;
  // What an interrupted atlas knew before stays known, though it is not on the list.
  const files = interrupted ? await incomplete() : await write(out, settings, measured, { ...look, complete: true });

  const elapsedMs = performance.now() - began;
  if (call.has('json')) {
    const reused = list.rules.length - missing.length;
    printJson({ out, files, settings, rules: list.rules.length, reused, interrupted, elapsedMs, rows: measured });
  } else if (!call.has('quiet')) {
    printLines([
      `${colours.bold(count(measured.length, 'rule'))} in ${duration(elapsedMs)}`,
      `in ${out}: ${files.join(', ')}`,
    ]);
    if (interrupted) note('stopped; the same command with --resume goes on');
  }
  return interrupted ? EXIT.interrupted : EXIT.done;
}

interface Look {
  readonly palette: string;
  readonly start: string;
  readonly scale: number | undefined;
}

/** The table always, so that --resume finds it; sheet and plate once the atlas is whole, and none that do not belong to it. */
async function write(
  out: string,
  settings: AtlasSettings,
  rows: readonly AtlasRow[],
  { complete, ...look }: Look & { complete: boolean },
): Promise<string[]> {
  const file = atlasFile(settings, rows, complete);
  const text = (content: string) => new TextEncoder().encode(content);
  await writeWhole('--out', join(out, TABLE), text(formatJson(file)));
  if (!complete) {
    for (const name of [SHEET, PLATE]) rmSync(join(out, name), { force: true });
    return [TABLE];
  }
  await writeWhole('--out', join(out, SHEET), text(formatCsv(file)));
  await writeWhole('--out', join(out, PLATE), draw(settings, rows, look));
  return [TABLE, SHEET, PLATE];
}

function draw(settings: AtlasSettings, rows: readonly AtlasRow[], { palette, start, scale }: Look): Uint8Array {
  const tiles = rows.map((row) => ({ row, picture: pictureOf(settings, row.rule, palette, start) }));
  return platePng(tiles, { ...wordsOf(settings, rows.length, start), palette, scale });
}

function wordsOf({ kind, width, steps, seed }: AtlasSettings, rules: number, start: string) {
  const lambda = 'λ is Langton’s parameter, the share of neighbourhoods that do not lead to 0.';
  if (kind === 'plane') {
    const title = rules === 1 ? 'A cellular automaton of the plane' : `${rules} cellular automata of the plane`;
    const subtitle = `A torus of ${width} × ${width} cells, ${steps} steps after a random start (seed ${seed}). ${lambda}`;
    return { title, subtitle };
  }
  const title =
    rules === 1
      ? 'An elementary cellular automaton'
      : `${rules === 256 ? 'The ' : ''}${rules} elementary cellular automata`;
  const from = start === 'single' ? 'a single cell' : `a random row (seed ${seed})`;
  return { title, subtitle: `${width} cells on a ring, time running down from ${from}. ${lambda}` };
}

/**
 * Makes the folder and says which rows are there already.
 * @throws InputError where an atlas is there that is not to be replaced
 */
function claim(
  out: string,
  settings: AtlasSettings,
  { resume, force }: { resume: boolean; force: boolean },
): readonly AtlasRow[] {
  try {
    const there = [TABLE, SHEET, PLATE].filter((name) => existsSync(join(out, name)));
    const before = there.includes(TABLE) ? readAtlas(readFileSync(join(out, TABLE), 'utf8')) : undefined;
    if (resume && before && JSON.stringify(before.settings) === JSON.stringify(settings)) return before.rows;
    if (there.length > 0 && !force) {
      const why = resume
        ? `a folder with an atlas of the same settings, or without ${there[0]}`
        : `a folder without ${there[0]}`;
      throw new InputError('--out', out, `${why} (--force replaces it)`);
    }
    mkdirSync(out, { recursive: true });
    return [];
  } catch (error) {
    throw fileError(error, '--out', out, 'write');
  }
}

function settingsOf(call: Call, { kind }: RuleList): AtlasSettings {
  return {
    kind,
    width: wholeNumber(call, 'width', { min: 8, max: kind === 'plane' ? 1024 : 4096, standard: DEFAULTS.width }),
    steps: wholeNumber(call, 'steps', { min: 0, max: 1_000_000, standard: DEFAULTS.steps }),
    limit: wholeNumber(call, 'limit', { min: 1, max: 10_000_000, standard: DEFAULTS.limit }),
    seed: wholeNumber(call, 'seed', { min: 0, max: 2 ** 32 - 1, standard: DEFAULTS.seed }),
  };
}

function lookOf(call: Call): Look {
  const [palette, start] = [call.text('palette') ?? 'paper', call.text('start') ?? 'random'];
  paletteInks(palette); // Refuses a name that no palette has.
  if (start !== 'random' && start !== 'single') throw new InputError('start', start, 'random or single');
  return {
    palette,
    start,
    scale: call.text('scale') === undefined ? undefined : wholeNumber(call, 'scale', { min: 1, max: 16, standard: 1 }),
  };
}
