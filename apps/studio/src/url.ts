import {
  compactRecipe,
  findSystem,
  InputError,
  type Param,
  type ParamValue,
  parseRecipe,
  type Recipe,
  type RecipeInput,
  type System,
} from '@selforg/core';
import { paletteColours } from '@selforg/render';
import { deflateSync, inflateSync } from 'fflate';

// The address of a run is its recipe: `#life?rule=B36/S23&seed=7&view=cells`, typed by the system's schema. A parameter
// that is called as a setting of the recipe is written with `params.` before it. Recipes too long to read are packed.

const SETTINGS = ['selforg', 'seed', 'steps', 'every', 'frames', 'scale', 'size', 'view', 'palette', 'camera'];
const READABLE_LENGTH = 2000;
/** Longer addresses are cut off by much of what passes links on. */
const LONGEST = 64_000;
const PACKED = 'z/';

/**
 * The recipe that the address names, checked and complete; nothing for the gallery.
 * @throws InputError for whatever is wrong with it
 */
export function readAddress(hash: string): Recipe | undefined {
  const text = hash.replace(/^#?\/?/, '');
  if (text === '') return undefined;
  return readRecipe(recipeText(text));
}

/**
 * A recipe, checked and complete, from what a link or a file holds.
 * @throws InputError for whatever is wrong with it
 */
export function readRecipe(input: unknown): Recipe {
  const recipe = parseRecipe(input);
  if (recipe.palette !== undefined) paletteColours(recipe.palette, 2);
  return recipe;
}

/** The address of a recipe; nothing where it is too long to be one. */
export function writeAddress(recipe: Recipe): string | undefined {
  const compact = compactRecipe(recipe);
  const readable = `#${writeQuery(compact)}`;
  if (readable.length <= READABLE_LENGTH) return readable;
  const packed = `#${PACKED}${toBase64Url(deflateSync(new TextEncoder().encode(JSON.stringify(compact))))}`;
  return packed.length <= LONGEST ? packed : undefined;
}

/** Nothing is said that would be so anyway: the first view, and its own palette. */
export function shortest(recipe: Recipe, { views }: System): Recipe {
  const { view, ...rest } = recipe;
  return view === undefined || view === views[0].id ? rest : recipe;
}

function recipeText(text: string): unknown {
  if (text.startsWith(PACKED)) return unpack(text.slice(PACKED.length));
  const plain = decode(text);
  return plain.startsWith('{') ? parseJson(plain) : readQuery(text);
}

function unpack(text: string): unknown {
  let json: string;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(inflateSync(fromBase64Url(text)));
  } catch {
    throw new InputError('link', text, 'a whole packed recipe: part of this one is missing');
  }
  return parseJson(json);
}

export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new InputError('recipe', json, 'a recipe as JSON');
  }
}

function readQuery(text: string): RecipeInput {
  const [name, query = ''] = split(text, '?');
  const system = findSystem(decode(name));
  const settings: Record<string, unknown> = {};
  const params: Record<string, ParamValue> = {};
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [key, raw] = split(pair, '=').map((part) => decode(part ?? ''));
    if (SETTINGS.includes(key)) settings[key] = readSetting(key, raw);
    else readParam(params, system, key.replace(/^params\./, ''), raw);
  }
  return { ...settings, system: system.id, params };
}

function readSetting(key: string, raw: string): unknown {
  if (key === 'view' || key === 'palette' || key === 'camera') return raw;
  if (key === 'size') return raw.split('x').map(readNumber);
  return readNumber(raw);
}

function readParam(params: Record<string, ParamValue>, { params: schema }: System, name: string, raw: string): void {
  const param: Param | undefined = Object.hasOwn(schema, name) ? schema[name] : undefined;
  if (param?.kind === 'images') params[name] = [...((params[name] as readonly string[] | undefined) ?? []), raw];
  else params[name] = param ? readValue(param, raw) : raw;
}

function readValue(param: Param, raw: string): ParamValue {
  if (param.kind === 'number' || param.kind === 'integer') return readNumber(raw) as ParamValue;
  if (param.kind === 'boolean' && (raw === 'true' || raw === 'false')) return raw === 'true';
  return raw;
}

/** What is no number stays a text, so that the check that follows shows it as it was written. */
function readNumber(raw: string): number | string {
  return raw.trim() !== '' && Number.isFinite(Number(raw)) ? Number(raw) : raw;
}

function writeQuery({ system, params = {}, ...settings }: RecipeInput): string {
  const { selforg: _, seed, ...others } = settings;
  const named = Object.entries(params).flatMap(([name, value]) => {
    const key = SETTINGS.includes(name) ? `params.${name}` : name;
    return (Array.isArray(value) ? value : [value]).map((item) => [key, String(item)]);
  });
  const set = Object.entries(seed === 1 ? others : { seed, ...others }).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.join('x') : String(value),
  ]);
  const query = [...named, ...set].map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&');
  return query === '' ? encode(system) : `${encode(system)}?${query}`;
}

function split(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new InputError('link', text, 'percent signs followed by two hexadecimal digits');
  }
}

/** Escapes only what would not survive in an address. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/%(2F|3A|2C|24|40|3B|2B)/g, (code) => decodeURIComponent(code));
}

function toBase64Url(bytes: Uint8Array): string {
  const chunks = Array.from({ length: Math.ceil(bytes.length / 8192) }, (_, i) =>
    bytes.subarray(i * 8192, (i + 1) * 8192),
  );
  const binary = chunks.map((chunk) => String.fromCharCode(...chunk)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
