import { InputError } from '../contract/errors.js';
import { createRandom } from '../random/random.js';
import { SparseProjection } from './hippocampal-projection.js';

export interface HippocampalOptions {
  /** Cells of the dentate gyrus; 3600 by default. */
  readonly granules?: number;
  /** Share of them that fires; .01 by default. */
  readonly granuleActivity?: number;
  /** Synapses of a granule cell; 32 by default. */
  readonly fanIn?: number;
  /** Cells of CA3; 1600 by default. */
  readonly pyramids?: number;
  /** Share of them that fires; .025 by default. */
  readonly activity?: number;
  /** Mossy fibres that reach a cell of CA3; 40 by default. */
  readonly mossy?: number;
  /** Whether the dentate gyrus writes the code in CA3; otherwise the input does, through random synapses from all of it. */
  readonly separation?: boolean;
  /** Strength of the synapses among cells of CA3 against those of the cue; 1 by default, 0 for the cue alone. */
  readonly recurrence?: number;
  /** Draws the wiring; 0 by default. */
  readonly seed?: number;
}

/** Numbers of the cells that fire, in their order. */
export interface HippocampalCode {
  readonly granules: Uint16Array;
  readonly pyramids: Uint16Array;
}

export interface HippocampalRecall {
  /** ±1. */
  readonly pattern: Int8Array;
  /** 1 for each cell of CA3 that fires. */
  readonly firing: Uint8Array;
  /** Cells that gave way to others before all were at rest. */
  readonly exchanges: number;
}

/**
 * The hippocampus as a memory of pictures seen once (Marr 1971; Treves & Rolls 1994). The entorhinal cortex holds a picture of ±1, by
 * an on and an off cell each pixel. To store it, granule cells of the dentate gyrus turn it into a sparse code that has little in
 * common with that of any other picture, and through a few strong mossy fibres write a code into CA3. Three sets of synapses
 * learn by Hebb’s rule: from the cortex to CA3 (perforant path), among cells of CA3, with the covariance of sparse
 * codes (Tsodyks & Feigelman 1988), and from CA3 back to the cortex. To recall, the perforant path alone cues CA3, whose cells
 * complete the code among themselves, and the picture is read from it.
 *
 * The same number of cells of CA3 always fires, as inhibition sees to it: after a cue one more each turn, the one with most input;
 * then the silent cell with most takes the place of the firing one with least, as long as that has less. Each exchange
 * lowers the energy, as synapses are symmetric, so that there comes a last.
 */
export class HippocampalMemory {
  /** Codes of the patterns, as stored. */
  readonly codes: HippocampalCode[] = [];
  /** 1 for each cell of CA3 that fires. */
  readonly firing: Uint8Array;
  /** Cells of CA3 that fire when all that may do. */
  readonly active: number;
  readonly granules: number;
  readonly pyramids: number;
  /** Strength of the synapses among cells of CA3 against those of the cue; may be changed at any time. */
  recurrence: number;
  readonly #separation: boolean;
  readonly #dentate: SparseProjection;
  readonly #writing: SparseProjection;
  readonly #granuleInput: Uint8Array;
  readonly #code: HippocampalCode;
  /** How often two cells of CA3 fired together; 0 for a cell with itself. */
  readonly #together: Uint16Array;
  /** How often each cell of CA3 fired. */
  readonly #fired: Uint16Array;
  /** Σ eⱼ of the patterns in which the cell fired, `inputs` a cell: perforant path and the way back, as both learn from the same. */
  readonly #pairs: Int16Array;
  /** Σ eⱼ of all patterns. */
  readonly #sums: Int32Array;
  /** What the cue gives to each cell of CA3. */
  readonly #perforant: Float64Array;
  /** Times that each cell fired together with those that fire now. */
  readonly #recurrent: Int32Array;
  readonly #read: Int32Array;
  #firing = 0;
  #firedSum = 0;

