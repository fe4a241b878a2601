import { ruleTableWasm } from '../kernels/generated/rule-table.js';
import { type Allocated, allocate, block, instantiate } from '../kernels/kernel.js';
import { type ByteKernel, ByteLattice, latticeBlocks } from '../lattice/byte-lattice.js';
import type { Topology } from '../lattice/topology.js';
import type { TablePlan } from './rule-table-plan.js';

type Step = (from: number, to: number, w: number, h: number, moore: boolean, ...rest: number[]) => void;

interface RuleTableKernel extends ByteKernel {
  stepSums: Step;
  stepWideSums: Step;
  stepFlat: Step;
  stepSplit: Step;
  stepTree: Step;
}

/** A lattice that runs a table rule. */
export interface TableLattice {
  readonly lattice: ByteLattice;
  step(count: number): void;
}

/** Lays out a rule's tables and a grid in a fresh kernel. */
export function createTableLattice(plan: TablePlan, topology: Topology): TableLattice {
  const kernel = instantiate<RuleTableKernel>(ruleTableWasm);
  const { words, bytes } = sizes(plan);
  const memory = allocate(kernel, { ...latticeBlocks(topology), words: block.u32(words), bytes: block.u8(bytes) });
  const lattice = new ByteLattice(kernel, memory, topology);
  const [act, ...rest] = loaded(kernel, plan, memory.words, memory.bytes);
  const { width, height } = topology;
  const moore = plan.neighbours === 8;
  return {
    lattice,
    step: (count) => lattice.advance(count, (from, to) => act(from, to, width, height, moore, ...rest)),
  };
}

function sizes(plan: TablePlan): { words: number; bytes: number } {
  switch (plan.kind) {
    case 'sums':
      return { words: 0, bytes: 16 + plan.table.length + 16 + 32 * 16 };
    case 'flat':
      return { words: 0, bytes: plan.table.length };
    case 'split':
      return { words: plan.heads.length, bytes: plan.parts.length };
    case 'tree':
      return { words: plan.nodes.length, bytes: 0 };
  }
}

/** Writes the tables; returns the kernel's function for them and its last arguments. */
function loaded(
  kernel: RuleTableKernel,
  plan: TablePlan,
  words: Allocated<Uint32Array>,
  bytes: Allocated<Uint8Array>,
): [Step, ...number[]] {
  const { states, rest } = plan;
  switch (plan.kind) {
    case 'sums':
      return loadedSums(kernel, plan, bytes);
    case 'flat':
      bytes.data.set(plan.table);
      return [kernel.stepFlat, states, bytes.pointer, rest];
    case 'split':
      bytes.data.set(plan.parts);
      words.data.set(plan.heads.map((part) => bytes.pointer + part * plan.partSize));
      return [kernel.stepSplit, states, words.pointer, rest];
    case 'tree':
      words.data.set(plan.nodes);
      return [kernel.stepTree, words.pointer, plan.root, rest];
  }
}

/** Sums that fit a shuffle of sixteen bytes need no table in memory: a row for each state that neighbours concern. */
function loadedSums(
  kernel: RuleTableKernel,
  { weights, table, largest, states, rest }: TablePlan & { kind: 'sums' },
  { pointer, data }: Allocated<Uint8Array>,
): [Step, ...number[]] {
  data.set(weights);
  if (largest > 15) {
    data.set(table, 16);
    return [kernel.stepWideSums, pointer, pointer + 16, rest];
  }
  const rows = Array.from({ length: states }, (_, state) => table.subarray(256 * state, 256 * state + 16));
  const varying = [...rows.keys()].filter((state) => new Set(rows[state].subarray(0, largest + 1)).size > 1);
  data.set(
    rows.map((row) => row[0]),
    16,
  );
  varying.forEach((state, i) => {
    data.fill(state, 32 + 32 * i, 48 + 32 * i);
    data.set(rows[state], 48 + 32 * i);
  });
  return [kernel.stepSums, pointer, pointer + 16, pointer + 32, varying.length];
}
