import { compactRecipe, parseRecipe, type Source, type System } from '@selforg/core';
import { jsonFlag } from '../common-flags.js';
import { EXIT } from '../errors.js';
import { flagName, paramTakes } from '../flags.js';
import { colours, definitions, printJson, printLines, wrap } from '../output.js';
import type { Verb } from '../verb.js';
import { render } from './render.js';
import { run } from './run.js';

export const info: Verb = {
  name: 'info',
  about: 'Tell everything about one system.',
  operands: ['<system>'],
  system: 'named',
  flags: jsonFlag,
  examples: ({ id }) => [`selforg info ${id}`, `selforg info ${id} --json`],
  act(call) {
    const system = call.system as System;
    const examples = [...run.examples(system), ...render.examples(system)];
    // Functions (`create`, the checks of texts) do not go into JSON.
    if (call.has('json')) printJson({ ...system, recipe: compactRecipe(parseRecipe({ system: system.id })), examples });
    else printLines(page(system, examples));
    return EXIT.done;
  },
};

/** Authors, year, title and DOI of the paper that defines a system. */
export const sourceLine = ({ authors, year, title, doi }: Source): string =>
  `${authors} ${year}. ${title}.${doi ? ` https://doi.org/${doi}` : ''}`;

function page(system: System, examples: readonly string[]): string[] {
  const { id, title, family, about, source, params, presets, views, measures, pace, brush } = system;
  return [
    `${colours.bold(title)} (${id}, ${family})`,
    ...wrap(about, '  '),
    ...wrap(sourceLine(source), '  '),
    ...section(
      'Parameters',
      Object.entries(params).map(([name, param]) => [flagName(name), `${param.about} ${paramTakes(param)}.`]),
    ),
    ...section(
      'Presets',
      presets.map((preset) => [preset.id, `${preset.title}: ${preset.about}`]),
    ),
    ...section(
      'Views',
      views.map((view) => [view.id, `${view.about} Palette ${view.palette}.`]),
    ),
    ...section(
      'Measures',
      measures.map((measure) => [measure.id, measure.about + (measure.unit ? ` [${measure.unit}]` : '')]),
    ),
    ...section('Pace', [
      ['--every', `${pace} ${pace === 1 ? 'step' : 'steps'} from one frame to the next show it well.`],
    ]),
    ...(brush ? section('Brush', [['paint', brush.about]]) : []),
    '',
    colours.bold('Examples'),
    ...examples.map((line) => `  $ ${line}`),
  ];
}

function section(title: string, entries: readonly (readonly [string, string])[]): string[] {
  return entries.length === 0 ? [] : ['', colours.bold(title), ...definitions(entries)];
}
