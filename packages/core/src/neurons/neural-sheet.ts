import type { Field } from '../contract/field.js';
import { integer, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { AmariModel } from './amari-model.js';
import { amariParams, widthParams } from './amari-params.js';

const params = {
  width: integer({ default: 128, min: 8, max: 1024, unit: 'cells', scale: 'log', about: 'Width of the sheet.' }),
  height: integer({ default: 128, min: 8, max: 1024, unit: 'cells', scale: 'log', about: 'Height of the sheet.' }),
  ...widthParams(3),
  ...amariParams,
};

type SheetParams = ParamsOf<typeof params>;

/**
 * Amari's neural field on a torus (Amari 1977 for the line; Ermentrout & Cowan 1979, doi:10.1007/BF00336965, for the
 * patterns of the plane, which they take for those of hallucinations): bumps, stripes, labyrinths, and waves of cells that tire.
 */
export const neuralSheet = defineSystem({
  id: 'neural-sheet',
  title: 'Neural sheet',
  family: 'neurons',
  about:
    'On a sheet of cells that excite their neighbours and inhibit those farther off, activity gathers in spots, stripes and waves.',
  source: {
    authors: 'G. Bard Ermentrout, Jack D. Cowan',
    year: 1979,
    title: 'A mathematical theory of visual hallucination patterns',
    doi: '10.1007/BF00336965',
  },
  params,
  presets: [
    {
      id: 'stripes',
      title: 'Stripes of a hallucination',
      about: 'Excitable to the edge, the sheet breaks into a labyrinth out of nothing but noise.',
      params: { cues: 0, rest: -0.05, inhibition: 8, noise: 0.4 },
    },
    {
      id: 'memory',
      title: 'Spots remembered',
      about: 'Nine stimuli come and go; a spot of activity stays at each place.',
      params: { cues: 9, rest: -0.9, cueStrength: 3 },
    },
    {
      id: 'one-wins',
      title: 'One wins',
      about: 'Inhibition that reaches everywhere leaves room for one spot only.',
      params: {
        cues: 7,
        cueContrast: 0.03,
        rest: -0.5,
        inhibition: 6,
        globalInhibition: 0.02,
        cueDuration: 25,
        cueStrength: 3,
      },
    },
    {
      id: 'waves',
      title: 'Rings of excitement',
      about:
        'Without inhibition, but with cells that tire, rings run out from the stimuli and quench where they meet; later ones start by chance.',
      params: {
        cues: 5,
        inhibition: 0,
        excitation: 4,
        rest: -0.5,
        adaptation: 5,
        adaptationTime: 4,
        cueDuration: 2,
        cueStrength: 4,
        noise: 0.36,
      },
    },
    {
      id: 'restless',
      title: 'Restless pattern',
      about: 'Spots that tire move on, divide and push one another about.',
      params: { cues: 12, rest: -0.3, inhibition: 8, adaptation: 1.5, adaptationTime: 12, noise: 0.4 },
    },
  ],
  views: [
    {
      id: 'field',
      title: 'Field',
      about: 'The field u: bright where cells are active, blue where they are held down.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'u', as: 'scalar' }],
    },
    {
      id: 'rates',
      title: 'Rates',
      about: 'The rate of each cell, 0 to 1.',
      palette: 'inferno',
      layers: [{ kind: 'image', field: 'rates', as: 'scalar' }],
    },
    {
      id: 'adaptation',
      title: 'Tiredness',
      about: 'How tired each cell is: where activity has been of late.',
      palette: 'magma',
      layers: [{ kind: 'image', field: 'adaptation', as: 'scalar' }],
    },
  ],
  measures: [
    { id: 'active', title: 'Active', about: 'Share of active cells.' },
    { id: 'spots', title: 'Spots', about: 'Groups of active cells that touch along an edge, each counted once.' },
    {
      id: 'contrast',
      title: 'Contrast',
      about: 'Standard deviation of the field over the sheet: 0 where all is even.',
    },
  ],
  pace: 3,
  brush: { about: 'Excite cells, or hold them down.', radius: 5 },
  setup,
});

function setup(params: SheetParams, { random }: Context): Model {
  const { width, height } = params;
  const model = new AmariModel(params, random);
  const { u, rates, adaptation, pitch } = model.field;
  const top = Math.max(0.35 * params.excitation, -1.5 * params.rest);
  const plane = (data: Float32Array, range: readonly [number, number]): Field => ({
    data,
    shape: [height, width],
    stride: [pitch, 1],
    range: [range],
  });
  const fields = {
    u: plane(u, [-top, top]),
    rates: plane(rates, [0, 1]),
    adaptation: plane(adaptation, [0, 1]),
  };
  const seen = new Uint8Array(width * height);
  const stack = new Int32Array(4 * width * height + 1);

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) model.step(time);
    },
    fields: { u: () => fields.u, rates: () => fields.rates, adaptation: () => fields.adaptation },
    measures() {
      let [sum, squares] = [0, 0];
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const value = u[y * pitch + x];
          sum += value;
          squares += value * value;
        }
      }
      const mean = sum / (width * height);
      const variance = squares / (width * height) - mean * mean;
      return { active: model.active(), spots: countSpots(), contrast: Math.sqrt(Math.max(0, variance)) };
    },
    state: () => model.state(),
    restored: () => model.restored(),
    edit: (edit) => model.edit(edit),
  };

  /** Groups of active cells on the torus: each unseen one is followed as far as it goes. */
  function countSpots(): number {
    seen.fill(0);
    let spots = 0;
    for (let start = 0; start < seen.length; start++) {
      if (seen[start] || !isActive(start)) continue;
      spots++;
      follow(start);
    }
    return spots;
  }

  function isActive(cell: number): boolean {
    return u[Math.floor(cell / width) * pitch + (cell % width)] > 0;
  }

  function follow(start: number): void {
    let depth = 0;
    stack[depth++] = start;
    while (depth > 0) {
      const cell = stack[--depth];
      if (seen[cell] || !isActive(cell)) continue;
      seen[cell] = 1;
      const [x, y] = [cell % width, Math.floor(cell / width)];
      stack[depth++] = y * width + ((x + 1) % width);
      stack[depth++] = y * width + ((x + width - 1) % width);
      stack[depth++] = ((y + 1) % height) * width + x;
      stack[depth++] = ((y + height - 1) % height) * width + x;
    }
  }
}
