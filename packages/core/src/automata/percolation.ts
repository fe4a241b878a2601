import { log2 } from '../complexity/log2.js';
import { forBrush } from '../contract/brush.js';
import { InputError } from '../contract/errors.js';
import { dense, type Field } from '../contract/field.js';
import { choice, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { sizeParams } from '../lattice/byte-lattice.js';
import type { Random } from '../random/random.js';
import { Invasion } from './percolation-invasion.js';
import { PercolationLattice } from './percolation-lattice.js';

const params = {
  ...sizeParams(128, { min: 2, max: 1024 }),
  opens: choice(['site', 'bond'], {
    default: 'site',
    about: 'What opens: the sites of the lattice, or the bonds between them.',
  }),
  growth: choice(['random', 'invasion'], {
    default: 'random',
    about: 'Which opens next: any, by chance; or the weakest at the rim of one cluster that grows from the middle.',
  }),
  p: number({ default: 0, min: 0, max: 1, about: 'Share that is open at the start, when growth is random.' }),
  until: number({ default: 1, min: 0, max: 1, about: 'Share at which no more open.' }),
};

type PercolationParams = ParamsOf<typeof params>;

/**
 * Percolation (Broadbent & Hammersley 1957, doi:10.1017/S0305004100032680): sites or bonds of a lattice are open by
 * chance, and where enough are a cluster spans it. They open one a step in a random order, so that time is the share p
 * and each run passes the threshold (Newman & Ziff 2000, doi:10.1103/PhysRevLett.85.4104): p = 0.592746 for sites, 1/2
 * for bonds. Clusters are labelled as Hoshen & Kopelman (1976, doi:10.1103/PhysRevB.14.3438) do, by union–find.
 */
export const percolation = defineSystem({
  id: 'percolation',
  title: 'Percolation',
  family: 'automata',
  about:
    'Sites of a lattice open at random, one a step; at a sharp threshold their clusters join into one that spans it from top to bottom.',
  source: {
    authors: 'Simon R. Broadbent, John M. Hammersley',
    year: 1957,
    title: 'Percolation processes I. Crystals and mazes',
    doi: '10.1017/S0305004100032680',
  },
  params,
  presets: [
    {
      id: 'threshold',
      title: 'Towards the threshold',
      about: 'More than half of the sites are open; watch islands join until one cluster spans the lattice.',
      params: { p: 0.53, until: 0.66 },
    },
    {
      id: 'critical',
      title: 'At the threshold',
      about: 'Just 0.592746 of the sites open, and nothing more happens: clusters of all sizes.',
      params: { width: 256, height: 256, p: 0.592746, until: 0.592746 },
    },
    {
      id: 'bonds',
      title: 'Bonds',
      about: 'Bonds open instead of sites: the threshold is one half.',
      params: { opens: 'bond', width: 96, height: 96, p: 0.45, until: 0.56 },
    },
    {
      id: 'invasion',
      title: 'Invasion',
      about:
        'As a fluid enters rock: always the weakest site at the rim gives way, and the cluster is fractal by itself.',
      params: { growth: 'invasion', width: 256, height: 256, until: 0.2 },
    },
    { id: 'filling', title: 'From empty to full', about: 'All sites in turn, from the first to the last.', params: {} },
  ],
  views: [
    {
      id: 'clusters',
      title: 'Clusters',
      about: 'Each cluster in one colour, the largest in the first colour of the palette.',
      palette: 'states',
      layers: [{ kind: 'image', field: 'clusters', as: 'states' }],
    },
    {
      id: 'sizes',
      title: 'Sizes',
      about: 'Clusters by the logarithm of their size.',
      palette: 'inferno',
      layers: [{ kind: 'image', field: 'sizes', as: 'scalar' }],
    },
    {
      id: 'times',
      title: 'Times',
      about: 'When each site or bond opened, the latest brightest.',
      palette: 'magma',
      layers: [{ kind: 'image', field: 'times', as: 'scalar' }],
    },
  ],
  measures: [
    { id: 'p', title: 'Share open', about: 'Sites or bonds that are open, of all.' },
    { id: 'largest', title: 'Largest cluster', unit: 'sites', about: 'Sites in the largest cluster.' },
    {
      id: 'strength',
      title: 'Strength',
      about: 'Share of all sites that lie in the largest cluster: the order parameter.',
    },
    { id: 'clusters', title: 'Clusters', about: 'Clusters there are, single sites among them.' },
    {
      id: 'meanSize',
      title: 'Mean size',
      unit: 'sites',
      about: 'Sum of squared cluster sizes without the largest, per site: it peaks at the threshold.',
    },
    { id: 'spans', title: 'Spans', about: 'Whether a cluster reaches from the top to the bottom: 1 or 0.' },
    { id: 'spannedAt', title: 'Spanned at', about: 'Share that was open when that first happened; 0 before.' },
  ],
  pace: 32,
  brush: {
    about: 'Open what lies under the brush, or close it: then its turn comes again after all the others.',
    radius: 2,
  },
  setup,
});

function setup(given: PercolationParams, { random }: Context): Model {
  const { width, height, opens, growth } = given;
  const lattice = new PercolationLattice(width, height, opens);
  const { clusters, elements, opened } = lattice;
  const order = shuffled(elements, random.stream('order'));
  const invasion = growth === 'invasion' ? new Invasion(lattice, order) : undefined;
  /** Elements open, whose turn in the order is next, and how many were open when a cluster first spanned. */
  const counts = Int32Array.of(0, 0, 0);
  const limit = Math.round(given.until * elements);

  function open(element: number): void {
    lattice.open(element, ++counts[0]);
    if (clusters.spans && counts[2] === 0) counts[2] = counts[0];
    invasion?.surround(element);
  }

  function next(): number | undefined {
    if (invasion) return invasion.next();
    // Once round the order: what was closed by hand comes round again after all the others.
    for (let tries = 0; tries < elements; tries++) {
      const element = order[counts[1]];
      counts[1] = (counts[1] + 1) % elements;
      if (opened[element] === 0) return element;
    }
    return undefined;
  }

  function openNext(): void {
    const element = next();
    if (element !== undefined) open(element);
  }

  if (!invasion) for (let n = Math.round(given.p * elements); n > 0; n--) openNext();

  const [across, down] = lattice.picture;
  const bytes = new Uint8Array(across * down);
  const values = new Float32Array(across * down);

  /** Writes a value for each pixel of the picture: that of a node of its cluster, or 0 where there is none. */
  function draw<A extends Uint8Array | Float32Array>(out: A, range: readonly [number, number], value: Pixel): Field {
    for (let y = 0, i = 0; y < down; y++) {
      for (let x = 0; x < across; x++, i++) {
        const node = lattice.nodeAt(x, y);
        out[i] = node === undefined ? 0 : value(node, x, y);
      }
    }
    return dense(out, [down, across], [range]);
  }

  return {
    step(count) {
      for (let i = 0; i < count && counts[0] < limit; i++) openNext();
    },
    fields: {
      /** 0 closed, 1 in the largest cluster, 2 to 7 in others. */
      clusters: () => draw(bytes, [0, COLOURS], (node) => colourOf(clusters, node)),
      /** The binary logarithm of one more than the size of the cluster. */
      sizes: () => draw(values, [0, log2(lattice.nodes)], (node) => log2(1 + clusters.size(node))),
      /** When a site or bond opened, 1 for the first. */
      times: () =>
        draw(values, [0, Math.max(1, counts[0])], (_, x, y) => {
          const element = lattice.elementAt(x, y);
          return element === undefined ? 0 : opened[element];
        }),
    },
    measures() {
      const { largest, count, squares, spans } = clusters;
      return {
        p: counts[0] / elements,
        largest,
        strength: largest / lattice.nodes,
        clusters: count,
        meanSize: (squares - largest * largest) / lattice.nodes,
        spans: spans ? 1 : 0,
        spannedAt: counts[2] / elements,
      };
    },
    state: () => ({ opened, counts }),
    restored() {
      checkOpened(opened, counts);
      lattice.relabel();
      invasion?.restart();
    },
    edit(edit: Edit) {
      paint(edit);
    },
  };

  function paint(edit: Edit): void {
    let closed = false;
    forBrush(edit, across, down, (x, y) => {
      const element = lattice.elementAt(x, y);
      if (element === undefined || opened[element] > 0 !== Boolean(edit.erase)) return;
      if (!edit.erase) {
        open(element);
        return;
      }
      opened[element] = 0;
      counts[0]--;
      closed = true;
    });
    if (!closed) return;
    // Clusters can be joined as they grow but not parted: they are found again.
    lattice.relabel();
    invasion?.restart();
    if (!clusters.spans) counts[2] = 0;
  }
}

/** @throws InputError where times of opening and counts cannot be those of a run */
function checkOpened(opened: Int32Array, counts: Int32Array): void {
  const elements = opened.length;
  const wrong = opened.find((time) => time < 0 || time > elements);
  if (wrong !== undefined) throw new InputError('snapshot', `opened at ${wrong}`, `times of 0 to ${elements}`);
  const open = opened.reduce((sum, time) => sum + (time > 0 ? 1 : 0), 0);
  const [, turn, spanned] = counts;
  if (counts[0] !== open || turn < 0 || turn >= elements || spanned < 0 || spanned > elements) {
    throw new InputError('snapshot', `counts ${counts.join(', ')}`, `${open} open, a turn and a span of ${elements}`);
  }
}

type Pixel = (node: number, x: number, y: number) => number;

/** Colours besides that of what is closed. */
const COLOURS = 7;

/** 1 for the largest cluster; else one of the others by the cluster's name, so that it keeps it while it grows. */
function colourOf(clusters: PercolationLattice['clusters'], node: number): number {
  if (clusters.size(node) === clusters.largest) return 1;
  return 2 + ((Math.imul(clusters.name(node), 0x9e3779b1) >>> 8) % (COLOURS - 1));
}

/** 0 to n − 1 in random order (Fisher & Yates). */
function shuffled(n: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const other = random.integer(i + 1);
    [order[i], order[other]] = [order[other], order[i]];
  }
  return order;
}
