// Rules for one linear neuron, y = w · x. Each changes w in place and returns y.

/** The neuron's response, w · x. */
export function respond(w: Float32Array, x: Float32Array): number {
  let y = 0;
  for (let i = 0; i < w.length; i++) y += w[i] * x[i];
  return y;
}

/** Plain Hebb (Hebb 1949): Δw = η y x. Nothing holds w back: along the leading direction it grows as exp(η λ₁ t). */
export function hebbInto(w: Float32Array, x: Float32Array, rate: number): number {
  const y = respond(w, x);
  for (let i = 0; i < w.length; i++) w[i] += rate * y * x[i];
  return y;
}

/**
 * The covariance rule (Sejnowski 1977): Δw = η (y − ȳ)(x − x̄): what counts is how input and response vary together,
 * not what both are on average.
 * @param means running means of the inputs, then of the response: w.length + 1 numbers, kept up to date
 * @param memory share by which the means are renewed at each sample
 */
export function covarianceInto(
  w: Float32Array,
  x: Float32Array,
  rate: number,
  { means, memory }: { readonly means: Float64Array; readonly memory: number },
): number {
  const y = respond(w, x);
  for (let i = 0; i < w.length; i++) means[i] += memory * (x[i] - means[i]);
  means[w.length] += memory * (y - means[w.length]);
  for (let i = 0; i < w.length; i++) w[i] += rate * (y - means[w.length]) * (x[i] - means[i]);
  return y;
}

/**
 * Oja's rule (Oja 1982, doi:10.1007/BF00275687): Δw = η y (x − y w), Hebb with decay. For inputs of mean 0, w tends to the first
 * principal component, and its length to 1.
 */
export function ojaInto(w: Float32Array, x: Float32Array, rate: number): number {
  const y = respond(w, x);
  for (let i = 0; i < w.length; i++) w[i] += rate * y * (x[i] - y * w[i]);
  return y;
}

/**
 * Hebb with subtractive normalization (Miller & MacKay 1994): Δw = η y (x − x̄), x̄ the mean over the inputs, so that Σ w stays;
 * weights are kept between 0 and `largest`. Inputs compete until few have all.
 */
export function subtractiveInto(w: Float32Array, x: Float32Array, rate: number, largest: number): number {
  const y = respond(w, x);
  let mean = 0;
  for (let i = 0; i < w.length; i++) mean += x[i] / w.length;
  for (let i = 0; i < w.length; i++) w[i] = Math.min(largest, Math.max(0, w[i] + rate * y * (x[i] - mean)));
  return y;
}

/** Hebb with divisive normalization (von der Malsburg 1973; Miller & MacKay 1994): w ← (w + η y x) / ‖w + η y x‖. */
export function divisiveInto(w: Float32Array, x: Float32Array, rate: number): number {
  const y = hebbInto(w, x, rate);
  limitInto(w, 1, 1);
  return y;
}

/** Brings the length of w between two bounds; a zero vector stays. */
export function limitInto(w: Float32Array, least: number, most: number): void {
  let squares = 0;
  for (let i = 0; i < w.length; i++) squares += w[i] * w[i];
  const length = Math.sqrt(squares);
  const factor = length > most ? most / length : length > 0 && length < least ? least / length : 1;
  if (factor !== 1) for (let i = 0; i < w.length; i++) w[i] *= factor;
}
