import { forBrush } from '../contract/brush.js';
import { dense, type Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';
import { angleOf } from './kuramoto-angle.js';
import { KuramotoSheet } from './kuramoto-sheet.js';

const params = {
  width: integer({ default: 192, min: 3, max: 2048, unit: 'oscillators', scale: 'log', about: 'Width of the sheet.' }),
  height: integer({
    default: 192,
    min: 3,
    max: 2048,
    unit: 'oscillators',
    scale: 'log',
    about: 'Height of the sheet.',
  }),
  coupling: number({
    default: 4,
    min: 0,
    max: 10,
    unit: '1 / time',
    about: 'Strength K with which each is drawn to its four neighbours.',
  }),
  spread: number({
    default: 0,
    min: 0,
    max: 5,
    unit: '1 / time',
    about: 'Standard deviation of the natural frequencies.',
  }),
  centre: number({
    default: 0.5,
    min: -5,
    max: 5,
    unit: 'radians per time',
    about: 'Mean frequency: how fast all colours turn.',
  }),
  lag: number({
    default: 0,
    min: -1.5,
    max: 1.5,
    unit: 'radians',
    about: 'Each is drawn to a point so far behind its neighbours: defects then send out waves.',
  }),
  start: choice(['random', 'patches', 'even', 'pair'], {
    default: 'random',
    about:
      'Random: no order at all. Patches: alike over some 24 cells. Even: all the same. Pair: two defects that turn opposite ways.',
  }),
  timeStep: number({ default: 0.1, min: 0.001, max: 0.1, unit: 'time', scale: 'log', about: 'Length of a step.' }),
};

type LatticeParams = ParamsOf<typeof params>;

/**
 * Kuramoto's oscillators on a square lattice (Sakaguchi, Shinomoto & Kuramoto 1987, doi:10.1143/PTP.77.1005): dθ/dt = ω +
 * (K/4) Σ sin(θ' − θ − α) over the four neighbours on a torus. Where phases run once through the circle around a point
 * there is a defect: it can vanish only with one that turns the other way.
 */
export const kuramotoLattice = defineSystem({
  id: 'kuramoto-lattice',
  title: 'Sheet of oscillators',
  family: 'neurons',
  about:
    'Clocks on a sheet follow their neighbours; around points where no colour fits, the phases wind, and waves turn like pinwheels.',
  source: {
    authors: 'Hidetsugu Sakaguchi, Shigeru Shinomoto, Yoshiki Kuramoto',
    year: 1987,
    title: 'Local and global self-entrainments in oscillator lattices',
    doi: '10.1143/PTP.77.1005',
  },
  params,
  presets: [
    {
      id: 'pinwheels',
      title: 'Pinwheels',
      about: 'Out of no order at all patches of agreement grow; between them defects meet and vanish in pairs.',
      params: {},
    },
    {
      id: 'spirals',
      title: 'Spiral waves',
      about: 'With a lag the defects become the hearts of spirals that fill the sheet.',
      params: { start: 'patches', lag: 0.8, coupling: 6 },
    },
    {
      id: 'pair',
      title: 'A pair of spirals',
      about: 'Two defects that turn opposite ways send out waves that meet between them.',
      params: { start: 'pair', lag: 0.6, coupling: 6 },
    },
    {
      id: 'uneven',
      title: 'Uneven clocks',
      about: 'Clocks of different pace: groups keep step, slip, and make waves.',
      params: { spread: 0.6, start: 'even', lag: 0.5, coupling: 6 },
    },
    {
      id: 'too-weak',
      title: 'Too weak a pull',
      about: 'The spread of paces is too wide for the pull: only small groups agree, and not for long.',
      params: { spread: 3, coupling: 2.5 },
    },
  ],
  views: [
    {
      id: 'phases',
      title: 'Phases',
      about: 'The phase of each oscillator as a colour of the compass.',
      palette: 'compass',
      layers: [{ kind: 'image', field: 'phases', as: 'scalar' }],
    },
    {
      id: 'agreement',
      title: 'Agreement',
      about: 'How well each oscillator agrees with its neighbours; defects are dark.',
      palette: 'magma',
      layers: [{ kind: 'image', field: 'agreement', as: 'scalar' }],
    },
  ],
  measures: [
    {
      id: 'order',
      title: 'Order',
      about: 'Order of the whole sheet: 0 when phases are spread evenly, 1 when they agree.',
    },
    {
      id: 'agreement',
      title: 'Agreement',
      about: 'Mean cosine of the difference between neighbours: 1 when they agree.',
    },
    { id: 'defects', title: 'Defects', about: 'Points around which the phases wind once; half of them each way.' },
  ],
  pace: 2,
  brush: { about: 'Stir: phases wind once around the brush, or are set to 0.', radius: 12 },
  setup,
});

function setup(params: LatticeParams, { random }: Context): Model {
  const { width, height } = params;
  const sheet = new KuramotoSheet(params);
  const { phases, frequencies, pitch, first } = sheet;
  const cell = (x: number, y: number): number => first + y * pitch + x;
  const paces = random.stream('frequencies');
  const start = random.stream('phases');
  const patch = params.start === 'patches' ? smoothVectors(width, height, start) : undefined;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      frequencies[cell(x, y)] = params.centre + params.spread * paces.normal();
      phases[cell(x, y)] = startAt(x, y);
    }
  }
  const agreement = new Float32Array(width * height);
  const [sines, cosines] = [new Float64Array(width * height), new Float64Array(width * height)];
  const field: Field = {
    data: phases.subarray(first),
    shape: [height, width],
    stride: [pitch, 1],
    range: [[-Math.PI, Math.PI]],
  };

  /** A little chance everywhere: no start is so even that nothing can grow from it. */
  function startAt(x: number, y: number): number {
    const chance = 2 * start.uniform() - 1;
    if (params.start === 'random') return Math.PI * chance;
    if (params.start === 'even') return 0.01 * chance;
    if (patch) return patch(x, y);
    const dy = y + 0.5 - height / 2;
    const turn = angleOf(x + 0.5 - width / 4, dy) - angleOf(x + 0.5 - (3 * width) / 4, dy) + 0.01 * chance;
    return turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
  }

  return {
    step(count) {
      for (let i = 0; i < count; i++) sheet.step();
    },
    fields: {
      phases: () => field,
      agreement() {
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            const here = phases[cell(x, y)];
            const around =
              math().cos(phases[cell((x + 1) % width, y)] - here) +
              math().cos(phases[cell((x + width - 1) % width, y)] - here) +
              math().cos(phases[cell(x, (y + 1) % height)] - here) +
              math().cos(phases[cell(x, (y + height - 1) % height)] - here);
            agreement[y * width + x] = around / 4;
          }
        }
        return dense(agreement, [height, width], [[0, 1]]);
      },
    },
    measures() {
      for (let n = 0; n < sines.length; n++) {
        const phase = phases[cell(n % width, Math.floor(n / width))];
        sines[n] = math().sin(phase);
        cosines[n] = math().cos(phase);
      }
      let [re, im, agree, defects] = [0, 0, 0, 0];
      for (let y = 0; y < height; y++) {
        const below = (y + 1) % height;
        for (let x = 0; x < width; x++) {
          const right = (x + 1) % width;
          const [n, e, s] = [y * width + x, y * width + right, below * width + x];
          re += cosines[n];
          im += sines[n];
          agree += cosines[n] * (cosines[e] + cosines[s]) + sines[n] * (sines[e] + sines[s]);
          const a = phases[cell(x, y)];
          const b = phases[cell(right, y)];
          const c = phases[cell(right, below)];
          const d = phases[cell(x, below)];
          if (Math.abs(turned(b - a) + turned(c - b) + turned(d - c) + turned(a - d)) > 3) defects++;
        }
      }
      const cells = width * height;
      return { order: Math.sqrt(re * re + im * im) / cells, agreement: agree / (2 * cells), defects };
    },
    // What pads the planes follows from their cells, but is part of the arrays: it stays 0 in phases and frequencies.
    state: () => ({ phases }),
    edit(edit) {
      forBrush(edit, width, height, (x, y) => {
        phases[cell(x, y)] = edit.erase ? 0 : angleOf(x + 0.5 - edit.x, y + 0.5 - edit.y);
      });
    },
  };
}

/** Cells from one random direction to the next. */
const PATCH = 24;

/** Directions that turn smoothly from place to place: random vectors on a coarse torus, and what lies between them. */
function smoothVectors(width: number, height: number, random: Random): (x: number, y: number) => number {
  const [columns, rows] = [width, height].map((n) => Math.max(2, Math.round(n / PATCH)));
  const vectors = Float64Array.from({ length: 2 * columns * rows }, () => random.normal());
  const at = (i: number, j: number, part: number): number => vectors[2 * ((j % rows) * columns + (i % columns)) + part];
  return (x, y) => {
    const [u, v] = [(x * columns) / width, (y * rows) / height];
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const [a, b] = [u - i, v - j];
    const mixed = [0, 1].map((part) => {
      const upper = (1 - a) * at(i, j, part) + a * at(i + 1, j, part);
      const lower = (1 - a) * at(i, j + 1, part) + a * at(i + 1, j + 1, part);
      return (1 - b) * upper + b * lower;
    });
    return angleOf(mixed[0], mixed[1]);
  };
}

/** A difference of phases the short way round, within ±π. */
function turned(difference: number): number {
  return difference - 2 * Math.PI * Math.round(difference / (2 * Math.PI));
}
