import { complexity, elementaryOutputs, equivalentRules, parseRule } from '@selforg/core';
import { runOf } from './runs.js';
import type { AtlasRow, AtlasSettings } from './settings.js';

type Values = Record<string, number | null>;
type Cells = complexity.Cells;

const DAMAGE_RUNS = 8;
/** Cells of a row's history that statistics are taken of. */
const SAMPLE = 2 ** 16;

/** All numbers of a rule. */
export function measureRule(settings: AtlasSettings, rule: string): AtlasRow {
  const still = settings.kind === 'elementary' ? rowStatistics(settings, rule) : planeStatistics(settings, rule);
  return { rule, values: { ...still, ...damageOf(settings, rule), ...recurrenceOf(settings, rule) } };
}

/** Of many rows after the first steps, one below the other. */
function rowStatistics(settings: AtlasSettings, rule: string): Values {
  const { width, steps, seed } = settings;
  const height = Math.max(2, Math.ceil(SAMPLE / width));
  const run = runOf(settings, rule, { seed, height });
  run.step(steps + height - 1);
  const cells = complexity.cellsOf(run.field('bits'));
  const rows = (from: number, to: number): Cells => ({
    ...cells,
    data: cells.data.subarray(from * width, to * width),
    shape: [to - from, width],
  });
  return {
    class: equivalentRules(Number(rule))[0],
    lambda: complexity.langtonLambda(elementaryOutputs(Number(rule))),
    ...statistics(cells, complexity.blockEntropy(cells, { width: 8 }) / 8),
    ...changes(rows(0, height - 1), rows(1, height)),
  };
}

/** Of the plane after the first steps. */
function planeStatistics(settings: AtlasSettings, rule: string): Values {
  const run = runOf(settings, rule, { seed: settings.seed, height: 1 });
  run.step(settings.steps);
  const cells = complexity.cellsOf(run.field('cells'));
  run.step();
  const { rule: parsed } = parseRule(rule);
  return {
    lambda: parsed.kind === 'block' ? complexity.blockRuleLambda(parsed) : null,
    ...statistics(cells, complexity.blockEntropy(cells, { width: 3, height: 3 }) / 9),
    ...changes(cells, complexity.cellsOf(run.field('cells'))),
  };
}

function statistics(cells: Cells, blockEntropy: number): Values {
  return {
    density: complexity.density(cells),
    entropy: complexity.cellEntropy(cells),
    blockEntropy,
    neighbourInformation: complexity.mutualInformation(cells, cells, { dx: 1 }),
    compressed: complexity.compressedShare(cells),
  };
}

function changes(before: Cells, after: Cells): Values {
  return {
    memory: complexity.mutualInformation(before, after, { dx: 0 }),
    activity: complexity.activity(before, after),
  };
}

/**
 * Means over runs from different starts, for as many steps as the fronts, which move a radius a step at most, cannot
 * meet on the other side of the ring or torus; none where a single step may be too many.
 */
function damageOf(settings: AtlasSettings, rule: string): Values {
  const { width, steps: after, seed } = settings;
  const field = settings.kind === 'elementary' ? 'row' : 'cells';
  const steps = Math.floor((Math.floor(width / 2) - 2) / radiusOf(settings, rule));
  if (steps < 1) return { damage: null, damageLeft: null, damageRight: null };
  let [damage, damageLeft, damageRight] = [0, 0, 0];
  for (let run = 0; run < DAMAGE_RUNS; run++) {
    const create = () => runOf(settings, rule, { seed: (seed + run) % 2 ** 32, height: 1 });
    const spread = complexity.damageSpreading(create, { steps, after, field });
    const speeds = complexity.frontSpeeds(spread);
    damage += spread.distance[steps] / DAMAGE_RUNS;
    damageLeft += speeds.left / DAMAGE_RUNS;
    damageRight += speeds.right / DAMAGE_RUNS;
  }
  return { damage, damageLeft, damageRight };
}

/** Cells that influence travels in a step at most. */
function radiusOf({ kind }: AtlasSettings, rule: string): number {
  if (kind === 'elementary') return 1;
  const { rule: parsed } = parseRule(rule);
  return parsed.kind === 'larger-than-life' ? parsed.radius : 1;
}

function recurrenceOf(settings: AtlasSettings, rule: string): Values {
  const field = settings.kind === 'elementary' ? 'row' : 'cells';
  const create = () => runOf(settings, rule, { seed: settings.seed, height: 1 });
  const found = complexity.findRecurrence(create, { field, limit: settings.limit });
  return { transient: found?.transient ?? null, period: found?.period ?? null };
}
