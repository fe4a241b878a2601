/** Parameters of {@link RateUnit}. Times in ms, all else in shares of the highest rate. */
export interface RateUnitParams {
  /** Time constant τ of the rate. */
  readonly timeConstant: number;
  /** Drive σ at which the rate is half of its highest. */
  readonly halfDrive: number;
  /** Weight of the neuron's synapse on itself. */
  readonly excitation: number;
  /** Strength and time constant of the adaptation. */
  readonly adaptation: number;
  readonly adaptationTime: number;
  /** Drive without any input. */
  readonly tonic: number;
}

/**
 * A rate neuron with adaptation, a synapse on itself and tonic drive: τ dr/dt = −r + S(I + I₀ + w r − a) and
 * τ_a da/dt = −a + g r, with S(x) = x² / (σ² + x²) above 0 (Naka & Rushton 1966). Adaptation as in Benda & Herz (2003).
 */
export class RateUnit {
  /** Rate and adaptation. */
  readonly state = new Float64Array(2);
  readonly params: RateUnitParams;

  constructor(params: RateUnitParams) {
    this.params = params;
  }

  /** Writes dr/dt and da/dt under an input. */
  derivative(y: Float64Array, input: number, dy: Float64Array): void {
    const { timeConstant, excitation, adaptation, adaptationTime, tonic } = this.params;
    const drive = input + tonic + excitation * y[0] - y[1];
    dy[0] = (this.response(drive) - y[0]) / timeConstant;
    dy[1] = (adaptation * y[0] - y[1]) / adaptationTime;
  }

  /** Whether the rate is one: no exact solution leaves 0 to 1, so that a numerical one that does has become unstable. */
  contains(): boolean {
    return this.state[0] >= -0.01 && this.state[0] <= 1.01 && Number.isFinite(this.state[1]);
  }

  /** S: the rate that a drive leads to, 0 to 1. */
  response(drive: number): number {
    if (!(drive > 0)) return 0;
    const square = drive * drive;
    return square / (this.params.halfDrive * this.params.halfDrive + square);
  }
}

/**
 * The rates at which a neuron with a synapse on itself, and neither adaptation nor drive, stands still besides 0:
 * (1 ± √(1 − 4σ² / w²)) / 2, the lower unstable. There are none where w < 2σ: it cannot go on.
 */
export function persistentRates(halfDrive: number, excitation: number): readonly [number, number] | undefined {
  const discriminant = 1 - (4 * halfDrive * halfDrive) / (excitation * excitation);
  if (!(discriminant >= 0)) return undefined;
  const root = Math.sqrt(discriminant);
  return [(1 - root) / 2, (1 + root) / 2];
}
