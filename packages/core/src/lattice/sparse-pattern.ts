import { InputError } from '../contract/errors.js';
import type { Box } from '../contract/window.js';
import type { Pattern } from '../patterns/pattern.js';
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
    list.add(new Int32Array(memory.buffer, kernel.bufferAt(), 4 * count));
  }
  return { width: Number(width), height: Number(height), runs: list.take(), comments: [], origin: [left, top] };
}

/** Runs in a growing array; one that continues the last is joined to it. */
class RunList {
  readonly #most: number;
  #data = new Int32Array(4096);
  #length = 0;

  constructor(maxRuns: number) {
    this.#most = 4 * maxRuns;
  }

  add(runs: Int32Array): void {
    for (let i = 0; i < runs.length; i += 4) {
      const [data, last] = [this.#data, this.#length - 4];
      if (last >= 0 && data[last + 1] === runs[i + 1] && data[last] + data[last + 2] === runs[i]) {
        data[last + 2] += runs[i + 2];
        continue;
      }
      if (this.#length === this.#most) {
        throw new InputError('pattern', undefined, `at most ${this.#most / 4} runs of live cells`);
      }
      if (this.#length === data.length) {
        this.#data = new Int32Array(2 * data.length);
        this.#data.set(data);
      }
      this.#data.set(runs.subarray(i, i + 4), this.#length);
      this.#length += 4;
    }
  }

  take(): Int32Array {
    return this.#data.slice(0, this.#length);
  }
}
