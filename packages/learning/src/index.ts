/**
 * What a credit-assignment rule returns for a layer: Δw = sign · preᵀ post, summed over the batch. Both factors are
 * signals that a synapse could have at its own place, so that what is local about a rule is visible in the type.
 */
export interface Factor {
  readonly layer: number;
  /** Activity that arrives at the synapses, [samples, inputs] row by row. */
  readonly pre: Float32Array;
  /** Teaching signal at the cells they end on, [samples, outputs] row by row. */
  readonly post: Float32Array;
  readonly sign: 1 | -1;
}
