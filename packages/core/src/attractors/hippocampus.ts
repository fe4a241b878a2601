import { forBrush } from '../contract/brush.js';
import { boolean, choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { Cue } from './cue.js';
import { chartViews, hideInto, hippocampalCharts, overlapsOf, pictureOverlap } from './hippocampal-charts.js';
import { CELL, HippocampalLayers, squareOf } from './hippocampal-layers.js';
import { HippocampalMemory } from './hippocampal-memory.js';
import { drawMemories } from './memories.js';
import { cueParams, cuePeriod, memoryParams } from './memory-params.js';
import { createRecallFields, recallViews } from './recall-views.js';

/** Steps from one turn of CA3 to the next: slow enough to be watched. */
const TURN = 2;
const MOST_RANDOM = 512;

const params = {
  ...memoryParams({ side: 24, letters: 'SELFORG', most: MOST_RANDOM }),
  shown: number({
    default: 0.4,
    min: 0,
    max: 1,
    about: 'Share of the picture that a cue shows; of the rest it says nothing.',
  }),
  hiding: choice(['scattered', 'below'], {
    default: 'scattered',
    about: 'What of the picture is hidden: cells here and there, or its lower part.',
  }),
  ...cueParams({ most: MOST_RANDOM, noise: 0 }),
  period: cuePeriod(180),
  separation: boolean({
    default: true,
    about: 'Whether the dentate gyrus writes codes into CA3; without it the cortex does, straight away.',
  }),
  recurrence: number({
    default: 1,
    min: 0,
    max: 10,
    about: 'Strength of the synapses among cells of CA3 against those of the cue; at 0 the cue is alone.',
  }),
  granules: integer({ default: 3600, min: 100, max: 10000, unit: 'cells', about: 'Cells of the dentate gyrus.' }),
  granuleActivity: number({
    default: 0.01,
    min: 0.001,
    max: 0.5,
    scale: 'log',
    about: 'Share of them that fires: the fewer, the less codes have in common.',
  }),
  fanIn: integer({ default: 32, min: 1, max: 256, unit: 'synapses', about: 'Synapses of a granule cell.' }),
  pyramids: integer({ default: 1600, min: 100, max: 2500, unit: 'cells', about: 'Cells of CA3.' }),
  activity: number({
    default: 0.025,
    min: 0.005,
    max: 0.5,
    scale: 'log',
    about: 'Share of the cells of CA3 that fires.',
  }),
  mossy: integer({
    default: 40,
    min: 1,
    max: 200,
    unit: 'synapses',
    about: 'Mossy fibres from the dentate gyrus that reach a cell of CA3.',
  }),
};

type HippocampusParams = ParamsOf<typeof params>;

/**
 * Pattern separation and completion in the hippocampus ({@link HippocampalMemory}): memories are stored at the start, then cued one
 * after the other. In every second step one more cell of CA3 fires, or takes the place of another.
 */
export const hippocampus = defineSystem({
  id: 'hippocampus',
  title: 'Hippocampus',
  family: 'attractors',
  about:
    'The dentate gyrus gives pictures that look alike codes that do not; CA3 completes a code from a part, and the whole picture comes back.',
  source: {
    authors: 'Randall C. O’Reilly & James L. McClelland',
    year: 1994,
    title: 'Hippocampal conjunctive encoding, storage, and recall: avoiding a trade-off',
    doi: '10.1002/hipo.450040605',
  },
  params,
  presets: [
    { id: 'letters', title: 'Letters', about: 'Two fifths of a letter are enough to bring it back.', params: {} },
    {
      id: 'look-alikes',
      title: 'Look-alikes',
      about: 'Letters that share most of their ink: their codes are different all the same, and each is recalled.',
      params: { letters: 'BDOPRE' },
    },
    {
      id: 'unseparated',
      title: 'Without separation',
      about: 'The same look-alikes, written into CA3 without the dentate gyrus: they are mixed up.',
      params: { letters: 'BDOPRE', separation: false },
    },
    {
      id: 'covered',
      title: 'Half covered',
      about: 'The lower half of each letter is covered, and is recalled.',
      params: { letters: 'GYRUS', shown: 0.5, hiding: 'below' },
    },
    {
      id: 'noisy',
      title: 'Noisy cues',
      about: 'A third of the picture shown, and of that three cells in ten wrong.',
      params: { letters: 'NEURAL', shown: 0.35, noise: 0.3 },
    },
    {
      id: 'many',
      title: 'Many memories',
      about: 'Three hundred random pictures besides: CA3 still finds the code, the way back to the cortex gets noisy.',
      params: { letters: 'CA3', random: 300, shown: 0.25 },
    },
  ],
  views: [
    {
      id: 'layers',
      title: 'Layers',
      about:
        'Clockwise: cue, dentate gyrus, CA3, picture recalled. Light on as stored, blue wrongly on, brown not known or not yet on.',
      palette: 'changes',
      layers: [{ kind: 'image', field: 'layers', as: 'states' }],
    },
    recallViews.recall,
    chartViews.separation,
    chartViews.completion,
    recallViews.memories,
  ],
  measures: [
    { id: 'overlap', title: 'Overlap', about: 'Likeness of the recalled picture to the cued memory: 1 the same.' },
    { id: 'code', title: 'Code', about: 'Share of the memory’s code in CA3 that fires.' },
    { id: 'exchanges', title: 'Exchanges', about: 'Cells of CA3 that gave way to others since the cue.' },
    { id: 'pictures', title: 'Pictures alike', about: 'Mean overlap of two of the memories (of the first 24).' },
    {
      id: 'granules',
      title: 'Codes alike',
      about: 'Mean overlap of their codes in the dentate gyrus: 0 as by chance.',
    },
  ],
  pace: 1,
  brush: { about: 'Paint the cue: recall starts anew.', radius: 8 },
  setup,
});

function setup(params: HippocampusParams, { seed, random }: Context): Model {
  const { width, height } = params;
  const patterns = drawMemories(params, random.stream('patterns'));
  const options = { ...params, seed };
  const memory = new HippocampalMemory(width * height, options);
  for (const pattern of patterns) memory.store(pattern);
  const cues = createCues(patterns, params, random);
  const { cue, current } = cues;
  const exchanges = new Uint32Array(1);
  const recalled = new Int8Array(cue.length);
  const fields = createRecallFields({ width, height, patterns });
  const layers = createLayers(memory, { width, height });
  const charts = hippocampalCharts({ memory, patterns, options, seed });
  const pairs = overlapsOf(memory, patterns);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value / values.length, 0);
  const likeness = {
    pictures: mean(pairs.map(({ pictures }) => pictures)),
    granules: mean(pairs.map(({ granules }) => granules)),
  };
  const restart = () => {
    memory.cue(cue);
    exchanges[0] = 0;
  };
  restart();

  return {
    step(count, time) {
      for (const end = time + count; time < end; time++) {
        if (cues.renew(time)) restart();
        if (time % TURN === 0 && memory.ca3.advance() === 'exchanged') exchanges[0]++;
      }
    },
    fields: {
      layers: () =>
        layers.draw({ cue, target: patterns[current[0]], recalled: memory.readInto(recalled), number: current[0] }),
      recall: () => fields.recall(memory.readInto(recalled), patterns[current[0]]),
      memories: fields.memories,
      ...charts,
    },
    measures() {
      const { pyramids } = memory.codes[current[0]];
      const found = pyramids.reduce((sum, cell) => sum + memory.ca3.firing[cell], 0);
      return {
        overlap: pictureOverlap(memory.readInto(recalled), patterns[current[0]]),
        code: found / pyramids.length,
        exchanges: exchanges[0],
        ...likeness,
      };
    },
    state: () => ({ cue, current, firing: memory.ca3.firing, exchanges }),
    restored() {
      memory.send(cue);
      memory.ca3.refresh();
    },
    edit(edit) {
      forBrush(layers.toCue(edit), width, height, (x, y) => {
        cue[y * width + x] = edit.erase ? -1 : 1;
      });
      restart();
    },
  };
}

