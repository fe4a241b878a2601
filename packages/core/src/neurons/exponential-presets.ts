import type { ExponentialParams } from './exponential-neuron.js';

type Pattern = readonly [
  id: string,
  title: string,
  about: string,
  params: Omit<ExponentialParams, 'threshold' | 'slope' | 'peak'>,
  current: number,
];

const cell = (
  [capacitance, leak, rest]: readonly [number, number, number],
  [adaptation, adaptationTime, increment]: readonly [number, number, number],
  reset: number,
) => ({ capacitance, leak, rest, adaptation, adaptationTime, increment, reset });

/** The firing patterns of Naud et al. (2008, doi:10.1007/s00422-008-0264-7), table 1; V_T = −50 mV and Δ_T = 2 mV in all. */
export const PATTERNS: readonly Pattern[] = [
  ['tonic', 'Tonic', 'A regular train of spikes.', cell([200, 10, -70], [2, 30, 0], -58), 500],
  [
    'adapting',
    'Adapting',
    'Each spike adds to a current that holds the next one back.',
    cell([200, 12, -70], [2, 300, 60], -58),
    500,
  ],
  [
    'initial-burst',
    'Initial burst',
    'A few spikes close together, then slow regular ones.',
    cell([130, 18, -58], [4, 150, 120], -50),
    400,
  ],
  [
    'regular-bursting',
    'Regular bursting',
    'Bursts of two or more spikes for as long as the current lasts.',
    cell([200, 10, -58], [2, 120, 100], -46),
    210,
  ],
  [
    'delayed-accelerating',
    'Delayed accelerating',
    'Silence at first, then spikes that come faster and faster: adaptation with the sign turned.',
    cell([200, 12, -70], [-10, 300, 0], -58),
    300,
  ],
  [
    'delayed-bursting',
    'Delayed regular bursting',
    'Silence at first, then bursts.',
    cell([100, 10, -65], [-10, 90, 30], -47),
    110,
  ],
  [
    'transient',
    'Transient',
    'A spike where the current begins, then silence while it lasts.',
    cell([100, 10, -65], [10, 90, 100], -47),
    180,
  ],
  [
    'irregular',
    'Irregular',
    'No noise anywhere, and yet no two intervals are alike: chaos.',
    cell([100, 12, -60], [-11, 130, 30], -48),
    160,
  ],
];
