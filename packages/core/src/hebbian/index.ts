export { amariError } from './amari-error.js';
export { barsFound, barsOfUnits } from './bars.js';
export { BcmNeuron } from './bcm-neuron.js';
export { DistalRewardExperiment } from './eligibility-experiment.js';
export { type EligibilityOptions, EligibilitySynapses } from './eligibility-synapses.js';
export { FoldiakNetwork, type FoldiakOptions } from './foldiak-network.js';
export {
  ICA_CONTRASTS,
  ICA_METHODS,
  type IcaContrast,
  type IcaMethod,
  type IcaOptions,
  IndependentComponents,
} from './independent-components.js';
export { KWinnersLayer, type KWinnersOptions } from './k-winners-layer.js';
export { kWinnersInhibition, kWinnersInto } from './k-winners-take-all.js';
export { KrotovHopfieldLayer, type KrotovHopfieldOptions } from './krotov-hopfield-layer.js';
export { GATES, type Gate, ModulatedMemory, releaseOf } from './neuromodulation-memory.js';
export { covarianceInto, divisiveInto, hebbInto, limitInto, ojaInto, subtractiveInto } from './one-neuron-rules.js';
export { type LayerOptions, PanelLayer } from './panel-layer.js';
export { RewardNetwork } from './reward-network.js';
export { sangerInto } from './sanger-layer.js';
export { type Expansion, SlowFeatureAnalysis, type SlowFeatures } from './slow-feature-analysis.js';
export { SoftHebbLayer, type SoftHebbOptions } from './soft-hebb-layer.js';
export { PoissonInputs } from './stdp-inputs.js';
export { ConductanceNeuron } from './stdp-neuron.js';
export { STDP_BOUNDS, type StdpBounds, type StdpOptions, StdpSynapses } from './stdp-synapses.js';
export {
  type Pairing,
  pairingChange,
  type TripletRule,
  TripletSynapse,
  VISUAL_CORTEX,
  VISUAL_CORTEX_FULL,
} from './stdp-triplet.js';
export { type PairRule, stdpWindow } from './stdp-window.js';
export { eligibilityInto, threeFactorInto } from './three-factor.js';
export { drawMixing, drawVoices, VOICES, type Voices } from './voices.js';
export { type Whitening, whiten, whiteningOf } from './whitening.js';
export { Winners } from './winners.js';