  /** @throws InputError for a layer without cells, or one whose codes would fill it */
  constructor(
    readonly inputs: number,
    options: HippocampalOptions = {},
  ) {
    const given = { ...DEFAULTS, ...options };
    const { granules, pyramids, separation, seed } = given;
    for (const [name, value] of Object.entries({
      inputs,
      granules,
      pyramids,
      fanIn: given.fanIn,
      mossy: given.mossy,
    })) {
      if (!Number.isInteger(value) || value < 1 || value > 65535)
        throw new InputError(name, value, 'an integer from 1 to 65535');
    }
    this.recurrence = given.recurrence;
    this.#separation = separation;
    this.granules = granules;
    this.pyramids = pyramids;
    this.active = activeOf('activity', given.activity, pyramids);
    const bright = activeOf('granuleActivity', given.granuleActivity, granules);
    const random = createRandom(seed);
    const dentate = { inputs, cells: granules, fanIn: given.fanIn, winners: bright, signed: true };
    this.#dentate = new SparseProjection(dentate, random.stream('dentate'));
    const mossy = { inputs: granules, cells: pyramids, fanIn: given.mossy, winners: this.active, signed: false };
    const direct = { ...mossy, inputs, fanIn: Math.min(inputs, MOST_DIRECT), signed: true };
    this.#writing = new SparseProjection(separation ? mossy : direct, random.stream(separation ? 'mossy' : 'direct'));
    this.#granuleInput = new Uint8Array(granules);
    this.#code = { granules: new Uint16Array(bright), pyramids: new Uint16Array(this.active) };
    this.firing = new Uint8Array(pyramids);
    this.#together = new Uint16Array(pyramids * pyramids);
    this.#fired = new Uint16Array(pyramids);
    this.#pairs = new Int16Array(pyramids * inputs);
    this.#sums = new Int32Array(inputs);
    this.#perforant = new Float64Array(pyramids);
    this.#recurrent = new Int32Array(pyramids);
    this.#read = new Int32Array(inputs);
  }

  /**
   * What would be written into the dentate gyrus and CA3, were this stored; valid until the next call.
   * @param pattern ±1, 0 where nothing is known
   * @throws InputError for a pattern of another size
   */
  separate(pattern: ArrayLike<number>): HippocampalCode {
    this.#check('pattern', pattern);
    const { granules, pyramids } = this.#code;
    this.#dentate.activateInto(granules, pattern);
    this.#granuleInput.fill(0);
    for (const cell of granules) this.#granuleInput[cell] = 1;
    this.#writing.activateInto(pyramids, this.#separation ? this.#granuleInput : pattern);
    return this.#code;
  }

  /**
   * Stores a pattern, once for all, and returns its code.
   * @param pattern ±1
   * @throws InputError for a pattern of another size, and for more than 32,767 of them
   */
  store(pattern: ArrayLike<number>): HippocampalCode {
    if (this.codes.length === MOST) throw new InputError('pattern', MOST + 1, `at most ${MOST} patterns`);
    const separated = this.separate(pattern);
    const code = { granules: separated.granules.slice(), pyramids: separated.pyramids.slice() };
    const { inputs } = this;
    for (const i of code.pyramids) {
      this.#fired[i]++;
      for (const j of code.pyramids) if (i !== j) this.#together[i * this.pyramids + j]++;
      for (let j = 0, at = i * inputs; j < inputs; j++, at++) this.#pairs[at] += pattern[j];
    }
    for (let j = 0; j < inputs; j++) this.#sums[j] += pattern[j];
    this.codes.push(code);
    return code;
  }

  /**
   * Silences CA3 and sends a cue over the perforant path; {@link HippocampalMemory.advance} recalls.
   * @param cue ±1, 0 where nothing is known
   * @throws InputError for a cue of another size
   */
  cue(cue: ArrayLike<number>): void {
    this.firing.fill(0);
    this.refresh(cue);
  }

  /** Computes what follows from the cue and the cells that fire, after either was set from outside. */
  refresh(cue: ArrayLike<number>): void {
    this.#check('cue', cue);
    const { inputs, pyramids } = this;
    let known = 0;
    for (let j = 0; j < inputs; j++) if (cue[j] !== 0) known++;
    for (let i = 0, at = 0; i < pyramids; i++) {
      let sum = 0;
      for (let j = 0; j < inputs; j++, at++) sum += this.#pairs[at] * cue[j];
      this.#perforant[i] = sum / Math.max(1, known);
    }
    this.#recurrent.fill(0);
    this.#firing = 0;
    this.#firedSum = 0;
    for (let i = 0; i < pyramids; i++) if (this.firing[i] === 1) this.#count(i, 1);
  }

