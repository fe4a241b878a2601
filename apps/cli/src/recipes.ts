import { existsSync } from 'node:fs';
import {
  createSimulation,
  type Dataset,
  decodeSnapshot,
  InputError,
  type Param,
  type Params,
  type ParamValue,
  type Preset,
  parseRecipe,
  type Recipe,
  type Simulation,
  type Snapshot,
  type System,
  suggestion,
} from '@selforg/core';
import { paletteInks } from '@selforg/render';
import { readBytes, readImage, readText } from './files.js';
import { type Flags, flagName, numberOf } from './flags.js';
import type { Call } from './verb.js';

/** A recipe from a file, as it is or under the key `recipe`, as render folders and `--json` write it. */
export function readRecipe(path: string): unknown {
  const text = readText('--recipe', path);
  const json = parseJson(text, path);
  const isWrapped = typeof json === 'object' && json !== null && 'recipe' in json;
  const recipe = parseRecipe(isWrapped ? json.recipe : json);
  if (recipe.palette !== undefined) paletteInks(recipe.palette); // Refuses a name that no palette has.
  return recipe;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError('--recipe', path, 'a recipe in JSON');
  }
}

export function readSnapshot(path: string): Snapshot {
  return decodeSnapshot(readBytes('--load', path));
}

/** The recipe that a command line names: a file, a snapshot or nothing, then the preset, then the flags. */
export function recipeOf(call: Call, flags: Flags): Recipe {
  const { system, snapshot } = call;
  if (!system) throw new TypeError('a verb without a system has no recipe');
  const fromFile = call.recipe as Recipe | undefined;
  checkSystem(system, fromFile, '--recipe');
  checkSystem(system, snapshot, '--load');
  const preset = call.text('preset');
  const settings = Object.entries(flags).flatMap(([name, { setting }]) => {
    const text = call.text(name);
    return setting && text !== undefined ? [[name, setting(text)]] : [];
  });
  const recipe = parseRecipe({
    ...(snapshot && { seed: snapshot.seed }),
    ...fromFile,
    system: system.id,
    params: {
      ...snapshot?.params,
      ...fromFile?.params,
      ...(preset !== undefined && findPreset(system, preset).params),
      ...givenParams(call, system),
    },
    ...Object.fromEntries(settings),
  });
  if (snapshot) checkSame(system, recipe, snapshot);
  return recipe;
}

/** Starts the recipe, or goes on from the snapshot. */
export function start(
  recipe: Recipe,
  snapshot: Snapshot | undefined,
  data: Readonly<Record<string, Dataset>>,
): Simulation {
  try {
    const simulation = createSimulation(recipe, { data });
    if (snapshot) simulation.restore(snapshot);
    return simulation;
  } catch (error) {
    // What JavaScript says when there is no room for an array.
    if (error instanceof RangeError) throw new InputError('size', undefined, 'a system that fits in memory');
    throw error;
  }
}

function findPreset(system: System, id: string): Preset {
  const ids = system.presets.map((preset) => preset.id);
  const preset = system.presets.find((candidate) => candidate.id === id);
  if (!preset) throw new InputError('preset', id, `one of ${ids.join(', ')}${suggestion(id, ids)}`);
  return preset;
}

function checkSystem(system: System, file: { system: string } | undefined, flag: string): void {
  if (file && file.system !== system.id) throw new InputError('system', system.id, `${file.system}, as in ${flag}`);
}

/** A run goes on under the parameters and the seed that it began with. */
function checkSame(system: System, { params, seed }: Recipe, snapshot: Snapshot): void {
  const fixed: Readonly<Record<string, unknown>> = { ...snapshot.params, seed: snapshot.seed };
  for (const [name, value] of Object.entries({ ...params, seed })) {
    if (system.params[name]?.isFree) continue;
    const saved = JSON.stringify(fixed[name]) ?? 'nothing';
    if (JSON.stringify(value) !== saved) throw new InputError(name, value, `${saved.slice(0, 60)}, as in --load`);
  }
}

function givenParams(call: Call, system: System): Params {
  const entries = Object.entries(call.params).map(([name, given]) => {
    return [name, paramValue(name, system.params[name], given)] as const;
  });
  return Object.fromEntries(entries) as Params;
}

/** A flag's text as a value of the parameter's kind; what does not fit is left for the schema to refuse. */
function paramValue(name: string, param: Param, given: unknown): unknown {
  switch (param.kind) {
    case 'number':
    case 'integer':
      return numberOf(given as string);
    case 'text':
      return param.file ? contentOf(name, param.file, given as string, param.check) : given;
    case 'images':
      return (given as readonly string[]).map((path) => readImage(flagName(name), path));
    default:
      return given as ParamValue;
  }
}

/** The content of the file of that name, or the text itself where there is no such file and it parses. */
function contentOf(name: string, ending: string, given: string, check: (text: string) => void = () => {}): string {
  const flag = flagName(name);
  const fromFile = given === '-' || existsSync(given);
  const text = fromFile ? readText(flag, given) : given;
  if (fromFile && text.trim() === '') throw new InputError(flag, given, `a ${ending} file with something in it`);
  try {
    check(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    if (!fromFile) throw new InputError(flag, given, `an existing ${ending} file, or ${error.expected}`);
    throw new InputError(`${error.field} of ${JSON.stringify(given)}`, error.value, error.expected);
  }
  return text;
}
