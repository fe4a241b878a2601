import { math } from '../../kernels/math.js';
import type { Random } from '../../random/random.js';
import type { Distribution } from './distribution.js';

// Points of two or three dimensions, in or near the unit square or cube.

export const square: Distribution = {
  id: 'square',
  about: 'Points spread evenly over the unit square.',
  dimensions: 2,
  draw: fillUniform,
};

/** Read as red, green and blue, all the colours there are. */
export const cube: Distribution = {
  id: 'cube',
  about: 'Points spread evenly in the unit cube: all colours, as red, green and blue.',
  dimensions: 3,
  draw: fillUniform,
};

function fillUniform(random: Random, into: Float32Array): number {
  for (let i = 0; i < into.length; i++) into[i] = random.uniform();
  return 0;
}

export const ring: Distribution = {
  id: 'ring',
  about: 'Points spread evenly between two circles, of radius .3 and .5.',
  dimensions: 2,
  draw(random, into) {
    const radius = Math.sqrt(0.09 + 0.16 * random.uniform());
    place(into, radius, 2 * Math.PI * random.uniform());
    return 0;
  },
};

export const spiral: Distribution = {
  id: 'spiral',
  about: 'Points along a spiral of Archimedes of two turns, blurred a little.',
  dimensions: 2,
  draw(random, into) {
    // Even along the square of the radius.
    const turn = Math.sqrt(random.uniform());
    const angle = 4 * Math.PI * turn;
    const radius = 0.05 + 0.42 * turn;
    into[0] = 0.5 + radius * math().cos(angle) + 0.012 * random.normal();
    into[1] = 0.5 + radius * math().sin(angle) + 0.012 * random.normal();
    return 0;
  },
};

const CENTRES = [
  [0.2, 0.25],
  [0.75, 0.15],
  [0.5, 0.5],
  [0.2, 0.8],
  [0.8, 0.75],
];

export const clusters: Distribution = {
  id: 'clusters',
  about: 'Five round clouds of points, equally likely, with a deviation of .04.',
  dimensions: 2,
  classes: ['bottom left', 'bottom right', 'middle', 'top left', 'top right'],
  draw(random, into) {
    const cluster = random.integer(CENTRES.length);
    into[0] = CENTRES[cluster][0];
    into[1] = CENTRES[cluster][1];
    blur(random, into, 0.04);
    return cluster;
  },
};

export const moons: Distribution = {
  id: 'moons',
  about: 'Two half circles that reach into each other, blurred a little: no straight line divides them.',
  dimensions: 2,
  classes: ['upper', 'lower'],
  draw(random, into) {
    const moon = random.integer(2);
    const angle = Math.PI * random.uniform();
    const [x, y] = [math().cos(angle), math().sin(angle)];
    into[0] = 0.35 + 0.3 * (moon === 0 ? x : 1 - x);
    into[1] = 0.425 + 0.3 * (moon === 0 ? y : 0.5 - y);
    blur(random, into, 0.02);
    return moon;
  },
};

export const circles: Distribution = {
  id: 'circles',
  about: 'A circle within a circle, of radius .2 and .4, blurred a little.',
  dimensions: 2,
  classes: ['inner', 'outer'],
  draw(random, into) {
    const circle = random.integer(2);
    place(into, circle === 0 ? 0.2 : 0.4, 2 * Math.PI * random.uniform());
    blur(random, into, 0.02);
    return circle;
  },
};

const LAST_ANGLE = 4.5 * Math.PI;

/** The sheet of Tenenbaum, de Silva & Langford 2000 (doi:10.1126/science.290.5500.2319): angles from 1.5 π to 4.5 π. */
export const swissRoll: Distribution = {
  id: 'swiss-roll',
  about: 'A sheet rolled up in space: near across the gap is far along the sheet.',
  dimensions: 3,
  draw(random, into) {
    const angle = 1.5 * Math.PI * (1 + 2 * random.uniform());
    place(into, (0.5 * angle) / LAST_ANGLE, angle);
    into[2] = 0.25 + 0.5 * random.uniform();
    return 0;
  },
};

/** The point at that distance and angle from the middle of the unit square. */
function place(into: Float32Array, radius: number, angle: number): void {
  into[0] = 0.5 + radius * math().cos(angle);
  into[1] = 0.5 + radius * math().sin(angle);
}

function blur(random: Random, into: Float32Array, deviation: number): void {
  into[0] += deviation * random.normal();
  into[1] += deviation * random.normal();
}
