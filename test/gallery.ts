import { findSystem, type Params, type RecipeInput } from '@selforg/core';

// The gallery: pictures that a person has looked at, which are also those of the README. Pixels of cells must be the same
// to the bit; a drawing of points and lines may differ where another machine's rasterizer rounds differently.

export const GALLERY: Readonly<Record<string, RecipeInput & { steps: number }>> = {
  'life-soup': { system: 'life', params: { width: 160, height: 160 }, seed: 4, steps: 60, view: 'changes', scale: 3 },
  'life-gosper-gun': { system: 'life', steps: 400, scale: 3, params: gosperGun() },
  'life-acorn': {
    system: 'life',
    params: { pattern: 'acorn', width: 240, height: 240 },
    steps: 5206,
    camera: 'fit',
    scale: 2,
  },
  'generations-star-wars': { system: 'generations', params: small('generations', 'star-wars'), steps: 300, scale: 2 },
  'larger-than-life-bosco': {
    system: 'larger-than-life',
    params: small('larger-than-life', 'bosco'),
    steps: 200,
    scale: 2,
  },
  'elementary-110': { system: 'elementary', params: small('elementary', 'rule-110'), steps: 239, scale: 2 },
  'totalistic-1d-1599': { system: 'totalistic-1d', params: small('totalistic-1d', 'code-1599'), steps: 239, scale: 2 },
  'cyclic-cca': { system: 'cyclic', params: small('cyclic', 'cca'), steps: 400, scale: 2 },
  'greenberg-hastings-soup': {
    system: 'greenberg-hastings',
    params: small('greenberg-hastings', 'soup'),
    steps: 200,
    scale: 2,
  },
  'wireworld-xor': { system: 'wireworld', params: preset('wireworld', 'xor'), steps: 40, scale: 8 },
  'rule-table-sum': { system: 'rule-table', params: preset('rule-table', 'sum-modulo-5'), steps: 62, scale: 2 },
  'langton-loop-colony': {
    system: 'langton-loop',
    params: small('langton-loop', 'langton', 160),
    steps: 1200,
    scale: 3,
  },
  'langton-ant-highway': {
    system: 'langton-ant',
    params: small('langton-ant', 'highway', 120),
    steps: 11000,
    scale: 4,
  },
  'turmite-fibonacci': { system: 'turmite', params: small('turmite', 'fibonacci', 160), steps: 30000, scale: 3 },
  'margolus-critters': { system: 'margolus', params: small('margolus', 'critters'), steps: 200, scale: 2 },
  'lattice-gas-sound': { system: 'lattice-gas', params: preset('lattice-gas', 'sound'), steps: 80 },
  'sandpile-identity': { system: 'sandpile', params: preset('sandpile', 'identity'), steps: 20000, scale: 3 },
  'percolation-critical': { system: 'percolation', params: preset('percolation', 'critical'), steps: 20000, scale: 4 },
  'forest-fire-fronts': { system: 'forest-fire', params: small('forest-fire', 'fronts'), steps: 600, scale: 2 },
  'rock-paper-scissors-spirals': {
    system: 'rock-paper-scissors',
    params: small('rock-paper-scissors', 'spirals'),
    steps: 300,
    scale: 2,
  },
  'snowflake-dendrite': { system: 'snowflake', params: preset('snowflake', 'dendrite'), steps: 3000, size: [480, 480] },
  'gray-scott-kappa': {
    system: 'gray-scott',
    params: { width: 240, height: 240, feed: 0.05, kill: 0.063 },
    steps: 9000,
    scale: 2,
  },
  'gray-scott-lambda': {
    system: 'gray-scott',
    params: { width: 240, height: 240, spots: 6 },
    steps: 4000,
    scale: 2,
    palette: 'magma',
  },
  'boids-flock': { system: 'boids', params: { count: 5000 }, steps: 600, size: [480, 480] },
  'som-square': { system: 'som', steps: 20000, size: [480, 480] },
  'som-colours': {
    system: 'som',
    params: { distribution: 'cube', columns: 40, rows: 40, radiusStart: 16, radiusEnd: 1 },
    steps: 20000,
    view: 'colours',
    scale: 12,
  },
  'hopfield-cue': { system: 'hopfield', steps: 0, scale: 15 },
  'hopfield-recall': { system: 'hopfield', steps: 15000, scale: 15 },
  'som-hexagons': shown('som', 'hexagonal-torus', { steps: 20000, view: 'u-matrix' }),
  'som-digits': shown('som', 'digits', { steps: 20000, view: 'weights' }),
  'neural-gas-ring': shown('neural-gas', 'ring', { steps: 20000 }),
  'growing-neural-gas-clusters': shown('growing-neural-gas', 'clusters', { steps: 20000 }),
  'growing-som-colours': shown('growing-som', 'colours', { steps: 20000 }),
  'competitive-conscience': shown('competitive', 'conscience', { steps: 15000, view: 'wins' }),
  'lvq-moons': shown('lvq', 'moons', { steps: 8000 }),
  'oja-cloud': shown('oja', 'oja', { steps: 3000 }),
  'sanger-digits': shown('sanger', 'digits', { steps: 24000 }),
  'bcm-responses': shown('bcm', 'patterns', { steps: 9000 }),
  'foldiak-bars': shown('foldiak', 'bars', { steps: 3000 }),
  'k-winners-digits': shown('k-winners', 'digits', { steps: 8000 }),
  'krotov-hopfield-digits': shown('krotov-hopfield', 'digits', { steps: 900 }),
  'soft-hebb-digits': shown('soft-hebb', 'digits', { steps: 900 }),
  'ica-cocktail-party': shown('ica', 'cocktail-party', { steps: 300 }),
  'ica-features-leaves': shown('ica-features', 'leaves', { steps: 60 }),
  'slow-features-parabola': shown('slow-features', 'parabola', { steps: 1200 }),
  'stdp-histogram': shown('stdp', 'competition', { steps: 60000, view: 'histogram' }),
  'distal-reward-strengths': shown('distal-reward', 'distal', { steps: 600000 }),
  'reward-learning-xor': shown('reward-learning', 'xor', { steps: 12000, view: 'plane' }),
  'neuromodulation-accuracy': shown('neuromodulation', 'novelty', { steps: 500, view: 'accuracy' }),
  'boltzmann-machine-encoder': shown('boltzmann-machine', 'encoder', { steps: 1500, view: 'distribution' }),
  'restricted-boltzmann-digits': shown('restricted-boltzmann', 'digits', { steps: 5000, view: 'fantasies' }),
  'hippocampus-letters': shown('hippocampus', 'letters', { steps: 70 }),
  'hopfield-valley': shown('hopfield', 'letters', { steps: 6000, view: 'valley' }),
  'hopfield-capacity-hebb': shown('hopfield-capacity', 'hebb', { steps: 1000 }),
  'graded-hopfield-developing': shown('graded-hopfield', 'developing', { steps: 60 }),
  'dense-memory-alphabet': shown('dense-memory', 'alphabet', { steps: 900, view: 'recall' }),
  'modern-hopfield-digits': shown('modern-hopfield', 'digits', { steps: 140 }),
  'bidirectional-memory-pairs': shown('bidirectional-memory', 'pairs', { steps: 800 }),
  'sequence-memory-score': shown('sequence-memory', 'word', { steps: 94080, view: 'score' }),
  'sparse-distributed-memory-reading': shown('sparse-distributed-memory', 'beyond', { steps: 256, view: 'reading' }),
  'willshaw-errors': shown('willshaw', 'sparse', { steps: 1500 }),
  'rate-neuron-adapts': shown('rate-neuron', 'adapts', { steps: 1500 }),
  'leaky-integrate-and-fire-steps': shown('leaky-integrate-and-fire', 'steps', { steps: 4000 }),
  'quadratic-integrate-and-fire-steps': shown('quadratic-integrate-and-fire', 'steps', { steps: 4000 }),
  'exponential-integrate-and-fire-adapting': shown('exponential-integrate-and-fire', 'adapting', { steps: 4000 }),
  'izhikevich-chattering': shown('izhikevich', 'chattering', { steps: 900 }),
  'fitzhugh-nagumo-phase-plane': shown('fitzhugh-nagumo', 'steps', { steps: 3000, view: 'phase-plane' }),
  'morris-lecar-f-i-curve': shown('morris-lecar', 'class-2', { steps: 3000, view: 'f-i-curve' }),
  'hodgkin-huxley-gates': shown('hodgkin-huxley', 'train', { steps: 9000, view: 'gates' }),
  'pyramidal-coincidence': shown('pyramidal', 'coincidence', { steps: 5000 }),
  'izhikevich-network-raster': shown('izhikevich-network', 'paper', { steps: 1000 }),
  'vogels-abbott-raster': shown('vogels-abbott', 'conductances', { steps: 5000 }),
  'brunel-fast-oscillation': shown('brunel', 'fast-oscillation', { steps: 1500, view: 'rates' }),
  'liquid-state-column': shown('liquid-state', 'memory', { steps: 5000, view: 'column' }),
  'chaotic-network-strong': shown('chaotic-network', 'strong', { steps: 1500 }),
  'echo-state-prediction': shown('echo-state', 'mackey-glass', { steps: 1400 }),
  'force-sines': shown('force', 'sines', { steps: 1200 }),
  'kuramoto-locking': shown('kuramoto', 'locking', { steps: 1200 }),
  'kuramoto-lattice-pinwheels': shown('kuramoto-lattice', 'pinwheels', { steps: 600, scale: 2 }),
  'neural-field-memory': shown('neural-field', 'memory', { steps: 900 }),
  'neural-sheet-stripes': shown('neural-sheet', 'stripes', { steps: 400, scale: 3 }),
  'wilson-cowan-phase-plane': shown('wilson-cowan', 'limit-cycle', { steps: 1500 }),
  'working-memory-five': shown('working-memory', 'five', { steps: 500 }),
};

/** A preset after so many steps. */
function shown<M extends Partial<RecipeInput> & { steps: number }>(system: string, name: string, more: M) {
  return { system, params: preset(system, name), ...more };
}

function preset(system: string, name: string): Partial<Params> {
  return findSystem(system).presets.find(({ id }) => id === name)?.params ?? {};
}

/** The preset on a grid that suits a page. */
function small(system: string, name: string, side = 240): Partial<Params> {
  return { ...preset(system, name), width: side, height: side };
}

function gosperGun() {
  return { ...preset('life', 'gosper-gun'), width: 160, height: 160, offsetX: -50, offsetY: -60 };
}
