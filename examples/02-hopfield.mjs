// A memory that completes what is damaged: a fifth of the pixels of a letter are flipped, and it comes back.
import { attractors, createRandom, createSimulation } from '@selforg/core';

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

// The network by itself, on patterns of one's own: three of them for every ten neurons are too many for Hebb's rule.
const patterns = attractors.randomPatterns(60, 200, createRandom(1));
for (const rule of attractors.STORAGE_RULES) {
  const network = attractors.Hopfield.store(patterns, { rule });
  const cue = patterns[0].map((s, i) => (i < 10 ? -s : s));
  const { state, sweeps } = network.recall(cue);
  const wrong = state.filter((s, i) => s !== patterns[0][i]).length;
  const [before, after] = [network.energy(cue), network.energy(state)].map((energy) => energy.toFixed(1));
  console.log(`${rule}: ${wrong} of 200 neurons wrong after ${sweeps} sweeps, energy ${before} → ${after}`);
}
