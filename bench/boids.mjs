// Ten thousand boids: steps per second at the start, and once flocks have formed.
import { createSimulation } from '@selforg/core';
import { rate, report } from './measure.mjs';

const boids = createSimulation({ system: 'boids', params: { count: 10000 } });
const atStart = rate(() => boids.step(100), 100);
const { neighbours } = boids.measures();
boids.step(2000 - boids.time);
const flocking = rate(() => boids.step(100), 100);
report('boids, 10 000 agents (steps per second)', [
  ['at the start', atStart, `${neighbours.toFixed(1)} neighbours each`],
  ['after 2000 steps', flocking, `${boids.measures().neighbours.toFixed(1)} neighbours each`],
]);
