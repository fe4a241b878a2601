export { BidirectionalMemory } from './bidirectional-network.js';
export { binarize } from './binarize.js';
export {
  type AnnealingOptions,
  BoltzmannMachine,
  type BoltzmannOptions,
  type SampledOptions,
} from './boltzmann-network.js';
export { BoltzmannStates } from './boltzmann-states.js';
export {
  BOLTZMANN_TASKS,
  type BoltzmannPatterns,
  type BoltzmannTask,
  boltzmannPatterns,
  noisyTarget,
} from './boltzmann-tasks.js';
export { type CapacityOptions, type CapacityPoint, capacity } from './capacity.js';
export { bitError, criticalLoad, erf, retrievalOverlap } from './capacity-theory.js';
export { type Couplings, settle, unstableNeurons } from './couplings.js';
export { Cue } from './cue.js';
export { type DenseCouplings, denseCouplings, INTERACTIONS, type Interaction } from './dense-associative.js';
export { DistributedStore } from './distributed-store.js';
export { criticalDistance, expectedError, radiusOf, shareWithin, shareWithinBoth } from './distributed-theory.js';
export { GradedHopfield, type GradedOptions, longestStep } from './graded-network.js';
export * as hebb from './hebb.js';
export { Ca3Network } from './hippocampal-ca3.js';
export {
  type HippocampalCode,
  HippocampalMemory,
  type HippocampalOptions,
  type HippocampalRecall,
} from './hippocampal-memory.js';
export {
  Hopfield,
  type Recalled,
  type RecallOptions,
  STORAGE_RULES,
  type StorageRule,
} from './hopfield-network.js';
export type { Weights } from './hopfield-weights.js';
export { drawLetter } from './letters.js';
export { corrupt, randomPatterns } from './memories.js';
export { ModernHopfield } from './modern-network.js';
export {
  type ContrastiveOptions,
  RestrictedBoltzmann,
  type RestrictedBoltzmannOptions,
} from './restricted-boltzmann-machine.js';
export { SequenceMemory } from './sequence-network.js';
export { ORDERS, type Order } from './turns.js';
export { bitsRecalled, expectedErrorRate, expectedFill, WillshawNet } from './willshaw-net.js';
