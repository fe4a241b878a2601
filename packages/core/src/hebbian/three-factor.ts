/**
 * Lets the eligibility of a layer's weights fade and adds what its units just did: e ← keep · e + (s − p) x. Where a unit is on (s = 1)
 * with probability p, this is the characteristic eligibility of REINFORCE (Williams 1992, doi:10.1007/BF00992696); with the mean
 * response in place of p, that of a three-factor Hebb's rule.
 * @param eligibility one a weight, row by row: units × inputs
 * @param surprises s − p of each unit
 */
export function eligibilityInto(
  eligibility: Float64Array,
  surprises: Float64Array,
  inputs: Float64Array,
  keep: number,
): void {
  const n = inputs.length;
  for (let unit = 0; unit < surprises.length; unit++) {
    for (let i = 0; i < n; i++) {
      eligibility[unit * n + i] = keep * eligibility[unit * n + i] + surprises[unit] * inputs[i];
    }
  }
}

/**
 * A three-factor rule (Gerstner et al. 2018, doi:10.3389/fncir.2018.00053): Δw = η M e. What input and unit did together is in the
 * eligibility e; whether it was worth anything, the modulator M tells all synapses alike.
 * @param amount η M
 */
export function threeFactorInto(weights: Float64Array, eligibility: Float64Array, amount: number): void {
  for (let i = 0; i < weights.length; i++) weights[i] += amount * eligibility[i];
}

/** Keeps weights within ±`largest`: where units have become certain, longer weights change nothing but cannot be unlearned. */
export function clampInto(weights: Float64Array, largest: number): void {
  for (let i = 0; i < weights.length; i++) weights[i] = Math.min(largest, Math.max(-largest, weights[i]));
}
