import { InputError } from '../contract/errors.js';
import { HashLifeEngine } from '../hashlife/hashlife-engine.js';
import type { BlockRule } from '../rules/rule.js';
import { AutoPlane } from './auto-plane.js';
import { DenseEngine } from './dense.js';
import type { EngineName, LatticeEngine } from './engine.js';
import { SparseEngine } from './sparse-engine.js';
import { isBounded, type Topology } from './topology.js';

export interface EngineWish {
  readonly engine: EngineName | 'auto';
  readonly rule: BlockRule;
  readonly topology: Topology;
  /** The pattern is a tree: it was made for HashLife. */
  readonly isTree: boolean;
  /** Bytes that sparse and HashLife may take. */
  readonly memory: number;
}

/**
 * The engine for a rule on a lattice. Left to choose: dense where the lattice is bounded, sparse where it has no end in
 * one direction, HashLife for trees and for rules of several states, else {@link AutoPlane}.
 * @throws InputError where the engine asked for cannot run the rule on that lattice, naming what would
 */
export function chooseEngine(wish: EngineWish): LatticeEngine {
  const { engine, rule, topology, memory } = wish;
  switch (engine === 'auto' ? suiting(wish) : engine) {
    case 'dense':
      if (!isBounded(topology))
        throw new InputError('engine', engine, 'sparse, hashlife or auto where there is no edge');
      return new DenseEngine(rule, topology);
    case 'sparse':
      return new SparseEngine(rule, topology, { memory });
    case 'hashlife':
      if (topology.width !== 0 || topology.height !== 0) {
        throw new InputError(
          'engine',
          engine,
          'dense, sparse or auto on a grid with edges: HashLife needs the plane without end',
        );
      }
      return new HashLifeEngine(rule, { memory });
    case 'auto':
      return new AutoPlane(rule, memory);
  }
}

/** `auto` is left where the choice depends on what will live there. */
function suiting({ rule, topology: { width, height }, isTree }: EngineWish): EngineName | 'auto' {
  if (width !== 0 && height !== 0) return 'dense';
  if (width !== 0 || height !== 0) return 'sparse';
  return isTree || rule.states > 2 ? 'hashlife' : 'auto';
}
