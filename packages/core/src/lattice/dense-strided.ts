import { ruleCoefficients } from '../compiler/coefficients.js';
import { counterOf } from '../compiler/generations.js';
import { type StripStep, stripKernel } from '../compiler/strip-kernel.js';
import { denseWasm } from '../kernels/generated/dense.js';
import { masksWasm } from '../kernels/generated/masks.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import type { BlockRule } from '../rules/rule.js';
import type { BitGrid, Moment } from './bit-grid.js';
import { borderLists } from './dense-border.js';
import type { Topology } from './topology.js';

interface DenseKernel extends Kernel {
  setRun(plane: number, n: number, h: number, x: number, y: number, length: number, alive: number): void;
  run(...parameters: number[]): void;
  packRows(plane: number, out: number, w: number, h: number, y: number, rows: number): void;
  unpackRows(plane: number, from: number, w: number, h: number, y: number, rows: number): void;
}

/** Rows are packed through a block of this many bytes, or one row. */
const EXCHANGE = 1 << 16;
const [DEAD, TORUS, LISTED] = [0, 1, 2];

/** The layout of `assembly/dense.ts`, run by WebAssembly. */
export function stridedGrid(rule: BlockRule, topology: Topology, backend: 'compiled' | 'masks'): BitGrid {
  const { width: w, height: h, kind } = topology;
  const planes = rule.states === 2 ? 1 : 1 + counterOf(rule.states).bits;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const masks = backend === 'masks' ? masksStrip(rule, memory) : undefined;
  const strip = masks?.strip ?? stripKernel(rule, memory);
  const kernel = instantiate<DenseKernel>(denseWasm, { memory, strip });

  const n = Math.ceil(w / 128);
  const stripBytes = (h + 2) * 16;
  const stride = n * stripBytes;
  const pitch = Math.ceil(w / 8);
  const edges =
    kind === 'plane'
      ? DEAD
      : kind === 'torus' && !topology.shiftX && !topology.shiftY && topology.twist === 'none'
        ? TORUS
        : LISTED;
  const lists = edges === LISTED ? borderLists(topology) : new Uint8Array(0);
  const blocks = allocate(kernel, {
    masks: block.u8(masks ? masks.scratch : 0),
    now: block.u8(planes * stride),
    before: block.u8(planes * stride),
    left: block.u8(stripBytes),
    right: block.u8(stripBytes),
    lists: block.u8(lists.length),
    exchange: block.u8(Math.max(EXCHANGE, pitch)),
  });
  masks?.place(blocks.masks.pointer);
  blocks.lists.data.set(lists);
  const { left, right, exchange } = blocks;
  let { now, before } = blocks;
  const chunk = Math.max(1, Math.floor(EXCHANGE / pitch));

  const planeAt = (plane: number, moment: Moment): number => (moment === 'now' ? now : before).pointer + plane * stride;

  /** Calls `act` for pieces of rows that fit the exchange block. */
  function inPieces(y: number, rows: number, act: (y: number, rows: number, offset: number) => void): void {
    for (let done = 0; done < rows; done += chunk) act(y + done, Math.min(chunk, rows - done), done * pitch);
  }

  return {
    planes,
    step(count) {
      const sides = [left.pointer, right.pointer, w, h, edges, blocks.lists.pointer];
      kernel.run(now.pointer, before.pointer, stride, ...sides, count);
      if (count % 2) [now, before] = [before, now];
    },
    setRun(x, y, length, bits) {
      for (let plane = 0; plane < planes; plane++) {
        kernel.setRun(planeAt(plane, 'now'), n, h, x, y, length, (bits >> plane) & 1);
      }
    },
    read(plane, moment, y, rows, out) {
      inPieces(y, rows, (first, count, offset) => {
        kernel.packRows(planeAt(plane, moment), exchange.pointer, w, h, first, count);
        out.set(exchange.data.subarray(0, count * pitch), offset);
      });
    },
    write(plane, moment, y, rows, from) {
      inPieces(y, rows, (first, count, offset) => {
        exchange.data.set(from.subarray(offset, offset + count * pitch));
        kernel.unpackRows(planeAt(plane, moment), exchange.pointer, w, h, first, count);
      });
    },
    forget() {
      before.data.set(now.data);
    },
  };
}

interface MasksKernel extends Kernel {
  strip(l: number, c: number, r: number, out: number, rows: number, coefficients: number, scratch: number): void;
  age(centre: number, out: number, rows: number, plane: number, bits: number, start: number): void;
}

/** The kernel that runs any rule; its coefficients and scratch go where `place` says. */
function masksStrip({ next, states }: BlockRule, memory: WebAssembly.Memory) {
  const kernel = instantiate<MasksKernel>(masksWasm, { memory });
  const { bits, start } = counterOf(states);
  let at = 0;
  const strip: StripStep = (left, centre, right, out, rows, plane) => {
    kernel.strip(left, centre, right, out, rows, at, at + 64);
    if (states > 2) kernel.age(centre + 16, out, rows, plane, bits, start);
  };
  return {
    strip,
    scratch: 64 + 512,
    place(pointer: number) {
      at = pointer;
      new Uint8Array(memory.buffer, at, 64).set(ruleCoefficients(next));
    },
  };
}
