import { tileKernel } from '../compiler/tile-kernel.js';
import { InputError } from '../contract/errors.js';
import { hashlifeWasm } from '../kernels/generated/hashlife.js';
import { instantiate, type Kernel } from '../kernels/kernel.js';
import { alternating } from '../rules/alternating.js';
import { isStrobingForever } from '../rules/block.js';
import type { BlockRule } from '../rules/rule.js';
import { nextState, type RuleTree } from '../rules/rule-tree.js';

/** What HashLife runs: rules on the nearest eight cells, by table or by tree. */
export type HashLifeRule = BlockRule | RuleTree;

/** Highest level of a square: a side of 2^120 cells. */
export const MAX_LEVEL = 120;
const PAGE = 65536;
/** One less than there can be, so that the end of memory is an address too. */
const MOST_PAGES = 65535;
/** Bytes for the temporaries of the deepest recursion: at most nine at each level. */
const STACK = 8192;
/** Tiles of the kernel. */
const TILES = 128;
/** From this number on what the kernel keeps alive is ours to name; below are the empty squares. */
const ROOT = 128;

interface HashLifeKernel extends Kernel {
  start(stack: number, from: number, ceilingPages: number): void;
  setRule(kind: number, states: number, table: number, root: number, tiles: number): void;
  setPhase(phase: number): void;
  setWay(level: number, way: number): void;
  setLast(generations: number): void;
  setEpoch(epoch: number): void;
  advance(node: number, level: number, stack: number): number;
  forgetParts(): void;
  keep(index: number, node: number): void;
  node(nw: number, ne: number, sw: number, se: number): number;
  leafOf(a: number, b: number, c: number, d: number): number;
  leafBetween(nw: number, ne: number, sw: number, se: number): number;
  lay(over: number, under: number, level: number): number;
  population(node: number, level: number): number;
  grow(nodes: number): number;
  prepare(stack: number): void;
  collect(stack: number): void;
  collected(): number;
  nodeCount(): number;
}

/** The kernel with addresses above 2 GiB as positive numbers. */
function withAddresses(kernel: HashLifeKernel): HashLifeKernel {
  return {
    ...kernel,
    advance: (node, level, stack) => kernel.advance(node, level, stack) >>> 0,
    node: (nw, ne, sw, se) => kernel.node(nw, ne, sw, se) >>> 0,
    leafOf: (a, b, c, d) => kernel.leafOf(a, b, c, d) >>> 0,
    leafBetween: (nw, ne, sw, se) => kernel.leafBetween(nw, ne, sw, se) >>> 0,
    lay: (over, under, level) => kernel.lay(over, under, level) >>> 0,
  };
}

const isTree = (rule: HashLifeRule): rule is RuleTree => 'nodes' in rule;

/** The memory and kernel of a universe: all squares that are known, each once, by the address of its node. */
export class Universe {
  readonly kernel: HashLifeKernel;
  readonly states: number;
  /** Leaves have 8 × 8 cells as bits (level 3), or 4 × 4 as bytes (level 2). */
  readonly leafLevel: 2 | 3;
  /** Level of the squares whose future is computed as a whole. */
  readonly baseLevel: 3 | 5;
  /** Whether odd generations follow another table than even ones. */
  readonly alternates: boolean;
  /** Where the kernel keeps temporaries. */
  readonly stack: number;
  readonly #memory: WebAssembly.Memory;
  readonly #ceiling: number;
  readonly #empty: readonly number[];
  #words = new Uint32Array(0);

