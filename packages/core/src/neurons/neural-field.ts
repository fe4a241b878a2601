import { dense, type Field } from '../contract/field.js';
import { integer, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { bumpWidths, connectionAt } from './amari-kernel.js';
import { AmariModel } from './amari-model.js';
import { amariParams, widthParams } from './amari-params.js';
import { SpaceTime } from './space-time.js';

const params = {
  cells: integer({ default: 300, min: 8, max: 2000, scale: 'log', about: 'Cells along the ring.' }),
  ...widthParams(8),
  ...amariParams,
};

type FieldParams = ParamsOf<typeof params>;

/**
 * Amari's neural field on a ring (Amari 1977, doi:10.1007/BF00337259): du/dt = −u + h + ∫ w(x − y) f(u(y)) dy + I. Near
 * cells excite, far ones inhibit each other; a bump of activity holds itself, as wide as ∫₀^a w = −h makes it.
 */
export const neuralField = defineSystem({
  id: 'neural-field',
  title: 'Neural field on a ring',
  family: 'neurons',
  about:
    'Cells that excite their neighbours and inhibit those farther off hold a bump of activity where a stimulus has been: a memory of a place.',
  source: {
    authors: 'Shun-ichi Amari',
    year: 1977,
    title: 'Dynamics of pattern formation in lateral-inhibition type neural fields',
    doi: '10.1007/BF00337259',
  },
  params,
  presets: [
    {
      id: 'memory',
      title: 'Memory of a place',
      about: 'The stimulus goes after eight time constants; the bump stays, and wanders a little by chance.',
      params: { noise: 0.25 },
    },
    {
      id: 'competition',
      title: 'Competition',
      about:
        'Three stimuli, each a little weaker than the one before, and inhibition that reaches everywhere: one wins.',
      params: { cues: 3, cueContrast: 0.06, inhibition: 6, globalInhibition: 0.04, cueDuration: 25 },
    },
    {
      id: 'several',
      title: 'Several at once',
      about: 'Where inhibition ends before the next bump begins, five places are remembered side by side.',
      params: { cues: 5, noise: 0.15 },
    },
    {
      id: 'waves',
      title: 'Waves',
      about:
        'Excited cells tire: two pulses run from each stimulus and die where they meet; later ones start by chance.',
      params: {
        cues: 2,
        inhibition: 0,
        excitation: 4,
        rest: -0.5,
        adaptation: 5,
        adaptationTime: 4,
        cueDuration: 2,
        noise: 0.36,
      },
    },
    {
      id: 'wandering',
      title: 'Wandering bump',
      about: 'A bump that tires just enough leaves its place and goes round and round.',
      params: { adaptation: 1, adaptationTime: 10, cueDuration: 4, noise: 0.1 },
    },
    {
      id: 'stripes',
      title: 'Pattern out of nothing',
      about: 'No stimulus and hardly any threshold: bumps grow out of chance, evenly spaced.',
      params: { cues: 0, rest: -0.05, noise: 0.3, inhibition: 10 },
    },
  ],
  views: [
    {
      id: 'space-time',
      title: 'Space and time',
      about:
        'The field along the ring, time from top to bottom: bright where cells are active, blue where they are held down.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'history', as: 'scalar' }],
    },
    {
      id: 'profile',
      title: 'Profile',
      about: 'The field as it is now, the stimulus, and the threshold 0 above which cells are active.',
      palette: 'ink',
      axes: { x: { title: 'place', unit: 'cells' }, y: { title: 'u' } },
      layers: [
        { kind: 'curve', field: 'threshold', colour: 'faint' },
        { kind: 'curve', field: 'stimulus', colour: 'second', title: 'stimulus' },
        { kind: 'curve', field: 'profile', colour: 'first', title: 'field u' },
        { kind: 'curve', field: 'tiredness', colour: 'third', title: 'adaptation' },
      ],
    },
    {
      id: 'width',
      title: 'Why so wide',
      about: 'The input ∫₀^a w that the edge of a bump of width a gets: it rests where that meets −h on the way down.',
      palette: 'ink',
      axes: { x: { title: 'distance, width a', unit: 'cells' }, y: { title: 'weight' } },
      layers: [
        { kind: 'curve', field: 'level', colour: 'faint', title: '−h' },
        { kind: 'curve', field: 'connections', colour: 'second', title: 'w, ten times' },
        { kind: 'curve', field: 'integral', colour: 'first', title: '∫ w' },
        { kind: 'points', field: 'widths', shape: 'disc', size: 7, colour: 'accent' },
      ],
    },
  ],
  measures: [
    { id: 'bumps', title: 'Bumps', about: 'Groups of neighbouring active cells.' },
    { id: 'width', title: 'Width', unit: 'cells', about: 'Mean width of a bump; 0 where there is none.' },
    { id: 'active', title: 'Active', about: 'Share of active cells.' },
    { id: 'peak', title: 'Peak', about: 'Highest value of the field.' },
  ],
  pace: 3,
  brush: { about: 'Excite cells, or hold them down.', radius: 8 },
  setup,
});

const LINES = 260;
/** Points of the curves of connections. */
const POINTS = 200;

function setup(params: FieldParams, { random }: Context): Model {
  const { cells } = params;
  const model = new AmariModel({ ...params, width: cells, height: 1 }, random);
  const { u, input, adaptation } = model.field;
  const top = topOf(params);
  const history = new SpaceTime(cells, LINES, [-top, top]);
  history.data.fill(params.rest);
  const frame: Field['range'] = [
    [0, cells],
    [-top, top],
  ];
  const curve = (values: Float32Array, factor = 1) => {
    const points = new Float32Array(2 * cells);
    return () => {
      for (let i = 0; i < cells; i++) points.set([i + 0.5, Math.max(-top, Math.min(top, factor * values[i]))], 2 * i);
      return dense(points, [cells, 2], frame);
    };
  };
  const theory = theoryOf(params);

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        model.step(time);
        if (time % 2 === 1) history.push(u);
      }
    },
    fields: {
      /** u along the ring. */
      u: () => dense(u.subarray(0, cells), [cells], [[-top, top]]),
      history: () => history.down(),
      profile: curve(u),
      stimulus: curve(input),
      tiredness: curve(adaptation, params.adaptation),
      threshold: () => dense(Float32Array.of(0, 0, cells, 0), [2, 2], frame),
      ...theory,
    },
    measures() {
      let bumps = 0;
      let peak = u[0];
      for (let i = 0; i < cells; i++) {
        if (u[i] > 0 && u[(i + cells - 1) % cells] <= 0) bumps++;
        peak = Math.max(peak, u[i]);
      }
      const active = model.active();
      // A ring that is active all round is one bump.
      const groups = bumps === 0 && active > 0 ? 1 : bumps;
      return { bumps: groups, width: groups > 0 ? (active * cells) / groups : 0, active, peak };
    },
    state: () => ({ ...model.state(), history: history.data, historyCursor: history.cursor }),
    restored: () => model.restored(),
    // The pictures have places along x; where a stroke falls in time makes no difference.
    edit: ({ x, radius, erase = false }) => model.edit({ x, y: 0.5, radius, erase }),
  };
}

