import {
  asPattern,
  findSystem,
  InputError,
  isGzip,
  type ParamValue,
  parseParams,
  parsePattern,
  type Recipe,
  type System,
  systems,
  unpackGzip,
} from '@selforg/core';
import { parseJson, readRecipe } from './url.js';

/** A file as what it sets: a text parameter for files of that ending, a list of images, or a whole run. */
export type Dropped =
  | { readonly kind: 'text'; readonly ending: string; readonly text: string; readonly name: string }
  | { readonly kind: 'image'; readonly url: string; readonly name: string }
  | { readonly kind: 'recipe'; readonly recipe: Recipe; readonly name: string };

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47];
const LARGEST = 64 * 2 ** 20;

/**
 * Reads a dropped file: PNG by its signature, a recipe by its ending, everything else as a pattern.
 * @throws InputError for one that is none of these, or is damaged
 */
export async function readDropped(file: File): Promise<Dropped> {
  if (file.size > LARGEST) throw new InputError(file.name, `${file.size} bytes`, 'a file of at most 64 MiB');
  if ((await hasSignature(file)) || /\.png$/i.test(file.name))
    return { kind: 'image', url: await readPng(file), name: file.name };
  const text = await readText(file);
  if (/\.json$/i.test(file.name)) return { kind: 'recipe', recipe: recipeOf(parseJson(text)), name: file.name };
  return { kind: 'text', ending: checkPattern(file.name, text), text, name: file.name };
}

/**
 * The text of a file, which may be packed with gzip.
 * @throws InputError for one that is packed and damaged
 */
export async function readText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new TextDecoder().decode(isGzip(bytes) ? unpackGzip(bytes) : bytes);
}

/** A PNG file as recipes carry it. */
export async function readPng(file: File): Promise<string> {
  if (!(await hasSignature(file))) throw new InputError(file.name, `${file.size} bytes`, 'a PNG image');
  try {
    // Decoded once by the browser, beside the page: what is cut off or damaged is found here, not by the simulation.
    (await createImageBitmap(file)).close();
  } catch {
    throw new InputError(file.name, `${file.size} bytes`, 'a complete PNG image');
  }
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // The system names the type by the file's ending; the bytes say what it is.
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^;,]*/, 'data:image/png'));
    reader.onerror = () => reject(new InputError(file.name, undefined, 'a file that can be read'));
    reader.readAsDataURL(file);
  });
}

/** The recipe itself, or what holds one: files beside frames and runs do. */
function recipeOf(content: unknown): Recipe {
  const isHolder = typeof content === 'object' && content !== null && 'recipe' in content;
  return readRecipe(isHolder ? content.recipe : content);
}

async function hasSignature(file: File): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  return PNG_SIGNATURE.every((byte, i) => head[i] === byte);
}

/** The ending of the kind of file that the text is one of, by the check of the parameter that takes it. */
function checkPattern(name: string, text: string): string {
  const takers = systems.flatMap(({ params }) =>
    Object.values(params).flatMap((param) => (param.kind === 'text' && param.file ? [param] : [])),
  );
  const problems: Error[] = [];
  for (const { file = '', check } of takers) {
    try {
      if (text.trim() === '') throw new InputError(name, '', 'a pattern: the file is empty');
      check?.(text);
      return file;
    } catch (error) {
      problems.push(error as Error);
    }
  }
  const known = [...new Set(takers.map(({ file }) => file?.slice(1).toUpperCase()))].join(' or ');
  throw new InputError(
    'file',
    name,
    `an ${known} file, a PNG image, or a recipe as .json (${problems[0]?.message ?? 'nothing takes it'})`,
  );
}

/** The parameters that the file sets in a system; nothing where the system has no use for it. */
export function paramsOfFile(
  system: System,
  dropped: Dropped,
  current: Readonly<Record<string, ParamValue>>,
): Record<string, ParamValue> | undefined {
  for (const [name, param] of Object.entries(system.params)) {
    if (dropped.kind === 'text' && param.kind === 'text' && param.file === dropped.ending)
      return { [name]: dropped.text };
    if (dropped.kind === 'image' && param.kind === 'images') {
      const before = (current[name] as readonly string[] | undefined) ?? [];
      const images = param.max === 1 ? [dropped.url] : [...before, dropped.url].slice(-param.max);
      return { ...param.implies, [name]: images };
    }
  }
  return undefined;
}

/** The first system of the catalogue that has a use for the file. */
export function takerOf(dropped: Dropped): System | undefined {
  if (dropped.kind === 'recipe') return findSystem(dropped.recipe.system);
  return systems.find((system) => paramsOfFile(system, dropped, {}) !== undefined);
}

/** The run that a file names, or that a system starts with the files. */
export function recipeWith(system: System, dropped: readonly Dropped[]): Recipe {
  const named = dropped.find((each) => each.kind === 'recipe');
  if (named) return named.recipe;
  let params: Record<string, ParamValue> = {};
  for (const each of dropped) params = { ...params, ...paramsOfFile(system, each, params) };
  return { selforg: 1, system: system.id, params: { ...parseParams(system.params), ...params }, seed: 1 };
}

/** The same parameters with a grid that the pattern fits; nothing where there is no such grid, or it fits already. */
export function grownGrid(
  { params: schema }: System,
  params: Readonly<Record<string, ParamValue>>,
): Record<string, ParamValue> | undefined {
  const { width, height } = schema;
  const text = Object.keys(schema).find((name) => schema[name].kind === 'text' && schema[name].file === '.rle');
  if (text === undefined || width?.kind !== 'integer' || height?.kind !== 'integer') return undefined;
  const pattern = asPattern(parsePattern(String(params[text])));
  if (pattern.width > width.max || pattern.height > height.max) return undefined;
  const grown = {
    width: Math.max(Number(params.width), pattern.width),
    height: Math.max(Number(params.height), pattern.height),
  };
  const isSame = grown.width === params.width && grown.height === params.height;
  return isSame ? undefined : { ...params, ...grown };
}
