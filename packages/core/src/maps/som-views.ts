import type { MeasureInfo, View } from '../contract/view.js';

export const somViews: readonly View[] = [
  {
    id: 'input-space',
    title: 'Map in input space',
    about: 'Samples, and the units where their weights lie, joined to their neighbours on the map.',
    palette: 'ink',
    layers: [
      { kind: 'points', field: 'classedSamples', shape: 'disc', size: 2, colour: 'class' },
      { kind: 'lines', field: 'map', colour: 'accent' },
      { kind: 'points', field: 'units', shape: 'disc', size: 4, colour: 'accent' },
    ],
  },
  {
    id: 'u-matrix',
    title: 'U-matrix',
    about: 'Mean distance of each unit to its neighbours: ridges divide clusters.',
    palette: 'viridis',
    layers: [{ kind: 'image', field: 'distances', as: 'scalar' }],
  },
  {
    id: 'colours',
    title: 'Weights as colours',
    about: 'The first three components of each unit’s weights as red, green and blue.',
    palette: 'ink',
    layers: [{ kind: 'image', field: 'colours', as: 'rgb' }],
  },
  {
    id: 'labels',
    title: 'Classes',
    about: 'The class of most samples of each unit, where the data have labels; dark where a unit has no sample.',
    palette: 'classes',
    layers: [{ kind: 'image', field: 'labels', as: 'states' }],
  },
  {
    id: 'hits',
    title: 'Hits',
    about: 'How many samples each unit is the best match of.',
    palette: 'magma',
    layers: [{ kind: 'image', field: 'hits', as: 'scalar' }],
  },
  {
    id: 'component',
    title: 'Component plane',
    about: 'One number of each unit’s weights, within the range that it has in the data.',
    palette: 'cividis',
    layers: [{ kind: 'image', field: 'component', as: 'scalar' }],
  },
  {
    id: 'weights',
    title: 'All weights',
    about: 'The weights of each unit as a picture where the samples are pictures; of other data all component planes.',
    palette: 'viridis',
    layers: [{ kind: 'image', field: 'mosaic', as: 'scalar' }],
  },
];

export const somMeasures: readonly MeasureInfo[] = [
  {
    id: 'quantization',
    title: 'Quantization error',
    about: 'Mean distance from a sample to its best-matching unit.',
  },
  {
    id: 'topographic',
    title: 'Topographic error',
    about: 'Share of samples whose two best-matching units are not neighbours.',
  },
  {
    id: 'trustworthiness',
    title: 'Trustworthiness',
    about: 'How far neighbours on the map are neighbours in the data, up to 1, told by 128 samples.',
  },
  {
    id: 'preservation',
    title: 'Neighbourhood preservation',
    about: 'How far neighbours in the data are neighbours on the map, up to 1, told by 128 samples.',
  },
  {
    id: 'purity',
    title: 'Purity',
    about: 'Share of samples that are of the class of most samples of their unit, where the data have labels.',
    optional: true,
  },
  { id: 'rate', title: 'Learning rate', about: 'Learning rate at this step.' },
  { id: 'radius', title: 'Radius', unit: 'units', about: 'Reach of the neighbourhood at this step.' },
];
