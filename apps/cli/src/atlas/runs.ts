import { createSimulation, type Simulation } from '@selforg/core';
import { paint, type Raster } from '@selforg/render';
import { onTorus, planeSystem } from './rules.js';
import type { AtlasSettings } from './settings.js';

interface RunOptions {
  readonly seed: number;
  /** Rows that an elementary run keeps. */
  readonly height: number;
  readonly start?: string;
}

/** A run of a rule from a random start, half of the cells alive. */
export function runOf({ kind, width }: AtlasSettings, rule: string, options: RunOptions): Simulation {
  const { seed, height, start = 'random' } = options;
  if (kind === 'elementary') {
    const params = { rule: Number(rule), width, height, start, density: 0.5 };
    return createSimulation({ system: 'elementary', seed, params });
  }
  return createSimulation({ system: planeSystem(rule), seed, params: { rule: onTorus(rule, width), density: 0.5 } });
}

/** A square picture of a rule: the first steps of a row, one below the other, or the plane after the steps. */
export function pictureOf(settings: AtlasSettings, rule: string, palette: string, start: string): Raster {
  const { kind, width, steps, seed } = settings;
  const run = runOf(settings, rule, { seed, height: width, start });
  run.step(kind === 'elementary' ? width - 1 : steps);
  const [field, as] = kind === 'elementary' ? (['bits', 'bits'] as const) : (['cells', 'states'] as const);
  const raster = paint(run.field(field), { kind: 'image', field, as }, palette);
  return { ...raster, data: raster.data.slice() }; // Not the memory of a run that is over.
}
