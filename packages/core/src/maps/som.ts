import { InputError } from '../contract/errors.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import type { Dataset } from '../data/dataset.js';
import { fingerprintOf } from '../data/fingerprint.js';
import { columnRanges } from '../data/projection.js';
import { evaluationSet, samplesOf } from '../data/samples.js';
import { Codebook } from './codebook.js';
import { confine } from './confine.js';
import { createGrid } from './grid.js';
import { initializeInto } from './initial-weights.js';
import { majorityLabels } from './majority-labels.js';
import { neighbourhoodsOf } from './neighbourhood.js';
import { scheduleOf } from './schedule.js';
import { refuseRepelling } from './som-options.js';
import { type SomParams, somParams } from './som-params.js';
import { inputSpaceFields, mapFields } from './som-pictures.js';
import { errorsOf, projectionOf, type UnitMap } from './som-quality.js';
import { fewRows } from './som-samples.js';
import { sourceOf } from './som-source.js';
import { somMeasures, somViews } from './som-views.js';

/**
 * Self-organizing map (Kohonen 1982, doi:10.1007/BF00337288). The unit nearest to the sample x wins, and every unit moves
 * by rate · h · (x − w), h falling with its distance to the winner on the map; a batch moves each unit by
 * rate · (m − w) towards the mean m of the samples, each as heavy as the h of its winner. Rate and radius fall with time.
 */
export const som = defineSystem({
  id: 'som',
  title: 'Self-organizing map',
  family: 'maps',
  about:
    'A sheet of units unfolds until neighbours on the sheet stand for neighbours in the data, as in the maps of the cortex.',
  source: {
    authors: 'Teuvo Kohonen',
    year: 1982,
    title: 'Self-organized formation of topologically correct feature maps',
    doi: '10.1007/BF00337288',
  },
  params: somParams,
  presets: [
    { id: 'square', title: 'Square', about: 'A sheet unfolds over a square.', params: {} },
    { id: 'ring', title: 'Ring', about: 'A sheet wraps itself around a ring.', params: { distribution: 'ring' } },
    {
      id: 'chain',
      title: 'Chain on a spiral',
      about: 'A one-dimensional map finds the thread of a spiral.',
      params: { distribution: 'spiral', columns: 200, rows: 1, radiusStart: 40, radiusEnd: 1, duration: 40000 },
    },
    {
      id: 'colours',
      title: 'Colours',
      about: 'Three-dimensional colours laid out on a plane.',
      params: { distribution: 'cube', columns: 40, rows: 40, radiusStart: 16, radiusEnd: 1 },
    },
    {
      id: 'hexagonal-torus',
      title: 'Colours on a torus',
      about: 'Hexagons without a border, so that every unit has six neighbours: the colours go round.',
      params: {
        distribution: 'cube',
        columns: 40,
        rows: 40,
        lattice: 'hexagonal',
        surface: 'torus',
        radiusStart: 12,
        radiusEnd: 1,
      },
    },
    {
      id: 'cube',
      title: 'A block of units in a cube',
      about: 'A map of three dimensions fills a cube evenly, as a sheet never could.',
      params: { distribution: 'cube', columns: 8, rows: 8, layers: 8, radiusStart: 4, radiusEnd: 0.5 },
    },
    {
      id: 'iris',
      title: 'Iris',
      about: 'Three species of iris by the lengths of their leaves: two of them touch, one stands apart.',
      params: {
        distribution: 'data',
        data: 'iris',
        standardize: true,
        columns: 14,
        rows: 10,
        lattice: 'hexagonal',
        initial: 'pca',
        training: 'batch',
        rateStart: 0.2,
        rateEnd: 0.2,
        radiusStart: 4,
        radiusEnd: 0.7,
      },
    },
    {
      id: 'digits',
      title: 'Handwritten digits',
      about: 'Pictures of 8×8 pixels: neighbouring units stand for similar handwriting.',
      params: { distribution: 'data', data: 'digits', columns: 24, rows: 16, radiusStart: 10, radiusEnd: 1 },
    },
    {
      id: 'mexican-hat',
      title: 'Mexican hat',
      about:
        'Units far from the winner are repelled: the sheet stretches to the very border, as a Gaussian one never does.',
      params: { neighbourhood: 'mexican-hat', radiusStart: 20, radiusEnd: 14, rateStart: 0.1, rateEnd: 0.003 },
    },
  ],
  views: somViews,
  measures: somMeasures,
  pace: 50,
  setup,
});

function setup(params: SomParams, context: Context): Model {
  const grid = createGrid(params);
  refuseRepelling(params.neighbourhood, params.training);
  const samples = samplesOf(params, context);
  const d = samples.dimensions;
  if (params.component > d)
    throw new InputError('component', params.component, `at most ${d}, the numbers of a sample`);
  const evaluated = withKnownLabels(evaluationSet(samples, context.random.stream('evaluation')));
  const source = sourceOf(samples, evaluated, params, context.random.stream('samples'));
  const schedule = scheduleOf(params, source.stepsAnEpoch);

  const codebook = new Codebook({ units: grid.units, dimensions: d, distance: params.distance });
  initializeInto(
    codebook.weights,
    codebook.stride,
    { grid, initial: params.initial },
    evaluated,
    context.random.stream('weights'),
  );
  const map: UnitMap = { grid, codebook, distance: params.distance };
  const neighbourhoods = neighbourhoodsOf(grid, params.neighbourhood);
  const ranges = columnRanges(evaluated.values, d);

  const fingerprint = fingerprintOf(evaluated.values);
  /** The time of the last step, for the measures; part of the state. */
  const clock = new Float64Array(1);
  const few = fewRows(evaluated, 128);
  const winners = new Int32Array(evaluated.rows);

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        const rate = schedule.rate(time);
        const radius = schedule.radius(time);
        if (params.training === 'online') codebook.train(source.next(time), neighbourhoods.forSample(radius), rate);
        else {
          source.accumulate(codebook, time);
          codebook.update(neighbourhoods.forBatch(radius), rate);
        }
        if (params.neighbourhood === 'mexican-hat') confine(codebook, ranges);
      }
      clock[0] = from + count;
    },
    fields: { ...inputSpaceFields(map, evaluated), ...mapFields(map, evaluated, params.component) },
    measures() {
      const { trustworthiness, neighbourhoodPreservation: preservation } = projectionOf(map, few, 12);
      const { labels } = evaluated;
      return {
        ...errorsOf(map, evaluated),
        trustworthiness,
        preservation,
        ...(labels && { purity: purityOf(labels) }),
        rate: schedule.rate(clock[0]),
        radius: schedule.radius(clock[0]),
      };
    },
    state: () => ({ weights: codebook.weights, clock, samples: fingerprint.state }),
    restored: fingerprint.check,
  };

  function purityOf(labels: Int32Array): number {
    codebook.bestMatches(evaluated.values, evaluated.rows, { winners });
    const { labels: classes } = majorityLabels(grid.units, winners, labels);
    let [right, known] = [0, 0];
    for (let i = 0; i < winners.length; i++) {
      if (labels[i] < 0) continue;
      known++;
      if (classes[winners[i]] === labels[i]) right++;
    }
    return right / known;
  }
}

/** Without the labels where none of them is known. */
function withKnownLabels(samples: Dataset): Dataset {
  if (samples.labels?.some((label) => label >= 0)) return samples;
  const { labels: _, ...unlabelled } = samples;
  return unlabelled;
}
