// A memory that completes what is damaged: a fifth of the pixels of a letter are flipped, and it comes back.
import { createSimulation } from '@selforg/core';

const memory = createSimulation({ system: 'hopfield', params: { noise: 0.2 }, seed: 3 });

function draw() {
  const { data, shape } = memory.field('state');
  for (let y = 0; y < shape[0]; y++) {
    console.log(Array.from(data.subarray(y * shape[1], (y + 1) * shape[1]), (on) => (on ? '██' : '··')).join(''));
  }
  const { energy, overlap } = memory.measures();
  console.log(`energy ${energy.toFixed(1)}, overlap with the memory ${overlap.toFixed(2)}\n`);
}

draw();
memory.step(15000);
draw();
