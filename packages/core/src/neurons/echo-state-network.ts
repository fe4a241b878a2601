import { InputError } from '../contract/errors.js';
import { createRandom, type Random } from '../random/random.js';
import { spectralRadius } from './echo-state-radius.js';
import { RidgeRegression } from './ridge.js';
import { tanh } from './tanh.js';

export interface EchoStateOptions {
  readonly units: number;
  readonly inputs?: number;
  readonly outputs?: number;
  /** The recurrent weights are scaled to it: how long the past echoes. */
  readonly spectralRadius?: number;
  /** Share of its old state that a unit loses a step: 1 forgets at once, small ones are slow. */
  readonly leak?: number;
  /** Half the width of the even distribution of the input and bias weights. */
  readonly inputScale?: number;
  /** Share of the recurrent weights that are 0. */
  readonly sparsity?: number;
  readonly activation?: 'tanh' | 'linear';
  readonly bias?: boolean;
  readonly seed?: number;
  /** Instead of a seed. */
  readonly random?: Random;
}

export interface FitOptions {
  /** Steps at the start that are not learned from, until the network has forgotten its own start. */
  readonly washout?: number;
  /** Penalty on large read-out weights. */
  readonly ridge?: number;
}

/**
 * An echo state network of leaky units (Jaeger 2001; Jaeger, Lukoševičius, Popovici & Siewert 2007): x ← (1 − a) x +
 * a tanh(W x + V (1, u)). W and V stay as they were drawn; only the read-out y = R (1, u, x) is learned, by ridge
 * regression. Double precision, the same bits in every engine.
 */
export class EchoStateNetwork {
  readonly units: number;
  readonly inputs: number;
  readonly outputs: number;
  /** State x. */
  readonly state: Float64Array;
  /** (1, u, x): what the read-out sees. */
  readonly features: Float64Array;
  /** W, [units, units]. */
  readonly weights: Float64Array;
  /** V, [units, 1 + inputs]. */
  readonly inputWeights: Float64Array;
  /** R, [outputs, 1 + inputs + units]. */
  readonly readout: Float64Array;
  readonly #leak: number;
  readonly #isLinear: boolean;
  readonly #next: Float64Array;

  /** @throws InputError for numbers that make no network. */
  constructor(options: EchoStateOptions) {
    check(options);
    const { units, inputs = 1, outputs = 1, inputScale = 0.5, bias = true } = options;
    this.units = units;
    this.inputs = inputs;
    this.outputs = outputs;
    this.#leak = options.leak ?? 0.3;
    this.#isLinear = options.activation === 'linear';
    this.state = new Float64Array(units);
    this.#next = new Float64Array(units);
    this.features = new Float64Array(1 + inputs + units);
    this.readout = new Float64Array(outputs * this.features.length);
    const random = options.random ?? createRandom(options.seed ?? 1);
    const entering = random.stream('input-weights');
    this.inputWeights = Float64Array.from({ length: units * (1 + inputs) }, (_, i) => {
      const weight = inputScale * (2 * entering.uniform() - 1);
      return i % (1 + inputs) === 0 && !bias ? 0 : weight;
    });
    this.weights = drawWeights(options, random.stream('weights'));
  }

  reset(): void {
    this.state.fill(0);
  }