/** Damaged copies of one memory after the other, partly hidden. */
function createCues(patterns: readonly Int8Array[], params: HippocampusParams, { stream }: Context['random']) {
  const { shown, hiding } = params;
  const random = stream('cue');
  const source = new Cue(patterns, params, random);
  const cue = new Int8Array(patterns[0].length);
  const order = new Uint16Array(cue.length);
  const hide = () => {
    if (hiding === 'scattered') hideInto(cue, shown, order, random);
    else cue.fill(0, Math.round(shown * cue.length));
  };
  source.startInto(cue);
  hide();
  return {
    /** ±1, 0 where hidden. */
    cue,
    current: source.current,
    /** Shows the next memory when it is time for it, and tells whether it was. */
    renew(time: number): boolean {
      if (!source.renewInto(cue, time)) return false;
      hide();
      return true;
    },
  };
}

interface Drawn {
  readonly cue: Int8Array;
  readonly target: Int8Array;
  readonly recalled: Int8Array;
  /** Number of the memory that is cued. */
  readonly number: number;
}

/** Draws all layers against the cued memory and its codes. */
function createLayers(memory: HippocampalMemory, grid: { readonly width: number; readonly height: number }) {
  const { granules, inputs, ca3 } = memory;
  const pyramids = ca3.cells;
  const layers = new HippocampalLayers([grid, squareOf(granules), squareOf(pyramids), grid]);
  const firing = { granules: new Uint8Array(granules), pyramids: ca3.firing };
  const stored = { granules: new Uint8Array(granules), pyramids: new Uint8Array(pyramids) };
  const against = (isOn: boolean, shouldBe: boolean) =>
    isOn ? (shouldBe ? CELL.on : CELL.wrong) : shouldBe ? CELL.missing : CELL.off;
  const mark = (cells: Uint8Array, list: Uint16Array) => {
    cells.fill(0);
    for (const cell of list) cells[cell] = 1;
  };
  return {
    toCue: layers.toCue.bind(layers),
    draw({ cue, target, recalled, number }: Drawn) {
      mark(firing.granules, memory.separate(cue).granules);
      for (const name of ['granules', 'pyramids'] as const) mark(stored[name], memory.codes[number][name]);
      layers.draw(0, (i) => (cue[i] === 0 ? CELL.missing : against(cue[i] > 0, cue[i] > 0 && target[i] > 0)), inputs);
      layers.draw(1, (i) => against(firing.granules[i] === 1, stored.granules[i] === 1), granules);
      layers.draw(2, (i) => against(firing.pyramids[i] === 1, stored.pyramids[i] === 1), pyramids);
      layers.draw(3, (i) => against(recalled[i] > 0, target[i] > 0), inputs);
      return layers.field;
    },
  };
}
