import { readFileSync } from 'node:fs';
import { findSystem, InputError, type System } from '@selforg/core';
import { type Scan, scan } from './arguments.js';
import { commandOf, overview, readFlags } from './command.js';
import { EXIT, report } from './errors.js';
import { readRecipe, readSnapshot } from './recipes.js';
import type { Call, Verb } from './verb.js';
import { verbs } from './verbs/index.js';

/** Runs one command line and returns the exit code; what it has to say goes to stdout, what went wrong to stderr. */
export async function main(args: readonly string[]): Promise<number> {
  quietOnClosedPipe();
  try {
    const scanned = scan(args, verbs);
    const { verb } = scanned;
    if (scanned.version) return print(version());
    if (!verb) {
      if (scanned.help || args.length === 0) return print(overview(verbs, version()));
      throw new InputError('verb', undefined, `one of ${verbs.map(({ name }) => name).join(', ')}`);
    }
    if (scanned.help) return help(verb, scanned);
    return await verb.act(callOf(verb, scanned));
  } catch (error) {
    return report(error);
  }
}

function help(verb: Verb, { system: name }: Scan): number {
  const system = verb.system && name !== undefined ? findSystem(name) : undefined;
  commandOf(verb, system).outputHelp();
  return EXIT.done;
}

function callOf(verb: Verb, { system: name, rest, recipe: recipeFile, load }: Scan): Call {
  const recipe = verb.flags.recipe && recipeFile !== undefined ? readRecipe(recipeFile) : undefined;
  const snapshot = verb.flags.load && load !== undefined ? readSnapshot(load) : undefined;
  const system = verb.system ? systemOf(name, [recipe, snapshot]) : undefined;
  const { operands, given } = readFlags(commandOf(verb, system), rest);
  checkOperands(verb, operands);
  const params = verb.system === 'with parameters' && system ? system.params : {};
  return {
    operands: verb.system ? operands.slice(1) : operands,
    ...(system && { system }),
    ...(recipe !== undefined && { recipe }),
    ...(snapshot && { snapshot }),
    params: Object.fromEntries(
      Object.keys(params)
        .map((name) => [name, given(name)] as const)
        .filter(([, value]) => value !== undefined),
    ),
    has: (flag) => given(flag) !== undefined,
    text: (flag) => given(flag) as string | undefined,
    texts: (flag) => (given(flag) as readonly string[] | undefined) ?? [],
  };
}

/** The system that the operand names, or else the first of what was read from files. */
function systemOf(operand: string | undefined, files: readonly unknown[]): System {
  const named = files.find((file) => file !== undefined) as { system?: unknown } | undefined;
  return findSystem(operand ?? named?.system);
}

function checkOperands({ name, operands: expected }: Verb, given: readonly string[]): void {
  const usage = ['selforg', name, ...expected].join(' ');
  if (given.length > expected.length) throw new InputError('argument', given[expected.length], usage);
  const missing = expected[given.length];
  if (missing && !missing.startsWith('[')) throw new InputError(missing.slice(1, -1).toUpperCase(), undefined, usage);
}

function version(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return version;
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return EXIT.done;
}

/** `selforg list | head -1` closes our stdout early: that is no error. */
function quietOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
}
