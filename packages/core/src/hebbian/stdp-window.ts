import { math } from '../kernels/math.js';

/** A pair rule: how much a spike before and a spike after count, and for how long. Times in ms. */
export interface PairRule {
  /** A₊: what a pair adds whose presynaptic spike comes just before the postsynaptic one. */
  readonly potentiation: number;
  /** A₋: what a pair takes whose presynaptic spike comes just after. */
  readonly depression: number;
  readonly tauPlus: number;
  readonly tauMinus: number;
}

/**
 * The window of spike-timing-dependent plasticity (Song, Miller & Abbott 2000, doi:10.1038/78829): what one pair of spikes changes,
 * A₊ exp(−Δt/τ₊) for Δt > 0 and −A₋ exp(Δt/τ₋) for Δt < 0; at 0 the presynaptic spike counts as the earlier one.
 * @param lag Δt = time of the postsynaptic spike less that of the presynaptic one, ms
 */
export function stdpWindow(lag: number, { potentiation, depression, tauPlus, tauMinus }: PairRule): number {
  return lag >= 0 ? potentiation * math().exp(-lag / tauPlus) : -depression * math().exp(lag / tauMinus);
}