  /**
   * @param ceiling bytes that all nodes and their table may take together
   * @throws InputError for a rule that makes something of nothing, other than two-state B0
   */
  constructor(rule: HashLifeRule, ceiling: number) {
    this.#ceiling = ceiling;
    this.states = rule.states;
    this.leafLevel = rule.states === 2 && !isTree(rule) ? 3 : 2;
    this.baseLevel = this.leafLevel === 3 ? 5 : 3;
    this.alternates = !isTree(rule) && isStrobingForever(rule);
    this.#memory = new WebAssembly.Memory({ initial: 4, maximum: PAGE });
    const imports = { memory: this.#memory, exhausted: () => this.#refuse(), ...this.#tileImports(rule) };
    this.kernel = withAddresses(instantiate<HashLifeKernel>(hashlifeWasm, imports));
    const tiles = Math.ceil(this.kernel.heapBase() / 16) * 16;
    this.stack = tiles + TILES;
    this.kernel.start(this.stack, this.#setRule(rule, tiles), Math.min(MOST_PAGES, Math.floor(ceiling / PAGE)));
    this.kernel.setEpoch(1);
    this.#empty = this.#emptySquares();
  }

  /** Memory as words; to be asked for anew after anything that makes nodes. */
  get words(): Uint32Array {
    const { buffer } = this.#memory;
    if (this.#words.buffer !== buffer) this.#words = new Uint32Array(buffer);
    return this.#words;
  }

  /** Bytes in use. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** The square of that level without a live cell. */
  empty(level: number): number {
    return this.#empty[level];
  }

  /** What a collection spares, besides what is reached from it. */
  keepRoot(node: number): void {
    this.kernel.keep(ROOT, node);
  }

  /** Makes room for a few thousand nodes, collecting where that has to be: all but the kept root may go. */
  prepare(): void {
    this.kernel.prepare(this.stack);
  }

  /** Makes room for a few thousand nodes without collecting. */
  prepareUncollected(): void {
    if (!this.kernel.grow(8192)) this.#refuse();
  }

  /** The square one level up, with this one in its middle. */
  raise(node: number, level: number): number {
    const { kernel, words } = this;
    const e = this.empty(level === this.leafLevel ? level : level - 1);
    if (level === this.leafLevel) {
      const north = [kernel.leafBetween(e, e, e, node), kernel.leafBetween(e, e, node, e)];
      return kernel.node(north[0], north[1], kernel.leafBetween(e, node, e, e), kernel.leafBetween(node, e, e, e));
    }
    const [nw, ne, sw, se] = words.subarray(node >>> 2, (node >>> 2) + 4);
    const top = [kernel.node(e, e, e, nw), kernel.node(e, e, ne, e)];
    return kernel.node(top[0], top[1], kernel.node(e, sw, e, e), kernel.node(se, e, e, e));
  }

  #refuse(): never {
    const size = `${Math.floor(this.#ceiling / 2 ** 20)} MiB`;
    throw new InputError('memory', size, 'more memory for this pattern and step: raise it, or take smaller steps');
  }

  #tileImports(rule: HashLifeRule): Record<string, unknown> {
    const none = () => {};
    if (isTree(rule)) {
      if (nextState(rule, new Uint8Array(9)) !== 0)
        throw new InputError('rule', rule.name, 'a rule that leaves empty space empty, or a bounded grid');
      return { run: none, even: none, odd: none };
    }
    const [even, odd] = alternating(rule);
    if (rule.states > 2) return { run: none, even: none, odd: none };
    const kernel = tileKernel(even, 32, this.#memory);
    return { run: kernel.run, even: kernel.step, odd: tileKernel(odd, 32, this.#memory).step };
  }

  /** @returns the first byte after the rule's table */
  #setRule(rule: HashLifeRule, tiles: number): number {
    const at = this.stack + STACK;
    const bytes = isTree(rule) ? 4 * rule.nodes.length : rule.next.length;
    const missing = at + bytes + PAGE - this.bytes;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    if (isTree(rule)) {
      new Int32Array(this.#memory.buffer, at, rule.nodes.length).set(rule.nodes);
      this.kernel.setRule(rule.neighbours === 8 ? 2 : 3, rule.states, at, rule.root, tiles);
    } else {
      new Uint8Array(this.#memory.buffer, at, rule.next.length).set(rule.next);
      this.kernel.setRule(this.leafLevel === 3 ? 0 : 1, rule.states, at, 0, tiles);
    }
    return at + bytes;
  }

  #emptySquares(): number[] {
    const squares: number[] = [];
    for (let level = this.leafLevel as number; level <= MAX_LEVEL; level++) {
      const below = squares[level - 1];
      squares[level] = below ? this.kernel.node(below, below, below, below) : this.kernel.leafOf(0, 0, 0, 0);
      this.kernel.keep(level, squares[level]);
    }
    return squares;
  }
}
