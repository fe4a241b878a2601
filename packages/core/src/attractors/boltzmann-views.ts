import type { MeasureInfo, View } from '../contract/view.js';

export const boltzmannViews: readonly View[] = [
  {
    id: 'weights',
    title: 'Weights',
    about:
      'Weight between each two units, visible ones first: amber both on together, blue not; biases on the diagonal.',
    palette: 'polar',
    layers: [{ kind: 'image', field: 'weights', as: 'scalar' }],
  },
  {
    id: 'distribution',
    title: 'Distribution',
    about: 'How likely each of the patterns is: as shown to the machine, and as it does by itself.',
    palette: 'ink',
    axes: { x: { title: 'pattern' }, y: { title: 'probability' } },
    layers: [
      { kind: 'curve', field: 'shown', colour: 'first', title: 'shown' },
      { kind: 'curve', field: 'done', colour: 'second', title: 'by itself' },
      { kind: 'points', field: 'shownTips', shape: 'disc', size: 8, colour: 'first' },
      { kind: 'points', field: 'doneTips', shape: 'disc', size: 8, colour: 'second' },
    ],
  },
  {
    id: 'divergence',
    title: 'Divergence',
    about: 'How far what the machine does by itself is from what it is shown, over the time of learning.',
    palette: 'ink',
    axes: { x: { title: 'time', unit: 'steps' }, y: { title: 'divergence', unit: 'nats' } },
    layers: [{ kind: 'curve', field: 'divergence', colour: 'accent' }],
  },
  {
    id: 'codes',
    title: 'Codes',
    about: 'A row for each pattern: its visible units, and to their right how likely each hidden unit is then on.',
    palette: 'magma',
    layers: [{ kind: 'image', field: 'codes', as: 'scalar' }],
  },
  {
    id: 'states',
    title: 'States',
    about:
      'The free machine sweep by sweep, the latest on the right: a row for each visible unit, and below them the hidden ones.',
    palette: 'states',
    layers: [{ kind: 'image', field: 'states', as: 'states' }],
  },
];

export const boltzmannMeasures: readonly MeasureInfo[] = [
  {
    id: 'divergence',
    title: 'Divergence',
    unit: 'nats',
    about: 'Kullback–Leibler divergence of what the visible units do when free from what they are shown, exact.',
  },
  { id: 'share', title: 'Share of patterns', about: 'Probability that the free machine shows one of the patterns.' },
  {
    id: 'completion',
    title: 'Completion',
    about:
      'Probability that the other units are right where the first are clamped; in the encoder, that the message arrives.',
    optional: true,
  },
  {
    id: 'codes',
    title: 'Codes',
    unit: 'codes',
    about: 'Different states of the hidden units, each on where that is likelier, that the patterns lead to.',
  },
  { id: 'weight', title: 'Weight', about: 'Mean magnitude of the weights.' },
];