  /** Takes in one input; {@link features} then hold what the read-out sees. */
  step(input: ArrayLike<number>): void {
    const { units, inputs, state, weights, inputWeights } = this;
    const leak = this.#leak;
    for (let i = 0; i < units; i++) {
      let sum = inputWeights[i * (1 + inputs)];
      for (let j = 0; j < inputs; j++) sum += inputWeights[i * (1 + inputs) + 1 + j] * input[j];
      for (let j = 0, at = i * units; j < units; j++, at++) sum += weights[at] * state[j];
      this.#next[i] = (1 - leak) * state[i] + leak * (this.#isLinear ? sum : tanh(sum));
    }
    state.set(this.#next);
    this.features[0] = 1;
    for (let j = 0; j < inputs; j++) this.features[1 + j] = input[j];
    this.features.set(state, 1 + inputs);
  }

  /** The read-out of the last step, into `out`. */
  outputInto(out: Float64Array): Float64Array {
    const { features, readout } = this;
    for (let k = 0; k < this.outputs; k++) {
      let sum = 0;
      for (let j = 0, at = k * features.length; j < features.length; j++, at++) sum += readout[at] * features[j];
      out[k] = sum;
    }
    return out;
  }

  /** Runs through `inputs` ([steps, inputs], row-major) from where it is; returns its states, [steps, units]. */
  run(inputs: ArrayLike<number>): Float64Array {
    const steps = inputs.length / this.inputs;
    const states = new Float64Array(steps * this.units);
    this.#each(inputs, (t) => states.set(this.state, t * this.units));
    return states;
  }

  /**
   * Runs through `inputs` from where it is and learns to answer with `targets` ([steps, outputs]).
   * @returns the root of the mean squared error over what it learned from
   * @throws InputError where inputs and targets differ in length, or too few steps are left after the washout
   */
  fit(inputs: ArrayLike<number>, targets: ArrayLike<number>, { washout = 100, ridge = 1e-5 }: FitOptions = {}): number {
    const steps = inputs.length / this.inputs;
    if (targets.length / this.outputs !== steps) {
      throw new InputError('targets', `of ${targets.length} values`, `${steps * this.outputs}, one row a step`);
    }
    if (steps <= washout) throw new InputError('washout', washout, `fewer than the ${steps} steps that there are`);
    const regression = new RidgeRegression(this.features.length, this.outputs);
    const target = new Float64Array(this.outputs);
    const squares = new Float64Array(this.outputs);
    this.#each(inputs, (t) => {
      if (t < washout) return;
      for (let k = 0; k < this.outputs; k++) target[k] = targets[t * this.outputs + k];
      regression.add(this.features, target);
      for (let k = 0; k < this.outputs; k++) squares[k] += target[k] ** 2;
    });
    this.readout.set(regression.solve(ridge));
    return Math.sqrt(residual(regression, this.readout, squares) / ((steps - washout) * this.outputs));
  }

  /** Runs through `inputs` from where it is; returns what it answers, [steps, outputs]. */
  predict(inputs: ArrayLike<number>): Float64Array {
    const answers = new Float64Array((inputs.length / this.inputs) * this.outputs);
    const out = new Float64Array(this.outputs);
    this.#each(inputs, (t) => answers.set(this.outputInto(out), t * this.outputs));
    return answers;
  }

  /**
   * Goes on by itself: each answer is the next input. Returns the answers, [steps, outputs].
   * @param first input, often the last answer of {@link predict}
   * @throws InputError unless there are as many outputs as inputs
   */
  generate(steps: number, first: ArrayLike<number>): Float64Array {
    if (this.outputs !== this.inputs)
      throw new InputError('outputs', this.outputs, `${this.inputs}, as many as inputs`);
    const answers = new Float64Array(steps * this.outputs);
    const now = Float64Array.from(first);
    for (let t = 0; t < steps; t++) {
      this.step(now);
      answers.set(this.outputInto(now), t * this.outputs);
    }
    return answers;
  }

  #each(inputs: ArrayLike<number>, act: (t: number) => void): void {
    const input = new Float64Array(this.inputs);
    for (let t = 0; t < inputs.length / this.inputs; t++) {
      for (let j = 0; j < this.inputs; j++) input[j] = inputs[t * this.inputs + j];
      this.step(input);
      act(t);
    }
  }
}

/** Σ (y − R x)² = Σ y² − 2 R·Σ y x + R (Σ x xᵀ) R, from the sums alone; rounding may leave a little below 0. */
function residual(
  { gram, cross, inputs, outputs }: RidgeRegression,
  readout: Float64Array,
  squares: Float64Array,
): number {
  let total = 0;
  for (let k = 0; k < outputs; k++) {
    total += squares[k];
    for (let i = 0; i < inputs; i++) {
      const weight = readout[k * inputs + i];
      total -= 2 * weight * cross[k * inputs + i];
      for (let j = i; j < inputs; j++) {
        total += (i === j ? 1 : 2) * weight * readout[k * inputs + j] * gram[i * inputs + j];
      }
    }
  }
  return Math.max(0, total);
}

/** Even in ±1 where there is a connection, then scaled to the spectral radius. */
function drawWeights(options: EchoStateOptions, random: Random): Float64Array {
  const { units, spectralRadius: wanted = 1.25, sparsity = 0 } = options;
  const weights = Float64Array.from({ length: units * units }, () => {
    const weight = 2 * random.uniform() - 1;
    return sparsity > 0 && random.uniform() < sparsity ? 0 : weight;
  });
  const radius = spectralRadius(weights, units);
  // A few connections may form no cycle: then nothing echoes, whatever the scale.
  if (radius > 0) for (let i = 0; i < weights.length; i++) weights[i] *= wanted / radius;
  return weights;
}

function check(options: EchoStateOptions): void {
  const { units, inputs = 1, outputs = 1, leak = 0.3, spectralRadius: radius = 1.25, sparsity = 0 } = options;
  for (const [name, value] of Object.entries({ units, inputs, outputs })) {
    if (!Number.isInteger(value) || value < 1) throw new InputError(name, value, 'an integer of at least 1');
  }
  if (!(leak > 0 && leak <= 1)) throw new InputError('leak', leak, 'a share above 0 and up to 1');
  if (!(radius >= 0)) throw new InputError('spectralRadius', radius, 'a number of at least 0');
  if (!(sparsity >= 0 && sparsity < 1)) throw new InputError('sparsity', sparsity, 'a share of at least 0, below 1');
}
