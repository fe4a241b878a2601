export * as attractors from './attractors/index.js';
export {
  complementedRule,
  elementaryOutputs,
  equivalentRules,
  mirroredRule,
} from './automata/elementary-rule.js';
export { crc32 } from './bytes/crc32.js';
export { isGzip, packGzip, unpackGzip } from './bytes/gzip.js';
export { decodePng, type Pixels } from './bytes/png.js';
export { findSystem, systems } from './catalogue.js';
export * as complexity from './complexity/index.js';
export { InputError, suggestion } from './contract/errors.js';
export { dense, type Field, type TypedArray } from './contract/field.js';
export { toJson } from './contract/json.js';
export * from './contract/params.js';
export { decodeSnapshot, encodeSnapshot, SNAPSHOT_VERSION, type Snapshot } from './contract/snapshot.js';
export {
  type Context,
  defineSystem,
  type Edit,
  type Family,
  type Measures,
  type Model,
  type Preset,
  type Simulation,
  type Source,
  type System,
} from './contract/system.js';
export type {
  Axis,
  BarsLayer,
  CurveLayer,
  ImageLayer,
  Ink,
  Layer,
  LinesLayer,
  MeasureInfo,
  PointsLayer,
  View,
} from './contract/view.js';
export type { Box, Window } from './contract/window.js';
export type { Dataset } from './data/dataset.js';
export * as data from './data/index.js';
export { grayScottFixedPoint } from './fields/gray-scott.js';
export { HashLifeEngine, type HashLifeOptions } from './hashlife/hashlife-engine.js';
export * as hebbian from './hebbian/index.js';
export { AutoPlane } from './lattice/auto-plane.js';
export { chooseEngine, type EngineWish } from './lattice/choose-engine.js';
export { DenseEngine, type DenseOptions } from './lattice/dense.js';
export type { EngineName, LatticeEngine } from './lattice/engine.js';
export { SparseEngine, type SparseOptions } from './lattice/sparse-engine.js';
export { borderSources, isBounded, locate, type Place, type Topology, UNBOUNDED } from './lattice/topology.js';
export { formatTopology, parseTopology } from './lattice/topology-notation.js';
export * as maps from './maps/index.js';
export * as neurons from './neurons/index.js';
export { checkObjectRule, type Identification, type IdentifyOptions, identify } from './objects/identify.js';
export type { LatticeObject, ObjectKind } from './objects/object.js';
export { censusSoup, type SoupSettings } from './objects/soups.js';
export { byCount, type Tally, tally } from './objects/tally.js';
export { velocityOf } from './objects/velocity.js';
export { formatWechsler, parseApgcode, parseWechsler } from './patterns/apgcode.js';
export {
  asPattern,
  asQuadtree,
  findPatternFormat,
  formatOfFile,
  formatPattern,
  type PatternFormat,
  patternFormats,
} from './patterns/formats.js';
export { findPattern, knownPattern, library, patternOfNamed, searchPatterns } from './patterns/library/library.js';
export type { NamedPattern, PatternKind } from './patterns/library/named-pattern.js';
export type { Pattern, Quadtree } from './patterns/pattern.js';
export { isQuadtree, patternOfTree, treeOfPattern } from './patterns/quadtree.js';
export { parsePattern } from './patterns/read-pattern.js';
export { formatRle, parseRle } from './patterns/rle.js';
export { boxOf, populationOf } from './patterns/runs.js';
export { type SymmetryName, symmetricSoup, symmetryNames } from './patterns/symmetric.js';
export { flip, join, rotate, translate, transpose } from './patterns/transform.js';
export { boxOfTree, populationOfTree } from './patterns/tree-measures.js';
export { createRandom, type Random, type RandomSource } from './random/random.js';
export {
  CAMERA_MODES,
  type CameraMode,
  compactRecipe,
  createSimulation,
  findView,
  parseRecipe,
  RECIPE_VERSION,
  type Recipe,
  type RecipeInput,
  resumeSimulation,
} from './recipe.js';
export { parseRule } from './rules/parse-rule.js';
export type { BlockRule, LargerThanLifeRule, Ranges, Rule } from './rules/rule.js';
export { parseRuleFile, type RuleFile } from './rules/rule-file.js';
export { nextState, type RuleTree } from './rules/rule-tree.js';
