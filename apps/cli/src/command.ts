import { type System, systems } from '@selforg/core';
import { Command, Option } from 'commander';
import { isCommanderError, usageError } from './errors.js';
import { flagName, flagOptions, paramOptions } from './flags.js';
import { definitions } from './output.js';
import type { Verb } from './verb.js';

/** The verb as a command: with a system, that system's parameters are among its flags. */
export function commandOf(verb: Verb, system?: System): Command {
  const withParams = verb.system === 'with parameters' ? system : undefined;
  const command = new Command(withParams ? `selforg ${verb.name} ${withParams.id}` : `selforg ${verb.name}`)
    .description(withParams ? `${verb.about}\n\n${withParams.title}: ${withParams.about}` : verb.about)
    .usage([...(withParams ? verb.operands.slice(1) : verb.operands), '[flags]'].join(' '))
    .allowExcessArguments()
    .exitOverride()
    .configureOutput({ writeErr() {} })
    .configureHelp({ helpWidth: helpWidth(), showGlobalOptions: false });
  for (const option of withParams ? paramOptions(withParams) : []) command.addOption(option);
  for (const option of flagOptions(verb.flags, withParams)) command.addOption(option);
  command.addHelpOption(new Option('-h, --help', 'Show this help.').helpGroup('Flags:'));
  return command.addHelpText('after', helpTail(verb, withParams));
}

/** The page that `selforg` alone shows. */
export function overview(verbs: readonly Verb[], version: string): string {
  const lines = definitions(verbs.map((verb) => [[verb.name, ...verb.operands].join(' '), verb.about]));
  return [
    `selforg ${version}: run self-organizing systems, export frames, open the studio.`,
    `Usage: selforg <verb> [flags], flags anywhere\n\n${lines.join('\n')}`,
    `Every verb has its own page: selforg <verb> --help`,
    `Examples:\n${verbs.map((verb) => `  $ ${verb.examples(systems[0])[0]}`).join('\n')}`,
    `Exit codes: 0 done, 1 a defect, 2 bad input, 130 interrupted`,
  ].join('\n\n');
}

/**
 * Reads the flags.
 * @returns the operands, and each flag that was given with its text
 * @throws InputError for a flag that the command does not have or that lacks its value
 */
export function readFlags(command: Command, args: readonly string[]) {
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    throw isCommanderError(error) ? usageError(error, command) : error;
  }
  const given = (name: string): unknown => {
    const key = new Option(flagName(name)).attributeName();
    return command.getOptionValueSource(key) === 'cli' ? command.getOptionValue(key) : undefined;
  };
  return { operands: command.args, given };
}

const helpWidth = (): number => Math.min(process.stdout.columns ?? 100, 110);

function helpTail(verb: Verb, system: System | undefined): string {
  const actions = (verb.actions ?? []).map(
    ({ name, operands, about }) => [[name, ...operands].join(' '), about] as const,
  );
  const parts = actions.length > 0 ? ['Actions, each with its own page:', ...definitions(actions), ''] : [];
  const examples = ['Examples:', ...verb.examples(system ?? systems[0]).map((line) => `  $ ${line}`)];
  if (verb.system !== 'with parameters') return `\n${[...parts, ...examples].join('\n')}`;
  const list = system
    ? ['Presets:', ...definitions(system.presets.map(({ id, about }) => [id, about]))]
    : [
        `Systems, each with its own flags (selforg ${verb.name} <system> --help):`,
        ...definitions(systems.map(({ id, title }) => [id, title])),
      ];
  return `\n${[...list, '', ...examples].join('\n')}`;
}
