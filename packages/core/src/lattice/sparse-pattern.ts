import { InputError } from '../contract/errors.js';
import type { Box } from '../contract/window.js';
import type { Pattern } from '../patterns/pattern.js';
import { RunList } from '../patterns/runs.js';
import type { Scene } from './sparse-window.js';

const MAX_SPAN = 2n ** 31n - 1n;

/** All live cells as runs by row, then column, counted from the corner of their box. */
export function readPattern({ kernel, memory, between }: Scene, box: Box | undefined, maxRuns: number): Pattern {
  if (!box) return { width: 0, height: 0, runs: new Int32Array(0), comments: [] };
  const { left, top } = box;
  const [width, height] = [box.right - left + 1n, box.bottom - top + 1n];
  if (width > MAX_SPAN || height > MAX_SPAN) {
    throw new InputError('pattern', `${width} × ${height} cells`, 'one that spans at most 2147483647 cells each way');
  }
  kernel.sort(between);
  kernel.startRuns();
  const list = new RunList(maxRuns);
  for (let count = kernel.runs(left, top, between); count > 0; count = kernel.runs(left, top, between)) {
    const runs = new Int32Array(memory.buffer, kernel.bufferAt(), 4 * count);
    for (let i = 0; i < runs.length; i += 4) list.push(runs[i], runs[i + 1], runs[i + 2], runs[i + 3]);
  }
  return { width: Number(width), height: Number(height), runs: list.take(), comments: [], origin: [left, top] };
}
