import { forBrush } from '../contract/brush.js';
import type { Edit } from '../contract/system.js';
import { math } from '../kernels/math.js';
import { noiseKey } from '../random/noise-key.js';
import type { RandomSource } from '../random/random.js';
import { AmariField } from './amari-field.js';
import type { AmariParams } from './amari-params.js';

interface Extent {
  readonly width: number;
  readonly height: number;
  readonly excitationWidth: number;
  readonly inhibitionWidth: number;
}

/** What the ring and the sheet have in common: a field, stimuli that come and go, painting. */
export class AmariModel {
  readonly field: AmariField;
  /** Time of the last step. */
  readonly clock = new Float64Array(1);
  readonly #cues: Float32Array;
  readonly #params: AmariParams & Extent;
  #isCued: boolean | undefined;

  constructor(params: AmariParams & Extent, random: RandomSource) {
    this.#params = params;
    this.field = new AmariField({ ...params, key: noiseKey(random.stream('noise')) });
    this.#cues = drawCues(params, this.field.pitch, random);
    this.#stimulate(0);
  }

  step(time: number): void {
    this.#stimulate(time);
    this.field.step(time);
    this.clock[0] = time + 1;
  }

  /** Stimuli are on as long as they last; asked at every step, so that a restored run has those of its time. */
  #stimulate(time: number): void {
    const isCued = time * this.#params.timeStep < this.#params.cueDuration;
    if (isCued === this.#isCued) return;
    this.#isCued = isCued;
    if (isCued) this.field.input.set(this.#cues);
    else this.field.input.fill(0);
  }

  edit(edit: Edit): void {
    const { width, height, rest } = this.#params;
    const { u, pitch } = this.field;
    const value = (edit.erase ? 2 : -2) * rest;
    forBrush(edit, width, height, (x, y) => {
      u[y * pitch + x] = value;
    });
  }

  restored(): void {
    this.#isCued = undefined;
    this.#stimulate(Math.max(0, this.clock[0] - 1));
  }

  state() {
    const { u, adaptation, rates } = this.field;
    return { u, adaptation, rates, clock: this.clock };
  }

  /** Share of active cells. */
  active(): number {
    const { u, width, height, pitch } = this.field;
    let count = 0;
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (u[y * pitch + x] > 0) count++;
    return count / (width * height);
  }
}

/** Steps of a sequence that fills a square evenly (powers of the plastic number). */
const [ACROSS, DOWN] = [0.7548776662, 0.569840291];

/** Gaussian stimuli as wide as the excitation, spread evenly from a random place on. */
function drawCues(params: AmariParams & Extent, pitch: number, random: RandomSource): Float32Array {
  const { width, height, cues, cueStrength, cueContrast, excitationWidth: deviation } = params;
  const places = random.stream('cues');
  const [u, v] = [places.uniform(), places.uniform()];
  const input = new Float32Array(pitch * height);
  for (let n = 0; n < cues; n++) {
    const strength = cueStrength * Math.max(0, 1 - n * cueContrast);
    const across = height === 1 ? n / cues : n * ACROSS;
    const [cx, cy] = [((u + across) % 1) * width, ((v + n * DOWN) % 1) * height];
    for (let y = 0; y < height; y++) {
      const dy = height === 1 ? 0 : roundTrip(y + 0.5 - cy, height);
      for (let x = 0; x < width; x++) {
        const dx = roundTrip(x + 0.5 - cx, width);
        input[y * pitch + x] += strength * math().exp(-(dx * dx + dy * dy) / (2 * deviation * deviation));
      }
    }
  }
  return input;
}

/** The short way round a ring. */
function roundTrip(distance: number, size: number): number {
  return distance - size * Math.round(distance / size);
}
