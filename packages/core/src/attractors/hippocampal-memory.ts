import { InputError } from '../contract/errors.js';
import { createRandom } from '../random/random.js';
import { Ca3Network } from './hippocampal-ca3.js';
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
 * The hippocampus as a memory of pictures seen once (Marr 1971, doi:10.1098/rstb.1971.0078; Treves & Rolls 1994,
 * doi:10.1002/hipo.450040319). The entorhinal cortex holds a picture of ±1, by an on and an off cell each pixel. To store it,
 * granule cells of the dentate gyrus turn it into a sparse code that has little in common with that of any other picture, and through
 * a few strong mossy fibres write a code into CA3. Three sets of synapses learn by Hebb’s rule: from the cortex to CA3 (perforant
 * path), among cells of CA3 ({@link Ca3Network}), and from CA3 back to the cortex. To recall, the perforant path alone cues
 * CA3, whose cells complete the code among themselves, and the picture is read from it.
 */
export class HippocampalMemory {
  /** Codes of the patterns, as stored. */
  readonly codes: HippocampalCode[] = [];
  readonly ca3: Ca3Network;
  /** Cells of the dentate gyrus. */
  readonly granules: number;
  readonly #separation: boolean;
  readonly #dentate: SparseProjection;
  readonly #writing: SparseProjection;
  readonly #granuleInput: Uint8Array;
  readonly #code: HippocampalCode;
  /** Σ eⱼ of the patterns in which the cell fired, `inputs` a cell: perforant path and the way back, as both learn from the same. */
  readonly #pairs: Int16Array;
  /** Σ eⱼ of all patterns. */
  readonly #sums: Int32Array;
  readonly #read: Int32Array;
  /** Numbers of the cells that a cue tells of. */
  readonly #known: Uint16Array;

  /** @throws InputError for a layer without cells, or one whose codes would fill it */
  constructor(
    readonly inputs: number,
    options: HippocampalOptions = {},
  ) {
    const given = { ...DEFAULTS, ...options };
    const { granules, pyramids, separation, seed } = given;
    const { fanIn, mossy: fibres } = given;
    for (const [name, value] of Object.entries({ inputs, granules, pyramids, fanIn, mossy: fibres })) {
      const most = name === 'pyramids' ? MOST_PYRAMIDS : 65535;
      if (!Number.isInteger(value) || value < 1 || value > most)
        throw new InputError(name, value, `an integer from 1 to ${most}`);
    }
    this.#separation = separation;
    this.granules = granules;
    this.ca3 = new Ca3Network(pyramids, activeOf('activity', given.activity, pyramids), given.recurrence);
    const bright = activeOf('granuleActivity', given.granuleActivity, granules);
    const random = createRandom(seed);
    const dentate = { inputs, cells: granules, fanIn, winners: bright, signed: true };
    this.#dentate = new SparseProjection(dentate, random.stream('dentate'));
    const mossy = { inputs: granules, cells: pyramids, fanIn: fibres, winners: this.ca3.active, signed: false };
    const direct = { ...mossy, inputs, fanIn: Math.min(inputs, MOST_DIRECT), signed: true };
    this.#writing = new SparseProjection(separation ? mossy : direct, random.stream(separation ? 'mossy' : 'direct'));
    this.#granuleInput = new Uint8Array(granules);
    this.#code = { granules: new Uint16Array(bright), pyramids: new Uint16Array(this.ca3.active) };
    this.#pairs = new Int16Array(pyramids * inputs);
    this.#sums = new Int32Array(inputs);
    this.#read = new Int32Array(inputs);
    this.#known = new Uint16Array(inputs);
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
   * Stores a pattern, once for all, silences CA3 and returns the pattern’s code.
   * @param pattern ±1
   * @throws InputError for a pattern of another size, and for more than 32,767 of them
   */
  store(pattern: ArrayLike<number>): HippocampalCode {
    if (this.codes.length === MOST) throw new InputError('pattern', MOST + 1, `at most ${MOST} patterns`);
    const separated = this.separate(pattern);
    const code = { granules: separated.granules.slice(), pyramids: separated.pyramids.slice() };
    const { inputs } = this;
    for (const i of code.pyramids) {
      for (let j = 0, at = i * inputs; j < inputs; j++, at++) this.#pairs[at] += pattern[j];
    }
    for (let j = 0; j < inputs; j++) this.#sums[j] += pattern[j];
    this.codes.push(code);
    this.ca3.learn(code.pyramids);
    return code;
  }

  /**
   * Silences CA3 and sends it a cue over the perforant path; {@link Ca3Network.advance} recalls.
   * @param cue ±1, 0 where nothing is known
   * @throws InputError for a cue of another size
   */
  cue(cue: ArrayLike<number>): void {
    this.send(cue);
    this.ca3.silence();
  }

  /**
   * Sends a cue to CA3, whose cells go on firing.
   * @throws InputError for a cue of another size
   */
  send(cue: ArrayLike<number>): void {
    this.#check('cue', cue);
    const { inputs, ca3 } = this;
    let known = 0;
    for (let j = 0; j < inputs; j++) if (cue[j] !== 0) this.#known[known++] = j;
    for (let i = 0; i < ca3.cells; i++) {
      let sum = 0;
      for (let n = 0; n < known; n++) {
        const j = this.#known[n];
        sum += this.#pairs[i * inputs + j] * cue[j];
      }
      ca3.cue[i] = sum / Math.max(1, known);
    }
  }

  /** The picture that CA3 sends back to the cortex: ±1, 0 where it cannot tell. */
  readInto(out: Int8Array): Int8Array {
    const { inputs, ca3 } = this;
    const read = this.#read.fill(0);
    for (let i = 0; i < ca3.cells; i++) {
      if (ca3.firing[i] === 0) continue;
      for (let j = 0, at = i * inputs; j < inputs; j++, at++) read[j] += this.#pairs[at];
    }
    // Less what chance alone would give: the covariance with the code.
    const chance = (ca3.count * ca3.active) / ca3.cells;
    for (let j = 0; j < inputs; j++) out[j] = Math.sign(read[j] - chance * this.#sums[j]);
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
    for (let turn = this.ca3.advance(); turn !== 'rest'; turn = this.ca3.advance())
      if (turn === 'exchanged') exchanges++;
    return { pattern: this.readInto(new Int8Array(this.inputs)), firing: this.ca3.firing.slice(), exchanges };
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

/** Each has a synapse with each other. */
const MOST_PYRAMIDS = 16384;

/** What 16 bits can count. */
const MOST = 32767;

/** @throws InputError for a share that leaves no cell silent */
function activeOf(name: string, share: number, cells: number): number {
  const active = Math.max(1, Math.round(share * cells));
  if (!(share > 0 && active < cells))
    throw new InputError(name, share, `a share of ${cells} cells that leaves some silent`);
  return active;
}