/** What pictures of u span: about the height of a bump, the same both ways. */
function topOf({ excitation, inhibition, rest, cueStrength, cues }: FieldParams): number {
  const bump = Math.max(0.6 * excitation - 0.3 * inhibition, 0);
  return Math.max(bump, -2 * rest, cues > 0 ? cueStrength : 0, 0.1);
}

/** The chart of the connections: w, its integral, −h, and the widths at which a bump can rest. */
function theoryOf(params: FieldParams): Record<string, () => Field> {
  const longest = Math.min(params.cells, 6 * Math.max(params.excitationWidth, params.inhibitionWidth));
  const connections = new Float32Array(2 * POINTS);
  const integral = new Float32Array(2 * POINTS);
  let sum = 0;
  let low = -0.1;
  let high = -1.2 * params.rest;
  for (let i = 0; i < POINTS; i++) {
    const a = (longest * i) / (POINTS - 1);
    const w = connectionAt(params, a);
    connections.set([a, 10 * w], 2 * i);
    integral.set([a, sum], 2 * i);
    sum += (longest / (POINTS - 1)) * connectionAt(params, a + longest / (2 * POINTS - 2));
    low = Math.min(low, 10 * w, sum);
    high = Math.max(high, 10 * w, sum);
  }
  const frame: Field['range'] = [
    [0, longest],
    [low, high],
  ];
  const resting = bumpWidths(params, params.rest, longest);
  const widths = Float32Array.from({ length: 2 * Math.max(1, resting.length) }, (_, i) =>
    i % 2 === 0 ? (resting[i / 2] ?? Number.NaN) : -params.rest,
  );
  return {
    connections: () => dense(connections, [POINTS, 2], frame),
    integral: () => dense(integral, [POINTS, 2], frame),
    level: () => dense(Float32Array.of(0, -params.rest, longest, -params.rest), [2, 2], frame),
    widths: () => dense(widths, [widths.length / 2, 2], frame),
  };
}
