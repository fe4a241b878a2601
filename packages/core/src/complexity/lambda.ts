import type { BlockRule } from '../rules/rule.js';

/**
 * Langton's λ (1990, doi:10.1016/0167-2789(90)90064-V): the share of neighbourhoods whose outcome is not the quiescent
 * state. 0: all dies at once; 1 − 1/k, for k states: as mixed as a table can be.
 */
export function langtonLambda(outputs: ArrayLike<number>, quiescent = 0): number {
  let active = 0;
  for (let i = 0; i < outputs.length; i++) active += outputs[i] === quiescent ? 0 : 1;
  return outputs.length === 0 ? 0 : active / outputs.length;
}

/** λ of a rule on the 3 × 3 block: over all neighbourhoods, those with dying cells (Generations) among them. */
export function blockRuleLambda({ next, states }: BlockRule): number {
  const notAlive = states - 1;
  let active = 0;
  for (let index = 0; index < 512; index++) {
    // A neighbour that is not alive is in one of the other states.
    const deadNeighbours = 8 - ones(index & ~16);
    const ways = notAlive ** deadNeighbours;
    const isAlive = (index & 16) !== 0;
    // A live cell that does not survive starts to die, where there is a state for that.
    if (next[index] || (isAlive && states > 2)) active += ways;
    // The centre in a dying state: all but the last go on to another.
    if (!isAlive && states > 2) active += ways * (states - 3);
  }
  return active / states ** 9;
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest &= rest - 1) count++;
  return count;
}
