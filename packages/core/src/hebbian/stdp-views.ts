import type { View } from '../contract/view.js';

export const stdpViews: readonly View[] = [
  {
    id: 'weights',
    title: 'Weights',
    about: 'The weight of every input, from 0 to the strongest that it may be; correlated inputs in another colour.',
    palette: 'ink',
    axes: { x: { title: 'input' }, y: { title: 'weight' } },
    layers: [{ kind: 'points', field: 'weights', shape: 'disc', size: 2.5, colour: 'class' }],
  },
  {
    id: 'histogram',
    title: 'Histogram',
    about: 'How many inputs have a weight near 0 (left) up to the strongest (right).',
    palette: 'ink',
    layers: [{ kind: 'bars', field: 'histogram' }],
  },
  {
    id: 'rate',
    title: 'Rate',
    about: 'How fast the neuron fires, and how fast each of its inputs does.',
    palette: 'ink',
    axes: { x: { title: 'time', unit: 's' }, y: { title: 'rate', unit: 'Hz' } },
    layers: [
      { kind: 'curve', field: 'inputRate', colour: 'faint', title: 'each input' },
      { kind: 'curve', field: 'rate', colour: 'first', title: 'neuron' },
    ],
  },
  {
    id: 'spikes',
    title: 'Spikes',
    about: 'The latest spikes of the inputs, and upright lines where the neuron fired.',
    palette: 'ink',
    axes: { x: { title: 'time', unit: 's' }, y: { title: 'input' } },
    layers: [
      { kind: 'lines', field: 'output', colour: 'accent' },
      { kind: 'points', field: 'raster', shape: 'tick', size: 3, colour: 'class' },
    ],
  },
  {
    id: 'window',
    title: 'Window',
    about: 'What one pair of spikes changes, against their distance in time: the equation, and the rule at work.',
    palette: 'ink',
    axes: { x: { title: 'neuron after input', unit: 'ms' }, y: { title: 'change of weight' } },
    layers: [
      { kind: 'curve', field: 'window', colour: 'faint', title: 'equation' },
      { kind: 'points', field: 'measured', shape: 'disc', size: 5, colour: 'first' },
    ],
  },
  {
    id: 'pairing',
    title: 'Pairing',
    about:
      'Change after 60 pairs against how fast they follow: cortex (points) and the triplet rule agree, pairs alone cannot.',
    palette: 'ink',
    axes: { x: { title: 'frequency of pairs', unit: 'Hz' }, y: { title: 'change of weight' } },
    layers: [
      { kind: 'curve', field: 'tripletsBefore', colour: 'first', title: 'triplets, input first' },
      { kind: 'curve', field: 'tripletsAfter', colour: 'second', title: 'triplets, input last' },
      { kind: 'curve', field: 'pairsBefore', colour: 'third', title: 'pairs, input first' },
      { kind: 'curve', field: 'pairsAfter', colour: 'fourth', title: 'pairs, input last' },
      { kind: 'points', field: 'cortexBefore', shape: 'disc', size: 6, colour: 'first' },
      { kind: 'points', field: 'cortexAfter', shape: 'disc', size: 6, colour: 'second' },
    ],
  },
];
