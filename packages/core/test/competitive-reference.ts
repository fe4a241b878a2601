// Krotov & Hopfield's and SoftHebb's rules written out in double precision, one sample after the other.

export interface Batch {
  readonly samples: readonly (readonly number[])[];
  readonly weights: readonly (readonly number[])[];
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** Σ over the batch of y (x − I w), divided by its largest entry in magnitude. */
function scaledChange({ samples, weights }: Batch, currents: number[][], responses: number[][]): number[][] {
  const change = weights.map((w, unit) =>
    w.map((value, i) =>
      samples.reduce((sum, x, s) => sum + responses[s][unit] * (x[i] - currents[s][unit] * value), 0),
    ),
  );
  const largest = Math.max(...change.flat().map(Math.abs));
  return change.map((row) => row.map((value) => value / largest));
}

export function krotovHopfieldReference(
  batch: Batch,
  { power, rank, antiHebbian, rate }: { power: number; rank: number; antiHebbian: number; rate: number },
): number[][] {
  const transformed = batch.weights.map((w) => w.map((value) => Math.sign(value) * Math.abs(value) ** (power - 1)));
  const currents = batch.samples.map((x) => transformed.map((w) => dot(w, x)));
  const responses = currents.map((row) => {
    const order = row.map((_, unit) => unit).sort((a, b) => row[b] - row[a]);
    return row.map((_, unit) => (unit === order[0] ? 1 : unit === order[rank - 1] ? -antiHebbian : 0));
  });
  const change = scaledChange(batch, currents, responses);
  return batch.weights.map((w, unit) => w.map((value, i) => value + rate * change[unit][i]));
}

export function softHebbReference(
  batch: Batch,
  {
    steepness,
    antiHebbian,
    exponent,
    rate,
  }: { steepness: number; antiHebbian: boolean; exponent: number; rate: number },
): number[][] {
  const currents = batch.samples.map((x) => batch.weights.map((w) => dot(w, x)));
  const responses = currents.map((row) => {
    const most = Math.max(...row);
    const powers = row.map((u) => Math.exp(steepness * (u - most)));
    const sum = powers.reduce((total, value) => total + value);
    return row.map((u, unit) => (antiHebbian && u !== most ? -1 : 1) * (powers[unit] / sum));
  });
  const change = scaledChange(batch, currents, responses);
  return batch.weights.map((w, unit) => {
    const step = Math.min(1, rate * Math.abs(1 - Math.sqrt(dot(w, w))) ** exponent);
    return w.map((value, i) => value + step * change[unit][i]);
  });
}
