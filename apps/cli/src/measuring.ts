import { InputError, type MeasureInfo, type Measures, type Simulation, type System, suggestion } from '@selforg/core';

const MAX_ROWS = 1_000_000;

export interface Row {
  readonly time: number;
  readonly measures: Measures;
}

/** Measures over time, noted while a simulation runs. */
export interface Series {
  readonly noted: readonly MeasureInfo[];
  readonly rows: readonly Row[];
  /** For `advance`. */
  readonly stops: { next(time: number): number; reached(): void };
}

/**
 * Notes the measures now, then every `every` steps; never where `every` is left out.
 * @throws InputError where that makes more than a million rows
 */
export function collect(
  simulation: Simulation,
  noted: readonly MeasureInfo[],
  { from, to, every }: { from: number; to: number; every: number | undefined },
): Series {
  const rows: Row[] = [];
  const note = () => {
    const measures = simulation.measures();
    const told = noted.filter(({ id }) => id in measures);
    const picked = Object.fromEntries(told.map(({ id }) => [id, measures[id]]));
    rows.push({ time: simulation.time, measures: picked });
  };
  if (every === undefined) return { noted, rows, stops: { next: () => Number.MAX_SAFE_INTEGER, reached() {} } };
  if ((to - from) / every > MAX_ROWS) {
    const least = Math.ceil((to - from) / MAX_ROWS);
    throw new InputError('every', every, `at least ${least} for ${to - from} steps: ${MAX_ROWS} rows are the most`);
  }
  note();
  const next = (time: number) => from + (Math.floor((time - from) / every) + 1) * every;
  return { noted, rows, stops: { next, reached: note } };
}

/** The measures that a list such as `population,births` names; all of them without a list. */
export function selectMeasures(system: System, list: string | undefined): readonly MeasureInfo[] {
  if (list === undefined) return system.measures;
  const ids = system.measures.map(({ id }) => id);
  return list.split(',').map((id) => {
    const measure = system.measures.find((candidate) => candidate.id === id.trim());
    if (!measure) throw new InputError('measure', id, `one of ${ids.join(', ')}${suggestion(id, ids)}`);
    return measure;
  });
}
