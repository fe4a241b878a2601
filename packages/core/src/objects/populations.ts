/** Generations between two populations that are noted: a multiple of the most common periods. */
export const STRIDE = 60;

/** Notes that the longest repetition looked for may take. */
const LONGEST = 64;
/** Notes for which a pattern must grow evenly before that is taken for what it does for ever. */
const EVEN = 20;

/** After how many notes the populations come again, as far as the last ones tell; nothing where they do not. */
export function repetitionOf(populations: readonly number[]): number | undefined {
  return lagOf(populations, (lag) => ({ rise: 0, notes: Math.max(2, lag) }));
}

/** Cells that a pattern grows by in a generation, where it has long done so evenly, as a gun does. */
export function growthOf(populations: readonly number[]): number | undefined {
  const last = populations.length - 1;
  const riseOf = (lag: number): number => populations[last] - populations[last - lag];
  const lag = lagOf(populations, (lag) => ({ rise: riseOf(lag), notes: Math.max(EVEN, 2 * lag) }));
  return lag === undefined || riseOf(lag) <= 0 ? undefined : riseOf(lag) / (lag * STRIDE);
}

/** The shortest distance at which the last populations differ by the same number. */
function lagOf(
  populations: readonly number[],
  wanted: (lag: number) => { readonly rise: number; readonly notes: number },
): number | undefined {
  const last = populations.length - 1;
  for (let lag = 1; lag <= LONGEST && lag <= last; lag++) {
    const { rise, notes } = wanted(lag);
    if (last - lag - notes + 1 < 0) return undefined;
    let i = last;
    while (i > last - notes && populations[i] - populations[i - lag] === rise) i--;
    if (i === last - notes) return lag;
  }
  return undefined;
}
