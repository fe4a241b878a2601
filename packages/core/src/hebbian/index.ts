export { barsFound, barsOfUnits, drawBars } from './bars.js';
export { FoldiakNetwork, type FoldiakOptions } from './foldiak-network.js';
export { KrotovHopfieldLayer, type KrotovHopfieldOptions } from './krotov-hopfield-layer.js';
export { SoftHebbLayer, type SoftHebbOptions } from './soft-hebb-layer.js';
export { Winners } from './winners.js';
