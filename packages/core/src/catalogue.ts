import { boids } from './agents/boids.js';
import { bidirectionalMemory } from './attractors/bidirectional-memory.js';
import { boltzmannMachine } from './attractors/boltzmann-machine.js';
import { denseMemory } from './attractors/dense-memory.js';
import { gradedHopfield } from './attractors/graded-hopfield.js';
import { hippocampus } from './attractors/hippocampus.js';
import { hopfield } from './attractors/hopfield.js';
import { hopfieldCapacity } from './attractors/hopfield-capacity.js';
import { modernHopfield } from './attractors/modern-hopfield.js';
import { restrictedBoltzmann } from './attractors/restricted-boltzmann.js';
import { sequenceMemory } from './attractors/sequence-memory.js';
import { sparseDistributedMemory } from './attractors/sparse-distributed-memory.js';
import { willshaw } from './attractors/willshaw.js';
import { cyclic } from './automata/cyclic.js';
import { elementary } from './automata/elementary.js';
import { forestFire } from './automata/forest-fire.js';
import { generations } from './automata/generations.js';
import { greenbergHastings } from './automata/greenberg-hastings.js';
import { langtonAnt } from './automata/langton-ant.js';
import { langtonLoop } from './automata/langton-loop.js';
import { largerThanLife } from './automata/larger-than-life.js';
import { latticeGas } from './automata/lattice-gas.js';
import { life } from './automata/life.js';
import { margolus } from './automata/margolus.js';
import { percolation } from './automata/percolation.js';
import { rockPaperScissors } from './automata/rock-paper-scissors.js';
import { ruleTable } from './automata/rule-table.js';
import { sandpile } from './automata/sandpile.js';
import { snowflake } from './automata/snowflake.js';
import { totalistic1d } from './automata/totalistic-1d.js';
import { turmite } from './automata/turmite.js';
import { wireworld } from './automata/wireworld.js';
import { InputError, suggestion } from './contract/errors.js';
import type { System } from './contract/system.js';
import { grayScott } from './fields/gray-scott.js';
import { bcm } from './hebbian/bcm.js';
import { distalReward } from './hebbian/distal-reward.js';
import { foldiak } from './hebbian/foldiak.js';
import { ica } from './hebbian/ica.js';
import { icaFeatures } from './hebbian/ica-features.js';
import { kWinners } from './hebbian/k-winners.js';
import { krotovHopfield } from './hebbian/krotov-hopfield.js';
import { neuromodulation } from './hebbian/neuromodulation.js';
import { oja } from './hebbian/oja.js';
import { rewardLearning } from './hebbian/reward-learning.js';
import { sanger } from './hebbian/sanger.js';
import { slowFeatures } from './hebbian/slow-features.js';
import { softHebb } from './hebbian/soft-hebb.js';
import { stdp } from './hebbian/stdp.js';
import { competitive } from './maps/competitive.js';
import { growingNeuralGas } from './maps/growing-neural-gas.js';
import { growingSom } from './maps/growing-som.js';
import { lvq } from './maps/lvq.js';
import { neuralGas } from './maps/neural-gas.js';
import { som } from './maps/som.js';
import { brunel } from './neurons/brunel.js';
import { chaoticNetwork } from './neurons/chaotic-network.js';
import { echoState } from './neurons/echo-state.js';
import { exponentialIntegrateAndFire } from './neurons/exponential-integrate-and-fire.js';
import { fitzHughNagumo } from './neurons/fitzhugh-nagumo.js';
import { force } from './neurons/force.js';
import { hodgkinHuxley } from './neurons/hodgkin-huxley.js';
import { izhikevich } from './neurons/izhikevich.js';
import { izhikevichNetwork } from './neurons/izhikevich-network.js';
import { kuramoto } from './neurons/kuramoto.js';
import { kuramotoLattice } from './neurons/kuramoto-lattice.js';
import { leakyIntegrateAndFire } from './neurons/leaky-integrate-and-fire.js';
import { liquidState } from './neurons/liquid-state.js';
import { morrisLecar } from './neurons/morris-lecar.js';
import { neuralField } from './neurons/neural-field.js';
import { neuralSheet } from './neurons/neural-sheet.js';
import { pyramidal } from './neurons/pyramidal.js';
import { quadraticIntegrateAndFire } from './neurons/quadratic-integrate-and-fire.js';
import { rateNeuron } from './neurons/rate-neuron.js';
import { vogelsAbbott } from './neurons/vogels-abbott.js';
import { wilsonCowan } from './neurons/wilson-cowan.js';
import { workingMemory } from './neurons/working-memory.js';

/** Every system of this package. One line here puts a system everywhere: gallery, command line, docs, contract tests. */
export const systems: readonly System[] = [
  life,
  generations,
  largerThanLife,
  elementary,
  totalistic1d,
  cyclic,
  greenbergHastings,
  wireworld,
  ruleTable,
  langtonLoop,
  langtonAnt,
  turmite,
  margolus,
  latticeGas,
  sandpile,
  percolation,
  forestFire,
  rockPaperScissors,
  snowflake,
  grayScott,
  boids,
  som,
  neuralGas,
  growingNeuralGas,
  growingSom,
  competitive,
  lvq,
  oja,
  sanger,
  bcm,
  foldiak,
  kWinners,
  krotovHopfield,
  softHebb,
  ica,
  icaFeatures,
  slowFeatures,
  stdp,
  distalReward,
  rewardLearning,
  neuromodulation,
  hopfield,
  bidirectionalMemory,
  boltzmannMachine,
  restrictedBoltzmann,
  sequenceMemory,
  sparseDistributedMemory,
  willshaw,
  hippocampus,
  hopfieldCapacity,
  gradedHopfield,
  denseMemory,
  modernHopfield,
  chaoticNetwork,
  echoState,
  force,
  kuramoto,
  kuramotoLattice,
  neuralField,
  neuralSheet,
  wilsonCowan,
  workingMemory,
  rateNeuron,
  leakyIntegrateAndFire,
  quadraticIntegrateAndFire,
  exponentialIntegrateAndFire,
  izhikevich,
  fitzHughNagumo,
  morrisLecar,
  hodgkinHuxley,
  pyramidal,
  izhikevichNetwork,
  vogelsAbbott,
  brunel,
  liquidState,
];

/** @throws InputError for an id that the catalogue lacks, with the nearest one. */
export function findSystem(id: unknown, catalogue: readonly System[] = systems): System {
  const system = catalogue.find((candidate) => candidate.id === id);
  if (system) return system;
  const ids = catalogue.map((candidate) => candidate.id);
  throw new InputError('system', id, `one of ${ids.join(', ')}${suggestion(id, ids)}`);
}
