import ndarray from 'ndarray';
import { describe, expect, it } from 'vitest';
import {
  compactRecipe,
  crc32,
  createSimulation,
  decodeSnapshot,
  encodeSnapshot,
  findSystem,
  InputError,
  type ParamValue,
  parseRecipe,
  resumeSimulation,
  suggestion,
  systems,
} from '../src/index.js';
import { toNdarray } from '../src/ndarray.js';

const life = (params: Record<string, unknown>) => parseRecipe({ system: 'life', params });

describe('recipes', () => {
  it('are completed with defaults, and compacted to what differs', () => {
    const recipe = parseRecipe({ system: 'life', params: { rule: 'B36/S23' }, view: 'changes' });
    expect(recipe).toMatchObject({ selforg: 1, seed: 1, view: 'changes', params: { rule: 'B36/S23', width: 256 } });
    expect(compactRecipe(recipe)).toEqual({
      selforg: 1,
      system: 'life',
      seed: 1,
      view: 'changes',
      params: { rule: 'B36/S23' },
    });
    expect(parseRecipe(JSON.parse(JSON.stringify(compactRecipe(recipe))))).toEqual(recipe);
  });

  it('let images imply the choice that makes them count, unless it is given, and compact to the same', () => {
    const image = ['data:image/png;base64,AAAA'];
    const som = (params: Record<string, ParamValue>) => parseRecipe({ system: 'som', params });
    expect(som({ image }).params.distribution).toBe('image');
    expect(som({ image: [] }).params.distribution).toBe('square');
    for (const distribution of ['square', 'image', 'ring']) {
      const recipe = som({ image, distribution });
      expect(recipe.params.distribution).toBe(distribution);
      expect(parseRecipe(compactRecipe(recipe))).toEqual(recipe);
    }
  });

  it.each([
    ['nothing', undefined, 'invalid recipe: expected an object'],
    ['a list', [], 'invalid recipe []: expected an object'],
    ['no system', {}, `invalid system: expected one of ${systems.map(({ id }) => id).join(', ')}`],
    ['a mistyped system', { system: 'lief' }, 'did you mean "life"?'],
    [
      'a newer version',
      { selforg: 2, system: 'life' },
      'invalid recipe version 2: expected at most 1: a newer Selforg wrote it, update to read it',
    ],
    ['a version that is none', { selforg: '1', system: 'life' }, 'invalid recipe version "1"'],
    [
      'an unknown key',
      { system: 'life', framse: 3 },
      'invalid recipe key "framse": expected one of selforg, system, params, seed, steps, every, frames, scale, size, view, camera, palette; did you mean "frames"?',
    ],
    [
      'an unknown view',
      { system: 'life', view: 'cell' },
      'invalid view "cell": expected one of cells, changes; did you mean "cells"?',
    ],
    ['a negative seed', { system: 'life', seed: -1 }, 'invalid seed -1: expected an integer from 0 to 4294967295'],
    ['no frames', { system: 'life', frames: 0 }, 'invalid frames 0: expected an integer from 1 to'],
    [
      'a last frame beyond all integers',
      { system: 'life', frames: 1e7, every: 2 ** 53 - 1 },
      'invalid every 9007199254740991',
    ],
    ['half a step', { system: 'life', steps: 1.5 }, 'invalid steps 1.5'],
    ['a size of one number', { system: 'life', size: [3] }, 'invalid size [3]: expected width and height in pixels'],
    ['a palette that is no name', { system: 'life', palette: 7 }, 'invalid palette 7: expected a name'],
    ['params that are none', { system: 'life', params: [] }, 'invalid params []: expected an object of parameters'],
  ])('refuse %s', (_, input, message) => {
    expect(() => parseRecipe(input)).toThrow(InputError);
    expect(() => parseRecipe(input)).toThrow(message);
  });

  it.each([
    [
      { densty: 1 },
      'invalid parameter "densty": expected one of width, height, edge, rule, engine, memory, pattern, offsetX, offsetY, density, symmetry; did you mean "density"?',
    ],
    [{ density: 2 }, 'invalid density 2: expected a number from 0 to 1'],
    [{ density: Number.NaN }, 'invalid density NaN: expected a number from 0 to 1'],
    [{ width: Number.POSITIVE_INFINITY }, 'invalid width Infinity: expected an integer from 1 to 65536 (cells)'],
    [{ width: 2.5 }, 'invalid width 2.5: expected an integer'],
    [{ width: '64' }, 'invalid width "64"'],
    [
      { edge: 'tours' },
      'invalid edge "tours": expected one of auto, torus, plane, klein, cross-surface, sphere, none; did you mean "torus"?',
    ],
    [{ rule: 'B3S29' }, 'invalid rule "B3S29": expected B<counts>/S<counts>'],
    [{ rule: 3 }, 'invalid rule 3: expected a text'],
    [{ __proto__: null, constructor: 1 }, 'invalid parameter "constructor"'],
  ])('refuse the parameters %j', (params, message) => {
    expect(() => life(params)).toThrow(message);
  });

  it('refuse images that are none', () => {
    const hopfield = (images: unknown) => parseRecipe({ system: 'hopfield', params: { images } });
    expect(() => hopfield('x.png')).toThrow(/invalid images "x.png": expected a list of at most \d+ PNG images/);
    expect(() => hopfield(['x.png'])).toThrow(
      'invalid images "x.png": expected a PNG image as a data:image/png;base64 URL',
    );
  });

  it('refuse booleans that are none', () => {
    expect(() => parseRecipe({ system: 'som', params: { standardize: 'yes' } })).toThrow(
      'invalid standardize "yes": expected true or false',
    );
  });
});

