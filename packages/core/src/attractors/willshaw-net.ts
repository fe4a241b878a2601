import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';

/**
 * The non-holographic associative net (Willshaw, Buneman & Longuet-Higgins 1969, doi:10.1038/222960a0): synapses are on or off. A pair
 * of patterns, a few active lines each, switches on every synapse between an active input and an active output; an output is recalled
 * where all active inputs reach it.
 */
export class WillshawNet {
  /** 1 where a synapse is on, `inputs` numbers an output. */
  readonly synapses: Uint8Array;

  /** @throws InputError for a net without lines */
  constructor(
    readonly inputs: number,
    readonly outputs: number,
  ) {
    if (!(inputs >= 1 && outputs >= 1)) throw new InputError('inputs', inputs, 'at least one input and one output');
    this.synapses = new Uint8Array(inputs * outputs);
  }

  /**
   * Stores a pair, given as numbers of the active lines.
   * @throws InputError for a line that the net does not have
   */
  store(input: ArrayLike<number>, output: ArrayLike<number>): void {
    checkLines('input', input, this.inputs);
    checkLines('output', output, this.outputs);
    for (let o = 0; o < output.length; o++) {
      for (let i = 0; i < input.length; i++) this.synapses[output[o] * this.inputs + input[i]] = 1;
    }
  }

  /**
   * Writes 1 for each output that at least `threshold` of the active inputs reach: all of them by default, fewer where some of the
   * cue are known to be wrong.
   * @throws InputError for a line that the net does not have
   */
  recallInto(out: Uint8Array, input: ArrayLike<number>, threshold = input.length): Uint8Array {
    checkLines('input', input, this.inputs);
    for (let o = 0; o < this.outputs; o++) {
      let reached = 0;
      for (let i = 0; i < input.length; i++) reached += this.synapses[o * this.inputs + input[i]];
      out[o] = reached >= threshold ? 1 : 0;
    }
    return out;
  }

  /** Share of the synapses that are on. */
  fill(): number {
    let on = 0;
    for (const each of this.synapses) on += each;
    return on / this.synapses.length;
  }
}

function checkLines(name: string, active: ArrayLike<number>, lines: number): void {
  for (let i = 0; i < active.length; i++) {
    if (active[i] >= 0 && active[i] < lines && Number.isInteger(active[i])) continue;
    throw new InputError(name, active[i], `lines from 0 to ${lines - 1}`);
  }
}

interface Lines {
  readonly inputs: number;
  readonly outputs: number;
  readonly activeInputs: number;
  readonly activeOutputs: number;
}

/** Share of the synapses that so many random pairs switch on: p = 1 − (1 − kl / nm)^R. */
export function expectedFill({ inputs, outputs, activeInputs, activeOutputs }: Lines, pairs: number): number {
  return 1 - math().pow(1 - (activeInputs * activeOutputs) / (inputs * outputs), pairs);
}

/**
 * Probability that an output comes on that should not: that all of its k active inputs are on by chance. An output that was active in
 * r pairs has (1 − (1 − k/n)^r) of its synapses on, and r is binomial (Buckingham & Willshaw 1992); Willshaw's own p^k,
 * which takes all outputs for alike, is less.
 * @param asked active inputs of a cue, where some are missing
 */
export function expectedErrorRate(
  { inputs, outputs, activeInputs, activeOutputs }: Lines,
  pairs: number,
  asked = activeInputs,
): number {
  const chance = activeOutputs / outputs;
  if (chance >= 1) return 0; // There is no output that should stay off.
  const off = 1 - activeInputs / inputs;
  const odds = chance / (1 - chance);
  const middle = Math.floor(pairs * chance);
  let weights = 0;
  let errors = 0;
  const add = (r: number, weight: number) => {
    weights += weight;
    errors += weight * math().pow(1 - math().pow(off, r), asked);
  };
  // Outwards from the middle, each probability from the one before it, until they are nothing.
  for (let r = middle, weight = 1; r <= pairs && weight > NOTHING; weight *= ((pairs - r) / (r + 1)) * odds, r++)
    add(r, weight);
  for (
    let r = middle - 1, weight = middle / (pairs - middle + 1) / odds;
    r >= 0 && weight > NOTHING;
    weight *= r / (pairs - r + 1) / odds, r--
  )
    add(r, weight);
  return errors / weights;
}

/** Probabilities below this share of the largest count for nothing. */
const NOTHING = 1e-15;

/** Bits that a recalled pattern tells of the stored one: of all patterns of l lines, those that fit into the l + s recalled are left. */
export function bitsRecalled(outputs: number, active: number, spurious: number): number {
  let bits = 0;
  for (let i = 0; i < active; i++) bits += math().log((outputs - i) / (active + spurious - i)) / math().log(2);
  return bits;
}
