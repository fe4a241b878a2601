import { InputError } from '../contract/errors.js';
import type { Dataset } from '../data/dataset.js';
import { createRandom } from '../random/random.js';
import { Codebook } from './codebook.js';
import { confine } from './confine.js';
import { squaredMapDistance } from './grid.js';
import { initializeInto } from './initial-weights.js';
import { completeLabels, majorityLabels, type UnitLabels } from './majority-labels.js';
import { suggestedSize } from './map-size.js';
import { type Neighbourhoods, neighbourhood, neighbourhoodsOf } from './neighbourhood.js';
import type { ProjectionQuality } from './projection-quality.js';
import { decodeSom, encodeSom, type SavedSom, type SomJson, somFromJson, somToJson } from './som-file.js';
import { checkStep, courseAt, refuseRepelling, type SomOptions, type SomSettings, settingsOf } from './som-options.js';
import { distortionOf, errorsOf, type MapErrors, projectionOf, type UnitMap, uMatrixOf } from './som-quality.js';
import { fewRows, type SomData, samplesFrom, withoutGaps } from './som-samples.js';
import { runEpoch } from './som-training.js';

/** How much of the data is looked at before the training: for the size of the map and the start of its weights. */
const LOOKED_AT = 2048;
const COVARIANCE_WORK = 5e8;

export interface ProjectionOptions {
  /** Size of a neighbourhood; 12 by default. */
  readonly neighbours?: number;
  /** Samples looked at; 2000 by default. Time grows with its square. */
  readonly most?: number;
}

/**
 * Self-organizing map (Kohonen 1982, doi:10.1007/BF00337288), to be fitted to data of one's own.
 *
 * ```js
 * const map = Som.fit(samples, { columns: 20, rows: 20 });
 * map.transform(samples); // the best-matching unit of each sample
 * map.quantizationError(samples);
 * ```
 * All methods that take samples take a {@link Dataset}, rows of numbers, or `{ values, rows, columns }`; they throw an
 * InputError for rows of different length, another number of columns than the map has, and NaN unless `missing` is set.
 */
export class Som {
  readonly settings: SomSettings;
  /** Numbers a sample. */
  readonly dimensions: number;
  /** The units' weights, live, and the search among them. */
  readonly codebook: Codebook;
  /** Epochs that have been trained. */
  epoch: number;
  #labels: UnitLabels | undefined;
  #neighbourhoods: Neighbourhoods;
  #ranges: [number, number][] | undefined;

  private constructor({ settings, dimensions, weights, epoch, labels }: SavedSom) {
    this.settings = settings;
    this.dimensions = dimensions;
    this.epoch = epoch;
    this.#labels = labels;
    const { grid, distance, missing, neighbourhood, relaxed } = settings;
    this.codebook = new Codebook({ units: grid.units, dimensions, distance, hasMissing: missing, relaxed });
    for (let unit = 0; unit < grid.units; unit++) {
      this.codebook.weights.set(
        weights.subarray(unit * dimensions, (unit + 1) * dimensions),
        unit * this.codebook.stride,
      );
    }
    this.#neighbourhoods = neighbourhoodsOf(grid, neighbourhood);
  }

  /** A map that has learned the samples; their labels too, where they have some. */
  static fit(data: SomData, options: SomOptions = {}): Som {
    const samples = samplesFrom(data, { missing: options.missing ?? false });
    const map = Som.#begin(samples, options);
    map.#train(samples, options.onEpoch);
    if (samples.labels?.some((label) => label >= 0)) map.labelMap(samples);
    return map;
  }

  /** A map that has its size and its first weights from the samples and has learned nothing yet: for {@link partialFit}. */
  static start(data: SomData, options: SomOptions = {}): Som {
    return Som.#begin(samplesFrom(data, { missing: options.missing ?? false }), options);
  }

