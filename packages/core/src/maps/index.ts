export { type BestMatches, Codebook, type CodebookOptions, type Distance, type Spread } from './codebook.js';
export { CompetitiveUnits } from './competitive-units.js';
export { EdgeAges } from './edge-ages.js';
export {
  areNeighbours,
  createGrid,
  edgesOf,
  type Grid,
  type GridShape,
  type Lattice,
  mapDistance,
  neighboursOf,
  positionOf,
  type Surface,
  squaredMapDistance,
} from './grid.js';
export { GrowingGas, type GrowingGasOptions } from './growing-gas-units.js';
export { GrowingSheet, type GrowingSheetOptions } from './growing-sheet.js';
export { LearningVectorQuantizer, type LvqOptions, type LvqRule } from './learning-vector-quantizer.js';
export { completeLabels, majorityLabels, type UnitLabels } from './majority-labels.js';
export { suggestedSize } from './map-size.js';
export { NEIGHBOURHOODS, type Neighbourhood, neighbourhood, neighbourhoodsOf } from './neighbourhood.js';
export { NeuralGas } from './neural-gas-units.js';
export { type ProjectionQuality, projectionQuality } from './projection-quality.js';
export { DECAYS, type Decay, decayed } from './schedule.js';
export { type ProjectionOptions, Som } from './self-organizing-map.js';
export type { SomJson } from './som-file.js';
export type { Course, SomOptions, SomProgress, SomSettings, Training } from './som-options.js';
export type { SomData } from './som-samples.js';
