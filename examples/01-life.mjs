// The R-pentomino: five cells that take 1103 generations to settle.
import { createSimulation } from '@selforg/core';

const life = createSimulation({
  system: 'life',
  params: { pattern: 'b2o$2o$bo!', edge: 'plane', width: 1000, height: 1000 },
});
for (const time of [0, 100, 500, 1103]) {
  life.step(time - life.time);
  const { population, boxWidth, boxHeight } = life.measures();
  console.log(`generation ${time}: ${population} cells in a box of ${boxWidth} × ${boxHeight}`);
}
