import { expect, it, vi } from 'vitest';
import type * as kernels from '../src/kernels/kernel.js';
import { createSimulation } from '../src/recipe.js';

const calls: { steps: number; time: number }[] = [];

// The kernel of boids, but its steps are only written down, as the 32-bit integers that it would read.
vi.mock('../src/kernels/kernel.js', async (original) => {
  const actual = await original<typeof kernels>();
  const step = (_flock: number, steps: number, time: number) => calls.push({ steps: steps >>> 0, time: time >>> 0 });
  return {
    ...actual,
    instantiate: (base64: string) => {
      const kernel = actual.instantiate(base64);
      return 'flockSize' in kernel ? { ...kernel, step } : kernel;
    },
  };
});

it.each([0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 5])('boids lose no step of %i', (count) => {
  calls.length = 0;
  const simulation = createSimulation({ system: 'boids', params: { count: 1 } });
  simulation.step(3);
  simulation.step(count);
  let time = 0;
  for (const call of calls) {
    expect(call.time).toBe(time % 2 ** 32);
    time += call.steps;
  }
  expect(time).toBe(3 + count);
  expect(simulation.time).toBe(3 + count);
});
