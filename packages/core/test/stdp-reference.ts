import type { hebbian } from '../src/index.js';

type PairRule = hebbian.PairRule;
type TripletRule = hebbian.TripletRule;

/** What all pairs of spikes change together, one by one. */
export function pairsReference(pre: readonly number[], post: readonly number[], rule: PairRule): number {
  let change = 0;
  for (const before of pre) {
    for (const after of post) {
      const lag = after - before;
      change += lag > 0 ? rule.potentiation * Math.exp(-lag / rule.tauPlus) : 0;
      change -= lag < 0 ? rule.depression * Math.exp(lag / rule.tauMinus) : 0;
    }
  }
  return change;
}

/** What all pairs and triplets of spikes change together, one by one (Pfister & Gerstner 2006, equations 2 to 4). */
export function tripletsReference(pre: readonly number[], post: readonly number[], rule: TripletRule): number {
  /** Sum of exp(−Δ/τ) over the spikes strictly before a time. */
  const traceAt = (spikes: readonly number[], time: number, tau: number) =>
    spikes.filter((spike) => spike < time).reduce((sum, spike) => sum + Math.exp((spike - time) / tau), 0);
  const loss = pre.reduce((sum, time) => {
    const slow = traceAt(pre, time, rule.tauX);
    return sum + traceAt(post, time, rule.tauMinus) * (rule.pairDepression + rule.tripletDepression * slow);
  }, 0);
  const gain = post.reduce((sum, time) => {
    const slow = traceAt(post, time, rule.tauY);
    return sum + traceAt(pre, time, rule.tauPlus) * (rule.pairPotentiation + rule.tripletPotentiation * slow);
  }, 0);
  return gain - loss;
}
