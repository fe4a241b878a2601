import { dense, type Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { createRandom } from '../random/random.js';
import { SpaceTime } from './space-time.js';
import { Trace } from './trace.js';
import { GatedBuffers } from './working-memory-buffers.js';
import { GATINGS, MemoryTask } from './working-memory-task.js';

const steps = (value: number, min: number, about: string) =>
  integer({ default: value, min, max: 10000, unit: 'steps of 10 ms', scale: 'log', about });

const params = {
  slots: integer({ default: 12, min: 1, max: 32, about: 'Number of buffers that items can be put in.' }),
  features: integer({ default: 24, min: 2, max: 64, about: 'Features of an item, each on or off.' }),
  items: integer({ default: 5, min: 0, max: 24, about: 'Items to remember, shown one after the other.' }),
  distractors: integer({ default: 0, min: 0, max: 24, about: 'What is shown afterwards and not to be remembered.' }),
  gate: choice(GATINGS, {
    default: 'selective',
    about: 'What the gate lets in: items only, everything, or nothing.',
  }),
  inhibition: number({
    default: 0.031,
    min: 0,
    max: 1,
    scale: 'log',
    about: 'How much each active slot holds the others down: it sets how many items fit.',
  }),
  interference: number({ default: 0.04, min: 0, max: 1, about: 'How much of what the others hold leaks into a slot.' }),
  leak: number({ default: 0, min: 0, max: 1, about: 'Share of what is shown that passes a shut gate.' }),
  noise: number({ default: 0.02, min: 0, max: 1, about: 'Deviation of chance over a time constant of 100 ms.' }),
  presentation: steps(20, 1, 'How long each is shown.'),
  interval: steps(10, 1, 'Pause after each.'),
  delay: steps(200, 1, 'How long all must be held before the next trial.'),
};

type MemoryParams = ParamsOf<typeof params>;

/**
 * Gated working memory: slots that compete (Edin & al. 2009, doi:10.1073/pnas.0901894106) behind gates of the basal ganglia
 * (O'Reilly & Frank 2006, doi:10.1162/089976606775093909). Inhibition between slots leaves room for some seven at once, as
 * Miller (1956, doi:10.1037/h0043158) counted; one more and another is lost.
 */
export const workingMemory = defineSystem({
  id: 'working-memory',
  title: 'Working memory',
  family: 'neurons',
  about:
    'Items shown one after the other are held by activity that keeps itself up; a gate decides what enters, and some seven fit.',
  source: {
    authors: 'Randall C. O’Reilly, Michael J. Frank',
    year: 2006,
    title: 'Making working memory work: a computational model of learning in the prefrontal cortex and basal ganglia',
    doi: '10.1162/089976606775093909',
  },
  params,
  presets: [
    { id: 'five', title: 'Five items', about: 'Five items are shown and all five are held until the end.', params: {} },
    {
      id: 'overflow',
      title: 'Ten items',
      about: 'More than fit: each item beyond the seventh drives another one out.',
      params: { items: 10 },
    },
    {
      id: 'distractors-shut',
      title: 'Distractors, gate shut',
      about: 'Six items, then six that are not to be remembered: the gate stays shut and nothing is lost.',
      params: { items: 6, distractors: 6 },
    },
    {
      id: 'distractors-open',
      title: 'Distractors, gate open',
      about: 'The same with a gate that opens to everything: the distractors push the items out.',
      params: { items: 6, distractors: 6, gate: 'always' },
    },
    {
      id: 'interference',
      title: 'Interference',
      about: 'Slots that leak into each other: items are held, but their features go wrong.',
      params: { items: 7, interference: 0.16, delay: 400 },
    },
  ],
  views: [
    {
      id: 'buffers',
      title: 'Buffers',
      about:
        'On top what is shown; below, each row a slot with its features; at its right end its gate, open or shut, and its activity.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'buffers', as: 'scalar' }],
    },
    {
      id: 'timeline',
      title: 'What is held',
      about:
        'Each row an item, in the order shown, distractors last; time runs to the right; bright as long as some slot holds it.',
      palette: 'inferno',
      layers: [{ kind: 'image', field: 'timeline', as: 'scalar' }],
    },
    {
      id: 'count',
      title: 'Items over time',
      about: 'Items shown so far, slots that hold something, and items held rightly.',
      palette: 'ink',
      axes: { x: { title: 'time', unit: 's' }, y: { title: 'items' } },
      layers: [
        { kind: 'curve', field: 'shownTrace', colour: 'faint', title: 'shown' },
        { kind: 'curve', field: 'heldTrace', colour: 'first', title: 'slots in use' },
        { kind: 'curve', field: 'correctTrace', colour: 'second', title: 'items right' },
      ],
    },
    {
      id: 'activity',
      title: 'Slots',
      about: 'Activity of each slot.',
      palette: 'ink',
      layers: [{ kind: 'bars', field: 'activity' }],
    },
    {
      id: 'span',
      title: 'Memory span',
      about: 'Items held rightly at the end of a trial against items shown, one trial each with these settings.',
      palette: 'ink',
      axes: { x: { title: 'items shown' }, y: { title: 'items right' } },
      layers: [
        { kind: 'curve', field: 'perfect', colour: 'faint', title: 'all' },
        { kind: 'curve', field: 'span', colour: 'accent', title: 'held' },
      ],
    },
  ],
  measures: [
    { id: 'held', title: 'Slots in use', about: 'Slots that hold something.' },
    {
      id: 'correct',
      title: 'Items right',
      about: 'Items of this trial that are held with nine features of ten right.',
    },
    {
      id: 'mean',
      title: 'Items right at the end',
      about: 'Mean over the trials done so far; 0 before the first is done.',
    },
  ],
  pace: 1,
  brush: { about: 'Switch features on and keep their slots active, or switch them off.', radius: 1 },
  setup,
});

const WINDOW = 400;
/** Of the timeline's picture, in rows. */
const HEIGHT = 240;
const SECONDS = 0.01;
/** Rows and columns of the picture before the slots and after the features. */
const HEAD = 2;
const TAIL = 4;
const MOST_ITEMS = 12;

function setup(params: MemoryParams, { random, seed }: Context): Model {
  const { slots, features } = params;
  const buffers = new GatedBuffers(params);
  const task = new MemoryTask(buffers, params, random.stream('task'));
  const clock = new Float64Array(1);
  const timeline = new SpaceTime(Math.max(1, task.shown), WINDOW, [0, 1]);
  const strengths = new Float64Array(timeline.width);
  const traces = { shown: new Trace(WINDOW), held: new Trace(WINDOW), correct: new Trace(WINDOW) };
  const [rows, columns] = [slots + HEAD, features + TAIL];
  const picture = new Float32Array(rows * columns);
  const bars = new Float32Array(slots);
  const thick = Math.max(4, Math.floor(HEIGHT / timeline.width));
  const bands = new Float32Array(timeline.width * thick * WINDOW);
  let span: Float32Array | undefined;

  function record(time: number): void {
    const t = (time - 1) % task.duration;
    for (let n = 0; n < task.shown; n++) strengths[n] = Math.max(0, buffers.strengthOf(task.patternOf(n)));
    timeline.push(strengths);
    clock[0] = time;
    const now = time * SECONDS;
    traces.shown.push(now, task.itemsBy(t));
    traces.held.push(now, buffers.held());
    traces.correct.push(now, task.correct(t));
  }

  const traceField = (trace: Trace) => (): Field => {
    const end = Math.max(clock[0], WINDOW) * SECONDS;
    return trace.field([
      [end - WINDOW * SECONDS, end],
      [0, Math.max(params.items, 8) + 1],
    ]);
  };

  function draw(): Field {
    picture.fill(0);
    for (let f = 0; f < features; f++) picture[f] = task.input[f];
    for (let s = 0; s < slots; s++) {
      const at = (s + HEAD) * columns;
      for (let f = 0; f < features; f++)
        picture[at + f] = buffers.content[s * features + f] * Math.min(1, buffers.activity[s] + buffers.gates[s]);
      picture[at + features + 1] = buffers.gates[s] > 0 ? 1 : -0.15;
      picture[at + features + 3] = Math.min(1, buffers.activity[s]);
    }
    return dense(picture, [rows, columns], [[-1, 1]]);
  }

  /** Rows as high as fills the picture, with a dark line between two. */
  function drawTimeline(): Field {
    for (let t = 0; t < WINDOW; t++) {
      for (let n = 0; n < timeline.width; n++) {
        const strength = timeline.at(WINDOW - 1 - t, n);
        for (let y = 0; y < thick - 1; y++) bands[(n * thick + y) * WINDOW + t] = strength;
      }
    }
    return dense(bands, [timeline.width * thick, WINDOW], [[0, 1]]);
  }

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        task.step(time);
        record(time + 1);
      }
    },
    fields: {
      buffers: draw,
      timeline: drawTimeline,
      shownTrace: traceField(traces.shown),
      heldTrace: traceField(traces.held),
      correctTrace: traceField(traces.correct),
      activity() {
        bars.set(buffers.activity);
        return dense(bars, [slots], [[0, 1]]);
      },
      perfect: () => dense(Float32Array.of(0, 0, MOST_ITEMS, MOST_ITEMS), [2, 2], SPAN_RANGE),
      span() {
        span ??= spanCurve(params, seed);
        return dense(span, [MOST_ITEMS + 1, 2], SPAN_RANGE);
      },
    },
    measures() {
      const [trials, right] = task.score;
      const t = Math.max(0, clock[0] - 1) % task.duration;
      return {
        held: buffers.held(),
        correct: clock[0] > 0 ? task.correct(t) : 0,
        mean: trials > 0 ? right / trials : 0,
      };
    },
    state: () => ({
      activity: buffers.activity,
      content: buffers.content,
      gates: buffers.gates,
      patterns: task.patterns,
      input: task.input,
      score: task.score,
      clock,
      timeline: timeline.data,
      timelineCursor: timeline.cursor,
      ...Object.fromEntries(
        Object.entries(traces).flatMap(([name, { data, cursor }]) => [
          [name, data],
          [`${name}Cursor`, cursor],
        ]),
      ),
    }),
    edit({ x, y, radius, erase }) {
      for (let s = 0; s < slots; s++) {
        if (Math.abs(s + HEAD + 0.5 - y) > Math.max(radius, 0.5)) continue;
        if (!erase) buffers.activity[s] = 1;
        for (let f = 0; f < features; f++) {
          if (Math.abs(f + 0.5 - x) <= Math.max(radius, 0.5)) buffers.content[s * features + f] = erase ? -1 : 1;
        }
      }
    },
  };
}

const SPAN_RANGE: Field['range'] = [
  [0, MOST_ITEMS],
  [0, MOST_ITEMS],
];

/** One trial for each number of items, of the same settings but without distractors and with a short delay. */
function spanCurve(params: MemoryParams, seed: number): Float32Array {
  const curve = new Float32Array(2 * (MOST_ITEMS + 1));
  for (let items = 0; items <= MOST_ITEMS; items++) {
    const buffers = new GatedBuffers(params);
    const times = {
      presentation: Math.min(params.presentation, 20),
      interval: Math.min(params.interval, 10),
      delay: 100,
    };
    const task = new MemoryTask(buffers, { ...times, items, distractors: 0, gate: params.gate }, createRandom(seed));
    for (let t = 0; t < task.duration; t++) task.step(t);
    curve.set([items, task.correct(task.duration - 1)], 2 * items);
  }
  return curve;
}
