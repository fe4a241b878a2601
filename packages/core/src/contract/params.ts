import { InputError, suggestion } from './errors.js';

// A parameter is described once, as data. From the description come the TypeScript type, the validation,
// the flag of the command line, the control in the studio's panel, the query of a URL and a row in the docs.

interface Described {
  /** One sentence: what it does. */
  readonly about: string;
  /** Set where it changes nothing of what comes out, such as a limit of memory: a snapshot may go on under another. */
  readonly isFree?: true;
}

export interface NumberParam extends Described {
  readonly kind: 'number' | 'integer';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  /** How a slider should travel: `log` where the useful values span decades. */
  readonly scale?: 'linear' | 'log';
}

export interface BooleanParam extends Described {
  readonly kind: 'boolean';
  readonly default: boolean;
}

export interface ChoiceParam<T extends string = string> extends Described {
  readonly kind: 'choice';
  readonly default: T;
  readonly options: readonly T[];
}

export interface TextParam extends Described {
  readonly kind: 'text';
  readonly default: string;
  /** Throws an {@link InputError} when the text does not parse. */
  readonly check?: (text: string) => void;
  /** Set where the text is the content of a file: the file name's usual ending, e.g. `.rle`. */
  readonly file?: string;
  /** Endings of all files that it reads, where there are more than that. */
  readonly accept?: readonly string[];
  /** Names that may stand for a text, to choose from: the patterns of a library. */
  readonly names?: readonly TextName[];
}

/** A name that stands for a text. */
export interface TextName {
  readonly id: string;
  readonly title: string;
  readonly about: string;
}

/** PNG images, each as a `data:image/png;base64,…` URL, so that a recipe carries its own input. */
export interface ImagesParam extends Described {
  readonly kind: 'images';
  readonly default: readonly string[];
  /** The largest number of images. */
  readonly max: number;
  /** What other parameters become, unless they are given too, once there are images: the choice that makes them count. */
  readonly implies?: Params;
}

/** The name of a data set: one that comes with Selforg, or one that the caller gives beside the recipe. */
export interface DatasetParam extends Described {
  readonly kind: 'dataset';
  readonly default: string;
  /** What other parameters become, unless they are given too, once a set is named: the choice that makes it count. */
  readonly implies?: Params;
}

export type Param = NumberParam | BooleanParam | ChoiceParam | TextParam | ImagesParam | DatasetParam;
export type ParamsSchema = Readonly<Record<string, Param>>;
export type ParamValue = number | boolean | string | readonly string[];
export type Params = Readonly<Record<string, ParamValue>>;

type ValueOf<P extends Param> =
  P extends ChoiceParam<infer T> ? T : P extends { readonly default: infer V } ? Widen<V> : never;
type Widen<V> = V extends number ? number : V extends boolean ? boolean : V extends string ? string : readonly string[];

/** The parameters that a schema describes, complete and typed. */
export type ParamsOf<S extends ParamsSchema> = { readonly [K in keyof S]: ValueOf<S[K]> };

export const number = (spec: Omit<NumberParam, 'kind'>): NumberParam => ({ kind: 'number', ...spec });
export const integer = (spec: Omit<NumberParam, 'kind'>): NumberParam => ({ kind: 'integer', ...spec });
export const boolean = (spec: Omit<BooleanParam, 'kind'>): BooleanParam => ({ kind: 'boolean', ...spec });
export const text = (spec: Omit<TextParam, 'kind'>): TextParam => ({ kind: 'text', ...spec });
export const dataset = (spec: Omit<DatasetParam, 'kind'>): DatasetParam => ({ kind: 'dataset', ...spec });
export const images = (spec: Omit<ImagesParam, 'kind' | 'default'>): ImagesParam => ({
  kind: 'images',
  default: [],
  ...spec,
});
export function choice<const T extends string>(
  options: readonly T[],
  spec: { default: NoInfer<T>; about: string },
): ChoiceParam<T> {
  return { kind: 'choice', options, ...spec };
}

/**
 * Completes `input` with the schema's defaults and checks every value.
 * @throws InputError for a name that the schema lacks (with the nearest one), a wrong type or a value out of range.
 */
export function parseParams<S extends ParamsSchema>(schema: S, input: unknown = {}): ParamsOf<S> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new InputError('params', input, 'an object of parameters');
  }
  for (const name of Object.keys(input)) {
    if (!Object.hasOwn(schema, name)) throw unknownParam(name, Object.keys(schema));
  }
  const given = input as Record<string, unknown>;
  const defaults = defaultsBeside(schema, given);
  const parsed = Object.entries(schema).map(([name, param]) => {
    return [name, parseParam(name, param, given[name] === undefined ? defaults[name] : given[name])];
  });
  return Object.fromEntries(parsed) as ParamsOf<S>;
}

/** What the parameters are where they are not given: their defaults, and what the images or the data set that are given imply. */
export function defaultsBeside(schema: ParamsSchema, given: Readonly<Record<string, unknown>>): Params {
  const implied = Object.entries(schema).map(([name, param]) => {
    const value = given[name];
    if (param.kind === 'images') return Array.isArray(value) && value.length > 0 ? param.implies : undefined;
    if (param.kind === 'dataset') return value !== undefined && value !== param.default ? param.implies : undefined;
    return undefined;
  });
  const defaults = Object.entries(schema).map(([name, param]) => [name, param.default]);
  return Object.assign(Object.fromEntries(defaults), ...implied);
}

export function unknownParam(name: string, known: readonly string[]): InputError {
  return new InputError('parameter', name, `one of ${known.join(', ')}${suggestion(name, known)}`);
}

/** Checks one value against its description. */
export function parseParam(name: string, param: Param, value: unknown): ParamValue {
  switch (param.kind) {
    case 'number':
    case 'integer':
      return parseNumber(name, param, value);
    case 'boolean':
      if (typeof value !== 'boolean') throw new InputError(name, value, 'true or false');
      return value;
    case 'choice':
      if (typeof value !== 'string' || !param.options.includes(value)) {
        throw new InputError(name, value, `one of ${param.options.join(', ')}${suggestion(value, param.options)}`);
      }
      return value;
    case 'text':
      if (typeof value !== 'string') throw new InputError(name, value, 'a text');
      param.check?.(value);
      return value;
    case 'dataset':
      if (typeof value !== 'string') throw new InputError(name, value, 'the name of a data set');
      return value;
    case 'images':
      return parseImages(name, param, value);
  }
}

function parseNumber(name: string, param: NumberParam, value: unknown): number {
  const fits = typeof value === 'number' && value >= param.min && value <= param.max;
  if (!fits || (param.kind === 'integer' && !Number.isInteger(value))) {
    const noun = param.kind === 'integer' ? 'an integer' : 'a number';
    throw new InputError(
      name,
      value,
      `${noun} from ${param.min} to ${param.max}${param.unit ? ` (${param.unit})` : ''}`,
    );
  }
  return value;
}

function parseImages(name: string, param: ImagesParam, value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length > param.max) {
    throw new InputError(name, value, `a list of at most ${param.max} PNG images`);
  }
  for (const url of value) {
    if (typeof url !== 'string' || !url.startsWith('data:image/png;base64,')) {
      throw new InputError(name, url, 'a PNG image as a data:image/png;base64 URL');
    }
  }
  return value;
}
