import { resolve } from 'node:path';
import {
  type Dataset,
  findSystem,
  findView,
  InputError,
  type Measures,
  parseRecipe,
  type Recipe,
  type System,
  systems,
} from '@selforg/core';
import { paletteInks } from '../palettes/palettes.js';
import type { ExportedFrame, ExportFormat } from './manifest.js';

const DEFAULT_FRAMES = 100;
// Their list alone is 150 MB of `recipe.json`.
const MAX_FRAMES = 1_000_000;
const CHECKPOINT_MS = 5000;

export interface ExportOptions {
  readonly recipe: Recipe;
  /** Folder for the frames and `recipe.json`; made when it is missing. */
  readonly out: string;
  /** `png`, one file a frame, by default. */
  readonly format?: ExportFormat | undefined;
  /** Go on with the same run where it stopped; files that are intact stay untouched. */
  readonly resume?: boolean | undefined;
  /** Replace an earlier export; only its own files are removed. */
  readonly force?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly data?: Readonly<Record<string, Dataset>> | undefined;
  readonly catalogue?: readonly System[] | undefined;
  /** Milliseconds from one checkpoint to the next, 5000 by default; in proportion longer once one takes over ¼ s to write. */
  readonly checkpointMs?: number | undefined;
}

export interface ExportReport {
  /** With everything written out that has a default: frames, every, view, palette. */
  readonly recipe: Recipe;
  readonly out: string;
  readonly format: ExportFormat;
  /** The files there are now; of a GIF, the one file at the time of its last frame. */
  readonly frames: readonly ExportedFrame[];
  /** Time and measures of the simulation where it stopped. */
  readonly time: number;
  readonly measures: Measures;
  readonly elapsedMs: number;
  readonly interrupted: boolean;
  /** Files that were there already, intact. */
  readonly reused: number;
}

/** {@link ExportOptions} checked and completed: what the two formats work from. */
export interface ExportJob {
  readonly recipe: Recipe & Required<Pick<Recipe, 'frames' | 'every' | 'view' | 'palette'>>;
  readonly out: string;
  readonly format: ExportFormat;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (done: number, total: number) => void;
  /** What core needs besides the recipe. */
  readonly context: { readonly data: Readonly<Record<string, Dataset>>; readonly catalogue: readonly System[] };
  readonly checkpointMs: number;
}

/** What either format hands back. */
export type ExportResult = Pick<ExportReport, 'frames' | 'time' | 'measures' | 'interrupted' | 'reused'>;

/** @throws InputError for a bad recipe, palette or format, or too many frames */
export function prepareExport(options: ExportOptions): ExportJob {
  const { format = 'png', data = {}, catalogue = systems, signal, onProgress = () => {} } = options;
  if (options.out === '') throw new InputError('out', options.out, 'the name of a folder');
  if (format !== 'png' && format !== 'gif') throw new InputError('format', format, 'png or gif');
  return {
    recipe: complete(parseRecipe(options.recipe, catalogue), catalogue),
    out: resolve(options.out),
    format,
    signal,
    onProgress,
    context: { data, catalogue },
    checkpointMs: options.checkpointMs ?? CHECKPOINT_MS,
  };
}

/** Whatever decides the frames is written out, so that a later default cannot change what the file says. */
function complete(recipe: Recipe, catalogue: readonly System[]): ExportJob['recipe'] {
  const system = findSystem(recipe.system, catalogue);
  const view = findView(system, recipe.view);
  const { every = system.pace, steps, palette = view.palette } = recipe;
  const { frames = steps === undefined ? DEFAULT_FRAMES : Math.floor(steps / every) + 1 } = recipe;
  if (frames > MAX_FRAMES) throw new InputError('frames', frames, `at most ${MAX_FRAMES} for one export`);
  paletteInks(palette); // Refuses a name that no palette has before anything is written.
  return { ...recipe, every, frames, view: view.id, palette };
}