  /** What reaches cell i of CA3, from the cue and from the cells that fire, itself left out: 1 for a cell of a code that is whole. */
  drive(i: number): number {
    const { active, pyramids, codes } = this;
    const share = active / pyramids;
    const own = this.firing[i];
    // Σ (ξᵢ − a)(ξⱼ − a) over the patterns and the cells j that fire, multiplied out.
    const covariance =
      this.#recurrent[i] -
      share * (this.#firing - own) * this.#fired[i] -
      share * (this.#firedSum - own * this.#fired[i]) +
      share * share * (this.#firing - own) * codes.length;
    return this.#perforant[i] + (this.recurrence * covariance) / active;
  }

  /** One more cell fires, or one takes the place of another; which, or that all are at rest. */
  advance(): 'recruited' | 'exchanged' | 'rest' {
    const most = this.#best(0);
    if (this.#firing < this.active) {
      this.#set(most, 1);
      return 'recruited';
    }
    const least = this.#best(1);
    // The newcomer loses what it gets from the cell that it replaces.
    const covariance = this.#covariance(most, least);
    const gain = this.drive(most) - (this.recurrence * covariance) / this.active - this.drive(least);
    if (!(gain > TOLERANCE)) return 'rest';
    this.#set(least, 0);
    this.#set(most, 1);
    return 'exchanged';
  }

  /** The picture that CA3 sends back to the cortex: ±1, 0 where it cannot tell. */
  readInto(out: Int8Array): Int8Array {
    const { inputs } = this;
    const read = this.#read.fill(0);
    for (let i = 0; i < this.pyramids; i++) {
      if (this.firing[i] === 0) continue;
      for (let j = 0, at = i * inputs; j < inputs; j++, at++) read[j] += this.#pairs[at];
    }
    const share = (this.#firing * this.active) / this.pyramids;
    for (let j = 0; j < inputs; j++) out[j] = Math.sign(read[j] - share * this.#sums[j]);
    return out;
  }

  /**
   * Recalls a pattern from a part of it.
   * @param cue ±1, 0 where nothing is known
   * @throws InputError for a cue of another size
   */
  recall(cue: ArrayLike<number>): HippocampalRecall {
    this.cue(cue);
    let exchanges = 0;
    for (let turn = this.advance(); turn !== 'rest'; turn = this.advance()) if (turn === 'exchanged') exchanges++;
    return { pattern: this.readInto(new Int8Array(this.inputs)), firing: this.firing.slice(), exchanges };
  }

  #covariance(i: number, j: number): number {
    const share = this.active / this.pyramids;
    const both = this.#together[i * this.pyramids + j];
    return both - share * (this.#fired[i] + this.#fired[j]) + share * share * this.codes.length;
  }

  /** The silent cell with most input, or the firing one with least. */
  #best(state: 0 | 1): number {
    const sign = state === 0 ? 1 : -1;
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.pyramids; i++) {
      if (this.firing[i] !== state) continue;
      const drive = sign * this.drive(i);
      if (drive <= most) continue;
      most = drive;
      best = i;
    }
    return best;
  }

  #set(i: number, value: 0 | 1): void {
    this.firing[i] = value;
    this.#count(i, value === 1 ? 1 : -1);
  }

  #count(i: number, sign: 1 | -1): void {
    this.#firing += sign;
    this.#firedSum += sign * this.#fired[i];
    for (let j = 0, at = i * this.pyramids; j < this.pyramids; j++, at++)
      this.#recurrent[j] += sign * this.#together[at];
  }

  #check(name: string, pattern: ArrayLike<number>): void {
    if (pattern.length !== this.inputs)
      throw new InputError(name, `${pattern.length} cells`, `${this.inputs} cells, as the cortex has`);
  }
}

const DEFAULTS: Required<HippocampalOptions> = {
  granules: 3600,
  granuleActivity: 0.01,
  fanIn: 32,
  pyramids: 1600,
  activity: 0.025,
  mossy: 40,
  separation: true,
  recurrence: 1,
  seed: 0,
};

/** Synapses of a cell of CA3 from the cortex, where the dentate gyrus is left out. */
const MOST_DIRECT = 512;

/** What 16 bits can count. */
const MOST = 32767;

/** Gains below this are rounding errors, which must not set cells going round in circles. */
const TOLERANCE = 1e-9;

/** @throws InputError for a share that leaves no cell silent */
function activeOf(name: string, share: number, cells: number): number {
  const active = Math.max(1, Math.round(share * cells));
  if (!(share > 0 && active < cells))
    throw new InputError(name, share, `a share of ${cells} cells that leaves some silent`);
  return active;
}