describe('names', () => {
  it('suggest the nearest, and nothing when none is near', () => {
    expect(suggestion('widht', ['width', 'height'])).toBe('; did you mean "width"?');
    expect(suggestion('zzz', ['width', 'height'])).toBe('');
    expect(() => findSystem('boid')).toThrow('did you mean "boids"?');
  });

  it('values that no message can show are named by their type', () => {
    let nested: unknown[] = [];
    for (let depth = 0; depth < 200_000; depth++) nested = [nested];
    for (const value of [nested, 10n, { toString: 0, valueOf: 0 }]) {
      expect(() => parseRecipe({ system: value })).toThrow(InputError);
      expect(() => life({ width: value })).toThrow(InputError);
      expect(() => life({ edge: value })).toThrow(InputError);
    }
    expect(() => life({ ['x'.repeat(1e6)]: 1 })).toThrow(InputError);
  });

  it('long values are cut in messages', () => {
    expect(new InputError('x', 'a'.repeat(500), 'b').message.length).toBeLessThan(120);
  });
});

describe('snapshots', () => {
  const simulation = createSimulation({ system: 'life', params: { width: 40, height: 30 }, seed: 7 });
  simulation.step(5);
  const file = encodeSnapshot(simulation.snapshot());

  it('start a simulation on their own', () => {
    const resumed = resumeSimulation(decodeSnapshot(file));
    expect(resumed.time).toBe(5);
    expect(resumed.field('cells').data).toEqual(simulation.field('cells').data);
  });

  it('are refused when cut off, damaged, foreign or newer', () => {
    for (const length of [0, 7, 15, 16, 100, file.length - 1]) {
      expect(() => decodeSnapshot(file.subarray(0, length))).toThrow(/invalid snapshot "\d+ bytes": expected/);
    }
    const damaged = file.slice();
    damaged[file.length >> 1] ^= 1;
    expect(() => decodeSnapshot(damaged)).toThrow('expected a complete file (its checksum does not match)');
    expect(() => decodeSnapshot(new TextEncoder().encode('{"this": "is something else entirely"}'))).toThrow(
      'expected a snapshot file',
    );
    const newer = encodeSnapshot({ ...simulation.snapshot(), version: 2 as 1 });
    expect(() => decodeSnapshot(newer)).toThrow('invalid snapshot version 2: expected 1 (a newer Selforg wrote it)');
  });

  /** A file with this header and a right checksum, as a hostile hand would make it. */
  function crafted(header: string): Uint8Array {
    const json = new TextEncoder().encode(header);
    const bytes = new Uint8Array(12 + json.length + 4);
    bytes.set(new TextEncoder().encode('SELFORGS'));
    const view = new DataView(bytes.buffer);
    view.setUint32(8, json.length, true);
    bytes.set(json, 12);
    view.setUint32(bytes.length - 4, crc32(bytes.subarray(0, -4)), true);
    return bytes;
  }
  const sound = { version: 1, system: 'life', params: {}, seed: 1, time: 0, random: {}, state: [] };

  it.each([
    ['{', 'invalid snapshot header "1 bytes": expected a JSON object'],
    ['null', 'invalid snapshot header'],
    [{ ...sound, version: 'x' }, 'invalid snapshot version "x": expected 1'],
    [{ ...sound, system: 3 }, 'invalid snapshot system 3: expected a name'],
    [{ ...sound, params: [] }, 'invalid snapshot params []'],
    [{ ...sound, seed: -1 }, 'invalid snapshot seed -1'],
    [{ ...sound, time: 'abc' }, 'invalid snapshot time "abc": expected an integer of at least 0'],
    [{ ...sound, time: 2.5 }, 'invalid snapshot time 2.5'],
    [{ ...sound, random: null }, 'invalid snapshot random null'],
    [{ ...sound, random: { a: [1, 2] } }, 'expected four integers a stream'],
    [{ ...sound, state: {} }, 'invalid snapshot state {}'],
    [
      { ...sound, state: [{ name: 'a', type: 'constructor', length: 1 }] },
      'expected names, types and lengths of arrays',
    ],
    [
      { ...sound, state: [{ name: 'a', type: 'Uint8Array', length: -1 }] },
      'expected names, types and lengths of arrays',
    ],
    [
      { ...sound, state: [{ name: 'a', type: 'Uint8Array', length: 1e15 }] },
      'expected arrays that end within the file',
    ],
  ])('with the header %j are refused', (header, message) => {
    const file = crafted(typeof header === 'string' ? header : JSON.stringify(header));
    expect(() => decodeSnapshot(file)).toThrow(InputError);
    expect(() => decodeSnapshot(file)).toThrow(message);
  });

  it('are accepted with their parameters in another order', () => {
    const snapshot = simulation.snapshot();
    const params = Object.fromEntries(Object.entries(snapshot.params).reverse());
    expect(resumeSimulation({ ...snapshot, params }).time).toBe(5);
  });

  it('of another system, other parameters or another size are refused', () => {
    const snapshot = simulation.snapshot();
    const other = createSimulation({ system: 'life', params: { width: 41, height: 30 }, seed: 7 });
    expect(() => other.restore(snapshot)).toThrow('expected the parameters of this simulation');
    expect(() => createSimulation({ system: 'boids' }).restore(snapshot)).toThrow(
      'invalid snapshot "life": expected a snapshot of boids',
    );
    expect(() => simulation.restore({ ...snapshot, state: {} })).toThrow(
      /invalid snapshot "cells of 0 values": expected \d+ values/,
    );
  });
});

describe('simulations', () => {
  it('refuse steps and fields that do not exist', () => {
    const simulation = createSimulation({ system: 'life' });
    for (const steps of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => simulation.step(steps)).toThrow('invalid steps');
    expect(() => simulation.field('cell')).toThrow(
      'invalid field "cell": expected one of bits, cells, changes; did you mean "cells"?',
    );
  });

  it('show fields as ndarrays on the same memory, also padded ones', () => {
    const simulation = createSimulation({ system: 'gray-scott', params: { width: 10, height: 7 } });
    const view = toNdarray(simulation.field('u'));
    expect(view.shape).toEqual([7, 10]);
    const { data, stride } = simulation.field('u');
    expect(view.get(6, 9)).toBe(data[6 * stride[0] + 9]);
    expect(view.data.buffer).toBe(data.buffer);
    expect(ndarray(new Float32Array(1)).dimension).toBe(1);
    expect(() => toNdarray(createSimulation({ system: 'life' }).field('bits'))).toThrow(TypeError);
  });
});
