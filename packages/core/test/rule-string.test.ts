import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRule, parseRule } from '../src/index.js';

describe('rule strings', () => {
  it('reads the notations in use as the same rule', () => {
    const life = { birth: 1 << 3, survival: (1 << 2) | (1 << 3) };
    for (const text of ['B3/S23', 'b3/s23', '23/3', 'S23/B3', ' B3/S32 ']) expect(parseRule(text)).toEqual(life);
    expect(parseRule('B/S')).toEqual({ birth: 0, survival: 0 });
    expect(parseRule('/')).toEqual({ birth: 0, survival: 0 });
  });

  it('reads Golly’s bounded grids', () => {
    expect(parseRule('B3/S23:T30,20').bounds).toEqual({ boundary: 'torus', width: 30, height: 20 });
    expect(parseRule('B3/S23:P64').bounds).toEqual({ boundary: 'plane', width: 64, height: 64 });
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.nat(511), fc.nat(511), (birth, survival) => {
        expect(parseRule(formatRule({ birth, survival }))).toEqual({ birth, survival });
      }),
    );
  });

  it.each(['B3S23', 'B9/S23', 'B3/S23/C4', 'life', '', 'B3/S2-i34q', 'B3/S23:T1:T2'])('refuses %j', (text) => {
    expect(() => parseRule(text)).toThrow(
      `invalid rule ${JSON.stringify(text)}: expected B<digits>/S<digits> with digits 0–8, e.g. B3/S23`,
    );
  });

  it.each(['B3/S23:K20', 'B3/S23:T0,5', 'B3/S23:T20+1'])('refuses the grid of %j', (text) => {
    expect(() => parseRule(text)).toThrow('expected a grid :T<width>,<height> (torus) or :P<width>,<height> (plane)');
  });
});
