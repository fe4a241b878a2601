export { AmariField, type AmariOptions } from './amari-field.js';
export { bumpWidths, connectionAt, type MexicanHat } from './amari-kernel.js';
export { type BrunelPoint, brunelRate, externalSpikes, firingRate } from './brunel-mean-field.js';
export { type BrunelChance, BrunelNetwork, type BrunelOptions, poissonThresholds } from './brunel-network.js';
export { EchoStateNetwork, type EchoStateOptions, type FitOptions } from './echo-state-network.js';
export { spectralRadius } from './echo-state-radius.js';
export { bretteGerstner, type ExponentialParams, exponentialCurrent, exponentialNeuron } from './exponential-neuron.js';
export { type FiCurveOptions, fiCurve } from './f-i-curve.js';
export {
  type FitzHughNagumoParams,
  fitzHugh,
  fitzHughNagumoHopf,
  fitzHughNagumoNeuron,
  restAt,
} from './fitzhugh-nagumo-neuron.js';
export { ForceLearner, type ForceOptions } from './force-learner.js';
export { ForceTarget, type TargetKind } from './force-target.js';
export { type HodgkinHuxleyParams, hodgkinHuxleyNeuron, squidAxon } from './hodgkin-huxley-neuron.js';
export { currentAt, type InputSettings } from './input-current.js';
export type { Derivative, Integrator } from './integrator.js';
export {
  createIntegrator,
  type IntegrateOptions,
  type IntegratorOptions,
  integrate,
  type Method,
} from './integrators.js';
export {
  type IzhikevichChance,
  IzhikevichNetwork,
  type IzhikevichNetworkOptions,
} from './izhikevich-network-kernel.js';
export { type IzhikevichParams, izhikevichNeuron } from './izhikevich-neuron.js';
export { criticalCoupling, drawFrequency, type Frequencies, lorentzianOrder } from './kuramoto-frequencies.js';
export { type KuramotoOptions, KuramotoOscillators } from './kuramoto-oscillators.js';
export { KuramotoSheet } from './kuramoto-sheet.js';
export { orderSweep } from './kuramoto-sweep.js';
export { type LeakyParams, leakyNeuron } from './leaky-neuron.js';
export { COLUMN, LiquidColumn, type LiquidOptions } from './liquid-column.js';
export { LiquidMachine, type LiquidMachineOptions } from './liquid-machine.js';
export { LiquidReadout } from './liquid-readout.js';
export { DynamicSynapses, LIQUID_CONNECTIONS, type LiquidConnection } from './liquid-synapses.js';
export { LiquidTask, type LiquidTaskOptions } from './liquid-task.js';
export { type Dynamics, type LyapunovOptions, lyapunovExponent } from './lyapunov.js';
export { lyapunovSweep, networkLyapunov } from './lyapunov-sweep.js';
export { MackeyGlass, type MackeyGlassOptions, mackeyGlass } from './mackey-glass.js';
export { type MemoryCapacityOptions, memoryCapacity } from './memory-capacity.js';
export { type MorrisLecarParams, morrisLecarClasses, morrisLecarNeuron } from './morris-lecar-neuron.js';
export type { NeuronModel } from './neuron-model.js';
export { layerFive, PyramidalNeuron, type PyramidalParams } from './pyramidal-neuron.js';
export { type QuadraticParams, quadraticNeuron, quadraticRheobase } from './quadratic-neuron.js';
export { RateNetwork, type RateNetworkOptions } from './rate-network.js';
export { persistentRates, RateUnit, type RateUnitParams } from './rate-unit.js';
export { RidgeRegression } from './ridge.js';
export { SimdArrays } from './simd-arrays.js';
export { type NeuronRecord, type SimulateOptions, simulate } from './simulate.js';
export { type NeuronOptions, SingleNeuron, type SpikeListener } from './single-neuron.js';
export { SpikeStatistics } from './spike-statistics.js';
export { SpikingIntervals } from './spiking-intervals.js';
export type { SpikingNetwork } from './spiking-network.js';
export { type Recorded, SpikingRecorder } from './spiking-recorder.js';
export {
  type VogelsAbbottChance,
  VogelsAbbottNetwork,
  type VogelsAbbottOptions,
} from './vogels-abbott-network.js';
export { inputSweep, type Response, WilsonCowan, type WilsonCowanOptions } from './wilson-cowan-equations.js';
export { type BufferOptions, capacityOf, GatedBuffers } from './working-memory-buffers.js';
export { type Gating, MemoryTask, type TaskOptions } from './working-memory-task.js';