  static #begin(samples: Dataset, options: SomOptions): Som {
    const d = samples.columns;
    const most = Math.min(LOOKED_AT, Math.max(256, Math.floor(COVARIANCE_WORK / (d * d))));
    const some = fewRows(samples, most);
    const few = options.missing ? withoutGaps(some, samples) : some;
    const settings = settingsOf(options, () => suggestedSize(few, samples.rows, options));
    const { grid, seed } = settings;
    const { initial = 'pca' } = options;
    const weights = new Float32Array(grid.units * d);
    if (typeof initial === 'string') {
      initializeInto(weights, d, { grid, initial }, few, createRandom(seed).stream('weights'));
    } else {
      if (initial.length !== weights.length) {
        throw new InputError('initial', `${initial.length} weights`, `${grid.units} units × ${d} weights`);
      }
      weights.set(initial);
      if (!weights.every(Number.isFinite)) throw new InputError('initial', 'NaN', 'a number for every weight');
    }
    return new Som({ settings, dimensions: d, weights, epoch: 0 });
  }

  #train(samples: Dataset, onEpoch: SomOptions['onEpoch']): void {
    const { epochs } = this.settings;
    while (this.epoch < epochs) {
      finish(this.#pass(samples));
      const { rate, radius } = this.#at(this.epoch - 1);
      if (onEpoch?.({ epoch: this.epoch, epochs, rate, radius }) === false) break;
    }
  }

  /**
   * One more epoch, over these samples: the next of the schedule, and after the last with rate and radius at their ends.
   * A whole batch at rate 1 forgets what was learned before; give a smaller `rate` for data that come piece by piece.
   */
  partialFit(data: SomData, at: { readonly rate?: number; readonly radius?: number } = {}): this {
    finish(this.#pass(this.#samples(data), at));
    return this;
  }

  /**
   * {@link partialFit} in pieces of a fraction of a second: yields the samples seen so far, for a caller that shows progress
   * or may stop. An epoch left before its end does not count: of a batch nothing is learned, else what was seen.
   */
  partialFitInPieces(
    data: SomData,
    at: { readonly rate?: number; readonly radius?: number } = {},
  ): Generator<number, void> {
    return this.#pass(this.#samples(data), at);
  }

  *#pass(samples: Dataset, at: { readonly rate?: number; readonly radius?: number } = {}): Generator<number, void> {
    const { settings, codebook, epoch } = this;
    if (settings.neighbourhood === 'mexican-hat') this.#ranges = joined(this.#ranges, samples);
    const ranges = this.#ranges;
    const held = settings.schedule === 'epoch' ? this.#at(epoch) : undefined;
    yield* runEpoch(
      {
        codebook,
        neighbourhoods: this.#neighbourhoods,
        settings,
        at: (done) => checkStep({ ...(held ?? this.#at(epoch + done)), ...at }),
        random: createRandom(settings.seed).stream(`order ${epoch}`),
        confine: ranges && (() => confine(codebook, ranges)),
      },
      samples,
    );
    this.epoch++;
  }

  /** Rate and radius of an epoch. */
  #at(epoch: number): { rate: number; radius: number } {
    const { rate, radius, decay, epochs } = this.settings;
    const progress = Math.min(1, epoch / epochs);
    return { rate: courseAt(rate, decay, progress), radius: courseAt(radius, decay, progress) };
  }

  /** Of each sample, the unit whose weights are nearest: (layer · rows + row) · columns + column. */
  transform(data: SomData): Int32Array {
    const samples = this.#samples(data);
    const winners = new Int32Array(samples.rows);
    this.codebook.bestMatches(samples.values, samples.rows, { winners });
    return winners;
  }

  /** Mean distance of a sample to its best match. */
  quantizationError(data: SomData): number {
    return this.errors(data).quantization;
  }

  /** Share of samples whose two best matches do not touch on the map (8 neighbours on rectangles, 6 on hexagons). */
  topographicError(data: SomData): number {
    return this.errors(data).topographic;
  }

  /** Both errors, in one pass. */
  errors(data: SomData): MapErrors {
    return errorsOf(this.#map, this.#samples(data));
  }

  /**
   * Mean over the samples of Σ h ‖x − w‖² over the units: what training makes small at a fixed radius.
   * @param radius of the neighbourhood h; by default that of the end of the training
   */
  distortion(data: SomData, radius: number = this.#at(this.settings.epochs).radius): number {
    const { grid, neighbourhood: kind } = this.settings;
    const row = new Float64Array(grid.units);
    return distortionOf(this.#map, this.#samples(data), (winner) => {
      for (let unit = 0; unit < row.length; unit++) {
        row[unit] = neighbourhood(kind, squaredMapDistance(grid, winner, unit), radius);
      }
      return row;
    });
  }

  /** How far neighbours on the map are neighbours in the data, 0 to 1: {@link projection}. */
  trustworthiness(data: SomData, options?: ProjectionOptions): number {
    return this.projection(data, options).trustworthiness;
  }

  /** How far neighbours in the data are neighbours on the map, 0 to 1: {@link projection}. */
  neighbourhoodPreservation(data: SomData, options?: ProjectionOptions): number {
    return this.projection(data, options).neighbourhoodPreservation;
  }

  /**
   * Both, of Venna & Kaski 2001, on all samples or, beyond `most`, on as many evenly taken from them; neighbourhoods are
   * smaller where that is no less than half of the samples.
   */
  projection(data: SomData, { neighbours = 12, most = 2000 }: ProjectionOptions = {}): ProjectionQuality {
    return projectionOf(this.#map, fewRows(this.#samples(data), most), neighbours);
  }

  /** Mean distance of each unit to those beside it: ridges divide clusters (Ultsch & Siemon 1990). */
  uMatrix(): Float32Array {
    return uMatrixOf(this.#map)(new Float32Array(this.settings.grid.units));
  }

  /** How many of the samples each unit is the best match of. */
  hits(data: SomData): Uint32Array {
    const counts = new Uint32Array(this.settings.grid.units);
    for (const winner of this.transform(data)) counts[winner]++;
    return counts;
  }

  /** The weight of each unit for one column of the data. */
  componentPlane(column: number): Float32Array {
    if (!Number.isInteger(column) || column < 0 || column >= this.dimensions) {
      throw new InputError('column', column, `an integer from 0 to ${this.dimensions - 1}`);
    }
    const { weights, stride } = this.codebook;
    return Float32Array.from({ length: this.settings.grid.units }, (_, unit) => weights[unit * stride + column]);
  }

  /**
   * Gives each unit the class of most of its samples, for {@link classify}; {@link Som.fit} does it with the labels of its
   * data.
   * @param winners best match of each sample, where it is known
   * @throws InputError where no sample has a label
   */
  labelMap(data: Dataset, winners: Int32Array = this.transform(data)): UnitLabels {
    this.#labels = majorityLabels(this.settings.grid.units, winners, data.labels ?? new Int32Array(0));
    return this.#labels;
  }

  /** The classes of the units; nothing before {@link labelMap}. */
  get labels(): UnitLabels | undefined {
    return this.#labels;
  }

  /**
   * Of each sample, the class of its best match, or where that has none, of the unit with one that is nearest to it.
   * @throws InputError for a map without labels
   */
  classify(data: SomData): Int32Array {
    if (!this.#labels)
      throw new InputError('labels', undefined, 'a map with labels: fit labelled data, or call labelMap');
    const classes = completeLabels(this.#labels.labels, this.codebook, this.settings.distance);
    return this.transform(data).map((winner) => classes[winner]);
  }

  /** A copy of the weights, `dimensions` numbers a unit. */
  get weights(): Float32Array {
    const { weights, stride, units } = this.codebook;
    const packed = new Float32Array(units * this.dimensions);
    for (let unit = 0; unit < units; unit++) {
      packed.set(weights.subarray(unit * stride, unit * stride + this.dimensions), unit * this.dimensions);
    }
    return packed;
  }

  /**
   * Adds samples to the sums of a batch that {@link update} ends. Workers that each have the map (`Som.decode`) share an
   * epoch so: each accumulates its part, one adds the {@link sums} of the others and updates.
   */
  accumulate(data: SomData): void {
    const { values, rows } = this.#samples(data);
    this.codebook.accumulate(values, rows);
  }

  /** What has been accumulated since the last update. */
  sums(): Float64Array {
    return this.codebook.sums();
  }

  /** Adds what another copy of this map has accumulated. */
  addSums(sums: Float64Array): void {
    this.codebook.addSums(sums);
  }

  /** Ends a batch: moves the units, and one epoch is done. Rate and radius are those of the schedule unless given. */
  update(at: { readonly rate?: number; readonly radius?: number } = {}): void {
    const { rate, radius } = checkStep({ ...this.#at(this.epoch), ...at });
    refuseRepelling(this.settings.neighbourhood, 'batch');
    this.codebook.update(this.#neighbourhoods.forBatch(radius), rate);
    this.epoch++;
  }

  toJSON(): SomJson {
    return somToJson(this.#saved);
  }

  /** @throws InputError for anything that {@link toJSON} does not write */
  static fromJSON(json: unknown): Som {
    return new Som(somFromJson(json));
  }

  /** As a compact file, with a checksum. */
  encode(): Uint8Array<ArrayBuffer> {
    return encodeSom(this.#saved);
  }

  /** @throws InputError when the bytes are no map, are cut off or damaged, or come from a newer version */
  static decode(file: Uint8Array): Som {
    return new Som(decodeSom(file));
  }

  get #saved(): SavedSom {
    const { settings, dimensions, epoch, weights } = this;
    return { settings, dimensions, epoch, weights, ...(this.#labels && { labels: this.#labels }) };
  }

  get #map(): UnitMap {
    const { grid, distance } = this.settings;
    return { grid, distance, codebook: this.codebook };
  }

  #samples(data: SomData): Dataset {
    return samplesFrom(data, { missing: this.settings.missing, columns: this.dimensions });
  }
}

/** Goes through to the end. */
function finish(pieces: Generator<number, void>): void {
  while (!pieces.next().done);
}

/** The ranges of the columns, and those known before. */
function joined(known: [number, number][] | undefined, { values, columns }: Dataset): [number, number][] {
  const ranges = known ?? Array.from({ length: columns }, (): [number, number] => [Infinity, -Infinity]);
  for (let i = 0; i < values.length; i++) {
    const range = ranges[i % columns];
    // Written so that a missing value changes nothing.
    if (values[i] < range[0]) range[0] = values[i];
    if (values[i] > range[1]) range[1] = values[i];
  }
  return ranges;
}
