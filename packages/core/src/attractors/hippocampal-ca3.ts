/**
 * CA3 as an attractor network of cells that fire or are silent, with weights Σ (ξᵢ − a)(ξⱼ − a) over sparse codes ξ of activity a
 * (Tsodyks & Feigelman 1988, doi:10.1209/0295-5075/6/2/002). The same number of cells always fires, as inhibition sees to it: at first
 * one more each turn, the one with most input; then the silent cell with most takes the place of the firing one with least, as
 * long as that has less. Each exchange lowers the energy −½ Σ wᵢⱼsᵢsⱼ − Σ cᵢsᵢ, as weights are symmetric, so that there comes a last.
 */
export class Ca3Network {
  /** 1 for each cell that fires; call {@link Ca3Network.refresh} where it was set from outside. */
  readonly firing: Uint8Array;
  /** What each cell gets from outside: 1 for the cells of a code that is meant, 0 for the others, or nearly so. */
  readonly cue: Float64Array;
  /** How often two cells fired together; 0 for a cell with itself. */
  readonly #together: Uint16Array;
  /** How often each cell fired. */
  readonly #fired: Uint16Array;
  /** Times that each cell fired together with those that fire now. */
  readonly #recurrent: Int32Array;
  #codes = 0;
  #firing = 0;
  #firedSum = 0;

  /**
   * @param active cells that fire when all that may do
   * @param recurrence strength of the synapses among cells against those of the cue; may be changed at any time
   */
  constructor(
    readonly cells: number,
    readonly active: number,
    public recurrence: number,
  ) {
    this.firing = new Uint8Array(cells);
    this.cue = new Float64Array(cells);
    this.#together = new Uint16Array(cells * cells);
    this.#fired = new Uint16Array(cells);
    this.#recurrent = new Int32Array(cells);
  }

  /** Stores a code, given as numbers of the cells that fire, and silences all. */
  learn(code: Uint16Array): void {
    for (const i of code) {
      this.#fired[i]++;
      for (const j of code) if (i !== j) this.#together[i * this.cells + j]++;
    }
    this.#codes++;
    this.silence();
  }

  /** How many cells fire. */
  get count(): number {
    return this.#firing;
  }

  silence(): void {
    this.firing.fill(0);
    this.refresh();
  }

  /** Computes again what follows from the cells that fire. */
  refresh(): void {
    this.#recurrent.fill(0);
    this.#firing = 0;
    this.#firedSum = 0;
    for (let i = 0; i < this.cells; i++) if (this.firing[i] === 1) this.#add(i, 1);
  }

  /** What reaches cell i, from the cue and from the other cells that fire: from these about 1 too, for a cell of a code that is whole. */
  drive(i: number): number {
    const share = this.active / this.cells;
    const own = this.firing[i];
    const others = this.#firing - own;
    // Σ (ξᵢ − a)(ξⱼ − a) over the codes and the other cells j that fire, multiplied out.
    const covariance =
      this.#recurrent[i] -
      share * (others * this.#fired[i] + this.#firedSum - own * this.#fired[i]) +
      share * share * others * this.#codes;
    return this.cue[i] + (this.recurrence * covariance) / this.active;
  }

  /** One more cell fires, or one takes the place of another; which, or that all are at rest. */
  advance(): 'recruited' | 'exchanged' | 'rest' {
    const most = this.#extreme(0);
    if (this.#firing < this.active) {
      this.#set(most, 1);
      return 'recruited';
    }
    const least = this.#extreme(1);
    // The newcomer loses what it gets from the cell that it replaces.
    const lost = (this.recurrence * this.#weight(most, least)) / this.active;
    if (!(this.drive(most) - lost - this.drive(least) > TOLERANCE)) return 'rest';
    this.#set(least, 0);
    this.#set(most, 1);
    return 'exchanged';
  }

  #weight(i: number, j: number): number {
    const share = this.active / this.cells;
    const both = this.#together[i * this.cells + j];
    return both - share * (this.#fired[i] + this.#fired[j]) + share * share * this.#codes;
  }

  /** The silent cell with most input, or the firing one with least. */
  #extreme(state: 0 | 1): number {
    const sign = state === 0 ? 1 : -1;
    const gain = this.recurrence / this.active;
    const inhibition = (this.active / this.cells) * (this.#firing - 2 * state);
    let extreme = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.cells; i++) {
      if (this.firing[i] !== state) continue;
      // The drive, less what is the same for all of these cells.
      const drive = sign * (this.cue[i] + gain * (this.#recurrent[i] - inhibition * this.#fired[i]));
      if (drive <= most) continue;
      most = drive;
      extreme = i;
    }
    return extreme;
  }

  #set(i: number, value: 0 | 1): void {
    this.firing[i] = value;
    this.#add(i, value === 1 ? 1 : -1);
  }

  #add(i: number, sign: 1 | -1): void {
    this.#firing += sign;
    this.#firedSum += sign * this.#fired[i];
    for (let j = 0, at = i * this.cells; j < this.cells; j++, at++) this.#recurrent[j] += sign * this.#together[at];
  }
}

/** Gains below this are rounding errors, which must not set cells going round in circles. */
const TOLERANCE = 1e-9;
