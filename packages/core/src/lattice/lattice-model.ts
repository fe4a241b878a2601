import { forBrush } from '../contract/brush.js';
import { dense, type Field } from '../contract/field.js';
import type { Edit, Measures, Model } from '../contract/system.js';
import type { Window } from '../contract/window.js';
import { DenseEngine } from './dense.js';
import type { LatticeEngine } from './engine.js';
import { homeStart } from './start.js';
import { isBounded, type Topology } from './topology.js';
import { WindowFields } from './window-fields.js';

/** Bounded grids up to so many cells are shown whole. */
const MOST_SHOWN = 2 ** 24;
/** Radius of the largest stroke on the plane without end. */
const WIDEST = 64;

export interface Lattice {
  readonly engine: LatticeEngine;
  readonly width: number;
  readonly height: number;
  readonly topology: Topology;
  /** The generation that the pattern was written at. */
  readonly born: bigint;
  /** States of a cell, 2 unless given. */
  readonly states?: number;
}

/** What every system on a {@link LatticeEngine} shows and tells. */
export function latticeModel(
  lattice: Lattice,
): Model & { readonly fields: Record<'bits' | 'cells' | 'changes', Model['fields'][string]> } {
  const { engine, width, height, topology, states = 2 } = lattice;
  const fields = new WindowFields(engine, states);
  const range = states > 2 ? { range: [[0, states - 1] as const] } : {};
  const home = homeOf(lattice);
  const isWhole = isBounded(topology) && width * height <= MOST_SHOWN;
  const packed = packedField(engine, width, height);
  const changes = isWhole ? changesField(engine, width, height) : undefined;

  return {
    step: (count) => engine.step(count),
    taken: () => engine.taken ?? 0,
    fields: {
      /** One bit a cell; seen from afar, brightness by the share of live cells. */
      bits: (window) => (window || !isWhole || !packed ? fields.bits(window ?? home) : packed()),
      /** One byte a cell: its state; seen from afar 1 where anything lives. */
      cells: (window) => ({ ...fields.cells(window ?? home), ...range }),
      /** One byte a cell: 0 dead, 1 survived, 2 born, 3 just died; on small grids only, elsewhere 1 for all that live. */
      changes: () => changes?.() ?? { ...fields.cells(home), range: [[0, 3]] },
    },
    measures: () => measures(engine),
    report: (time) => ({ engine: engine.name, generation: String(lattice.born + BigInt(time)) }),
    ...(isWhole ? {} : { home, extent: () => engine.box() }),
    state: () => engine.save(),
    load: (saved) => engine.load(saved),
    edit: (edit) => paint(lattice, edit, 1),
  };
}

/** A bounded grid from afar enough to be seen whole; of one without end, the part around its middle. */
function homeOf({ width, height, topology }: Lattice): Window {
  const [x, y] = [homeStart(topology.width, width), homeStart(topology.height, height)];
  let zoom = 0;
  while ((width * height) / 4 ** zoom > MOST_SHOWN) zoom++;
  return { x, y, width: Math.ceil(width / 2 ** zoom), height: Math.ceil(height / 2 ** zoom), zoom };
}

function measures(engine: LatticeEngine): Measures {
  const { population, ...changed } =
    engine instanceof DenseEngine ? engine.census() : { population: engine.population() };
  const box = engine.box();
  const size = (low: bigint, high: bigint) => high - low + 1n;
  return {
    population,
    ...changed,
    left: box?.left ?? 0,
    top: box?.top ?? 0,
    boxWidth: box ? size(box.left, box.right) : 0,
    boxHeight: box ? size(box.top, box.bottom) : 0,
  };
}

/** The dense engine's own way to pack bits. */
function packedField(engine: LatticeEngine, width: number, height: number): (() => Field) | undefined {
  if (!(engine instanceof DenseEngine)) return undefined;
  const pitch = Math.ceil(width / 8);
  let data: Uint8Array | undefined;
  return () => {
    data ??= new Uint8Array(pitch * height);
    engine.packInto(data);
    return { data, shape: [height, width], stride: [pitch, 1], packing: 'bits' };
  };
}

function changesField(engine: LatticeEngine, width: number, height: number): (() => Field) | undefined {
  if (!(engine instanceof DenseEngine)) return undefined;
  let data: Uint8Array | undefined;
  return () => {
    data ??= new Uint8Array(width * height);
    engine.changesInto(data);
    return dense(data, [height, width], [[0, 3]]);
  };
}

/** Paints a stroke in a state: within the grid, or anywhere on the plane without end that numbers reach. */
export function paint({ engine, width, height, topology }: Lattice, edit: Edit, brush: number): void {
  const state = edit.erase ? 0 : brush;
  if (isBounded(topology)) {
    forBrush(edit, width, height, (x, y) => engine.paint(BigInt(x), BigInt(y), state));
    return;
  }
  const [x, y] = [Math.floor(edit.x), Math.floor(edit.y)];
  if (!Number.isSafeInteger(x) || !Number.isSafeInteger(y)) return;
  const radius = Math.min(edit.radius, WIDEST);
  const reach = Math.ceil(radius) + 1;
  const [left, top] = [BigInt(x - reach), BigInt(y - reach)];
  const local = { x: edit.x - x + reach, y: edit.y - y + reach, radius };
  forBrush(local, 2 * reach + 1, 2 * reach + 1, (dx, dy) => engine.paint(left + BigInt(dx), top + BigInt(dy), state));
}
