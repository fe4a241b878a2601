import { type Backend, bestBackend } from '../compiler/backend.js';
import type { BlockRule } from '../rules/rule.js';
import type { BitGrid } from './bit-grid.js';
import { plainGrid } from './dense-plain.js';
import { stridedGrid } from './dense-strided.js';
import type { Topology } from './topology.js';

export function bitGrid(rule: BlockRule, topology: Topology, backend: Backend = bestBackend()): BitGrid {
  return backend === 'typescript' ? plainGrid(rule, topology) : stridedGrid(rule, topology, backend);
}
