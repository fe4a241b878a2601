import { data, InputError, type Param, type System } from '@selforg/core';
import { Option } from 'commander';

/** A flag of the command line itself; those of parameters are made of a system's schema. */
export interface Flag {
  /** What stands for its value in the help; a switch has none. */
  readonly value?: string;
  readonly about: string;
  /** Set where it may be given again and again. */
  readonly repeats?: true;
  /** Set where the flag writes the recipe's key of the same name: how its text is read. */
  readonly setting?: (text: string) => unknown;
  /** What the help says can be given, where it depends on the system. */
  readonly oneOf?: (system: System | undefined) => readonly string[];
}
export type Flags = Readonly<Record<string, Flag>>;

/** `offsetX` → `--offset-x`. */
export const flagName = (name: string): string =>
  `--${name.replace(/[A-Z]+/g, (capitals, at) => `${at > 0 ? '-' : ''}${capitals.toLowerCase()}`)}`;

/** The number that a text writes, `1e6` and `2^20` among them; any other text as it is, for the schema to refuse. */
export function numberOf(text: string): number | string {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  const power = /^(\d+(?:\.\d+)?)\^(\d+)$/.exec(text);
  return power ? Number(power[1]) ** Number(power[2]) : text;
}

/**
 * The whole number given with a flag.
 * @throws InputError where it is none, or beyond its range
 */
export function wholeNumber(
  call: { text(flag: string): string | undefined },
  name: string,
  { min, max, standard }: { readonly min: number; readonly max: number; readonly standard: number },
): number {
  const text = call.text(name);
  const value = text === undefined ? standard : numberOf(text);
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new InputError(name, value, `an integer from ${min} to ${max}`);
}

/** `640x480` → [640, 480]. */
export function sizeOf(text: string): readonly [number, number] {
  const match = /^(\d+)[x×](\d+)$/i.exec(text);
  if (!match) throw new InputError('size', text, 'width and height in pixels, e.g. 640x480');
  return [Number(match[1]), Number(match[2])];
}

/** Commander's options for the flags of a verb, described for a system where one is known. */
export function flagOptions(flags: Flags, system?: System): Option[] {
  return Object.entries(flags).map(([name, { value, about, oneOf, repeats }]) => {
    const names = oneOf?.(system) ?? [];
    const help = names.length > 0 ? `${about} One of ${names.join(', ')}.` : about;
    const option = new Option(value ? `${flagName(name)} <${value}>` : flagName(name), help).helpGroup('Flags:');
    return repeats ? option.argParser(collect) : option;
  });
}

/** A parameter's flag as commander knows it; a boolean has two options, of which one shows in the help. */
export function paramOptions({ id, params }: Pick<System, 'id' | 'params'>): Option[] {
  return Object.entries(params).flatMap(([name, param]) => {
    const group = `Parameters of ${id}:`;
    const flag = flagName(name);
    const help = paramHelp(param);
    if (param.kind === 'boolean') {
      const [on, off] = [new Option(flag, help), new Option(flag.replace('--', '--no-'), help)];
      return [on.hideHelp(param.default), off.hideHelp(!param.default)].map((option) => option.helpGroup(group));
    }
    const option = new Option(`${flag} <${placeholder(param)}>`, help).helpGroup(group);
    return [param.kind === 'images' ? option.argParser(collect) : option];
  });
}

const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

function placeholder(param: Param): string {
  if (param.kind === 'choice') return 'NAME';
  if (param.kind === 'dataset') return 'NAME|FILE';
  if (param.kind === 'images' || (param.kind === 'text' && param.file)) return 'FILE';
  return param.kind === 'text' ? 'TEXT' : 'N';
}

/** What a parameter does and takes, as one line of help. */
export const paramHelp = (param: Param): string => `${param.about} ${paramTakes(param)}.`;

/** Type, range, unit and default. */
export function paramTakes(param: Param): string {
  switch (param.kind) {
    case 'number':
    case 'integer': {
      const unit = param.unit ? ` ${param.unit}` : '';
      return `${capital(param.kind)} from ${param.min} to ${param.max}${unit}, default ${param.default}`;
    }
    case 'boolean':
      return `${param.default ? 'On' : 'Off'} by default`;
    case 'choice':
      return `One of ${param.options.join(', ')}, default ${param.default}`;
    case 'text': {
      const kind = param.file ? `A ${param.file} file, or its text` : 'Text';
      return `${kind}, default ${param.default === '' ? 'none' : param.default}`;
    }
    case 'dataset': {
      const names = data.builtInSets.map(({ name }) => name).join(', ');
      return `${names}, another of those that selforg data lists, or a CSV, NPY or IDX file; default ${param.default || 'none'}`;
    }
    case 'images':
      return `PNG files, at most ${param.max}: repeat the flag`;
  }
}

const capital = (word: string): string => word[0].toUpperCase() + word.slice(1);
