import type { Axis, CurveLayer, Ink, MeasureInfo, View } from '../contract/view.js';

// What can be seen of one neuron, whatever its model; neuron-simulation.ts draws the fields.

interface Units {
  readonly potential?: string;
  readonly current?: string;
  readonly time?: string;
  readonly rate?: string;
}

const MILLI: Units = { potential: 'mV', time: 'ms', rate: 'Hz' };

const curve = (field: string, colour: Ink, title?: string): CurveLayer => ({
  kind: 'curve',
  field,
  colour,
  ...(title && { title }),
});

const axis = (title: string, unit: string | undefined): Axis => (unit ? { title, unit } : { title });

export function voltageView({ potential, time }: Units = MILLI): View {
  return {
    id: 'voltage',
    title: 'Membrane potential',
    about: 'The membrane potential in time, and below it the course of the input current, not to scale.',
    palette: 'ink',
    axes: { x: axis('time', time), y: axis('membrane potential', potential) },
    layers: [curve('current', 'faint', 'input current'), curve('voltage', 'accent')],
  };
}

/** State variables in time, such as the gates of the channels. */
export function variablesView(
  description: Pick<View, 'id' | 'title' | 'about'>,
  variables: readonly (readonly [field: string, title: string, ink?: Ink])[],
  { y, time = 'ms' }: { readonly y: Axis; readonly time?: string },
): View {
  const inks: Ink[] = ['first', 'second', 'third', 'fourth'];
  return {
    ...description,
    palette: 'ink',
    axes: { x: axis('time', time), y },
    layers: variables.map(([field, title, ink], i) => curve(field, ink ?? inks[i], title)),
  };
}

export function phasePlaneView(second: Axis, { potential }: Units = MILLI): View {
  return {
    id: 'phase-plane',
    title: 'Phase plane',
    about: 'The state as a point on its way, and the two nullclines, where one of the variables stands still.',
    palette: 'ink',
    axes: { x: axis('membrane potential', potential), y: second },
    layers: [
      curve('trajectory', 'faint'),
      curve('nullclineV', 'first', 'potential at rest'),
      curve('nullclineW', 'second', `${second.title} at rest`),
      { kind: 'points', field: 'now', shape: 'disc', size: 9, colour: 'accent' },
    ],
  };
}

export function fiView(current: string | undefined, { rate }: Units = MILLI): View {
  return {
    id: 'f-i-curve',
    title: 'Rate and current',
    about:
      'The firing rate at each constant current, swept up and down, and the present state; where the two differ, the past decides.',
    palette: 'ink',
    axes: { x: axis('input current', current), y: axis('firing rate', rate) },
    layers: [
      curve('falling', 'second', 'current falling'),
      curve('rising', 'first', 'current rising'),
      { kind: 'points', field: 'present', shape: 'disc', size: 9, colour: 'accent' },
    ],
  };
}

export function neuronMeasures({ potential, current, time, rate }: Units = MILLI): readonly MeasureInfo[] {
  const info = (id: string, title: string, about: string, unit?: string): MeasureInfo => ({
    id,
    title,
    about,
    ...(unit && { unit }),
  });
  return [
    info('voltage', 'Membrane potential', 'Membrane potential now.', potential),
    info('current', 'Input current', 'Input current in the last step, with its noise.', current),
    info('spikes', 'Spikes', 'Spikes since the start.'),
    info('rate', 'Firing rate', 'One over the last interval, or over the time since, where that is longer.', rate),
    info('interval', 'Mean interval', 'Mean of the last 32 intervals between spikes, 0 where there is none.', time),
    info(
      'variation',
      'Variation of intervals',
      'Their standard deviation over their mean: 0 for a clock, 1 for chance.',
    ),
  ];
}
