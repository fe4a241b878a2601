import { parseArgs } from 'node:util';
import { InputError, suggestion, systems } from '@selforg/core';
import { unknownFlag } from './errors.js';
import { flagName } from './flags.js';
import type { Verb } from './verb.js';

/** What a command line says before it is known which verb and system it is about. */
export interface Scan {
  readonly verb: Verb | undefined;
  readonly help: boolean;
  readonly version: boolean;
  /** The arguments without the verb. */
  readonly rest: readonly string[];
  /** The first operand that names a system, or else the first operand: behind a misspelled flag may stand its value. */
  readonly system: string | undefined;
  readonly recipe: string | undefined;
  readonly load: string | undefined;
}

/**
 * Finds verb and operands wherever they stand among the flags. Which flags take a value is read off the flags of all
 * verbs and systems, so that `run --density 0.3 life` and `run life --density=0.3` are the same.
 */
export function scan(args: readonly string[], verbs: readonly Verb[]): Scan {
  const options = allOptions(verbs);
  const { values, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  let found = tokens.filter((token) => token.kind === 'positional');
  const asked = found[0]?.value === 'help';
  if (asked) found = found.slice(1);
  const unknown = tokens.find((token) => token.kind === 'option' && !Object.hasOwn(options, token.name));
  const known = Object.keys(options)
    .filter(({ length }) => length > 1)
    .map((option) => `--${option}`);
  const name = found[0]?.value;
  const verb = verbs.find((candidate) => candidate.name === name);
  if (name !== undefined && !verb) {
    if (unknown?.kind === 'option') throw unknownFlag(unknown.rawName, known);
    throw unknownVerb(name, verbs);
  }
  const action = verb?.actions && actionOf(verb, found[1]?.value);
  const words = action ? 2 : 1;
  const operands = found.slice(words).map(({ value }) => value);
  const system = operands.find(isSystem);
  if (verb?.system && unknown?.kind === 'option' && !system && !values.recipe && !values.load) {
    throw unknownFlag(unknown.rawName, known);
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    verb: action ?? verb,
    help: asked || values.help === true || values.h === true,
    version: values.version === true || values.v === true,
    rest: args.filter((_, at) => {
      const isName = found.slice(0, words).some(({ index }) => index === at);
      return !isName && !(asked && at < (found[0]?.index ?? 1));
    }),
    system: system ?? operands[0],
    recipe: text(values.recipe),
    load: text(values.load),
  };
}

const isSystem = (name: string): boolean => systems.some(({ id }) => id === name);

function allOptions(verbs: readonly Verb[]): Record<string, { type: 'string' | 'boolean' }> {
  const options: Record<string, { type: 'string' | 'boolean' }> = {
    help: { type: 'boolean' },
    h: { type: 'boolean' },
    version: { type: 'boolean' },
    v: { type: 'boolean' },
  };
  for (const { flags } of verbs.flatMap((verb) => [verb, ...(verb.actions ?? [])])) {
    for (const [name, { value }] of Object.entries(flags)) {
      options[flagName(name).slice(2)] = { type: value ? 'string' : 'boolean' };
    }
  }
  for (const { params } of systems) {
    for (const [name, { kind }] of Object.entries(params)) {
      const flag = flagName(name).slice(2);
      options[flag] = { type: kind === 'boolean' ? 'boolean' : 'string' };
      if (kind === 'boolean') options[`no-${flag}`] = { type: 'boolean' };
    }
  }
  return options;
}

/**
 * The action that the second word names; nothing where there is no such word.
 * @throws InputError for another word
 */
function actionOf({ name, actions = [] }: Verb, word: string | undefined): Verb | undefined {
  const action = actions.find((candidate) => candidate.name === `${name} ${word}`);
  if (action || word === undefined) return action;
  const words = actions.map((candidate) => candidate.name.slice(name.length + 1));
  throw new InputError(name, word, `one of ${words.join(', ')}${suggestion(word, words)}`);
}

function unknownVerb(name: string, verbs: readonly Verb[]): InputError {
  const names = verbs.map((verb) => verb.name);
  const near = isSystem(name) ? `; did you mean "run ${name}"?` : suggestion(name, names);
  return new InputError('verb', name, `one of ${names.join(', ')}${near}`);
}
