import { createSimulation, type Simulation } from '@selforg/core';
import { paint, type Raster } from '@selforg/render';
import { onTorus } from './rules.js';
import type { AtlasSettings } from './settings.js';

interface RunOptions {
  readonly seed: number;
  /** Rows that an elementary run keeps. */
  readonly height: number;
  readonly start?: string;
}

/** A run of a rule from a random start, half of the cells alive. */
export function runOf({ system, width }: AtlasSettings, rule: string, options: RunOptions): Simulation {
  const { seed, height, start = 'random' } = options;
  const params =
    system === 'elementary'
      ? { rule: Number(rule), width, height, start, density: 0.5 }
      : { rule: onTorus(rule, width), density: 0.5 };
  return createSimulation({ system, seed, params });
}

/** A square picture of a rule: the first steps of a row, one below the other, or the plane after the steps. */
export function pictureOf(settings: AtlasSettings, rule: string, palette: string, start: string): Raster {
  const { system, width, steps, seed } = settings;
  const run = runOf(settings, rule, { seed, height: width, start });
  run.step(system === 'elementary' ? width - 1 : steps);
  const [field, as] = system === 'elementary' ? (['bits', 'bits'] as const) : (['cells', 'states'] as const);
  const raster = paint(run.field(field), { kind: 'image', field, as }, palette);
  return { ...raster, data: raster.data.slice() }; // Not the memory of a run that is over.
}
