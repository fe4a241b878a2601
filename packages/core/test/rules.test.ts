import { describe, expect, it } from 'vitest';
import { parseRule } from '../src/rules/parse-rule.js';
import {
  occupied,
  referencePlane,
  referencePlaneStep,
  referenceRun,
  referenceSoup,
  referenceSoupOfThree,
} from './lattice-reference.js';

/** Populations of a soup at some steps under a rule with its grid. */
function populations(text: string, soup: Uint8Array, times: readonly number[]): number[] {
  const { rule, topology } = parseRule(text);
  if (!topology) throw new Error('give a grid');
  let cells = soup;
  return times.map((time, i) => {
    cells = referenceRun(rule, topology, cells, time - (times[i - 1] ?? 0));
    return occupied(cells);
  });
}

const LIFE_AS_MAP = 'MAPARYXfhZofugWaH7oaIDogBZofuhogOiAaIDogIAAgAAWaH7oaIDogGiA6ICAAIAAaIDogIAAgACAAIAAAAAAAA';

describe('rules: the 256² soup (Golly 5.1)', () => {
  it.each([
    ['B3/S23:T256,256', [18065, 13222]],
    ['B36/S23:T256', [21625, 16331]],
    ['B2/S:T256,256', [3608, 10453]],
    ['B2/S34H:T256,256', [25656, 16996]],
    ['B13/S012V:T256,256', [38967, 35743]],
    ['B3/S2-i34q:T256,256', [18363, 13197]],
    ['B3/S23:P256,256', [18311, 13156]],
    ['B3/S23:K256*,256', [18068, 13228]],
    ['B3/S23:S256', [18073, 13257]],
    [`${LIFE_AS_MAP}:T256`, [18065, 13222]],
  ])('%s', (text, expected) => {
    expect(populations(text, referenceSoup(), [1, 10])).toEqual(expected);
  });

  it('/2/3 in all spellings', () => {
    const spellings = ['/2/3', 'B2/S/3', 'b2/s/c3', 'B2/S/G3', 'g3b2s', 'S_B2_3', "Brian's Brain"];
    for (const text of spellings) expect(parseRule(text).rule.name).toBe('/2/3');
    expect(populations('/2/3:T256,256', referenceSoupOfThree(), [0, 1, 10])).toEqual([32675, 26672, 11633]);
  });

  it('R5,C0,M1,S34..58,B34..45,NM', () => {
    expect(populations('R5,C0,M1,S34..58,B34..45,NM:T256,256', referenceSoup(), [1])).toEqual([11096]);
  });

  it('B3/S23 on the plane without end', () => {
    const { rule } = parseRule('B3/S23');
    if (rule.kind !== 'block') throw new Error('a block rule');
    let plane = referencePlane(referenceSoup(), 256);
    const sizes = Array.from({ length: 10 }, () => {
      plane = referencePlaneStep(rule, plane);
      return plane.cells.size;
    });
    expect([sizes[0], sizes[9]]).toEqual([18437, 13566]);
  });
});

describe('rules: the 64² soup (Golly 3.3)', () => {
  it.each([
    ['W30', [3087, 3220]],
    ['W110', [3346, 3612]],
    ['MAPDN6LeQ', [2196, 1967]],
    ['MAPCb+i1be7X7G/Vda50KPdOA', [2462, 2378]],
    ['MAPCb+i1be7X7G/Vda50KPdOA/2', [2417, 2389]],
    ['345/2/4', [2260, 1745]],
    ['2-a3/3ei/6', [2106, 14]],
    ['34/2/5H', [2528, 8]],
    ['12/1/3V', [2555, 2056]],
    ['R4,C3,M0,S5..20,B7..14,NN', [2126, 2172]],
    ['R3,C0,M0,S3..9,B5..8,NC', [2, 0]],
  ])('%s', (text, expected) => {
    expect(populations(`${text}:T64`, referenceSoup(64, 64), [1, 10])).toEqual(expected);
  });
});

describe('rules: facts', () => {
  it('one cell under B1357/S1357 (OEIS A160239), which dies on a torus of 2^k', () => {
    const cells = new Uint8Array(32 * 32);
    cells[16 * 32 + 16] = 1;
    const times = [0, 1, 2, 3, 4, 5, 6, 7, 8, 32];
    expect(populations('B1357/S1357:T32', cells, times)).toEqual([1, 8, 8, 24, 8, 64, 24, 112, 8, 0]);
  });

  it('W rules write the history of a row downwards: rule 30 from one cell (OEIS A070952), rule 90', () => {
    const grown = (rule: string): number[] => {
      const cells = new Uint8Array(65 * 33);
      cells[32] = 1;
      const { rule: parsed, topology } = parseRule(`${rule}:P65,33`);
      const after = referenceRun(parsed, topology ?? fail(), cells, 32);
      return Array.from({ length: 16 }, (_, y) => occupied(after.subarray(y * 65, (y + 1) * 65)));
    };
    expect(grown('W30').slice(0, 12)).toEqual([1, 3, 3, 6, 4, 9, 5, 12, 7, 12, 11, 14]);
    expect(grown('W90')).toEqual(Array.from({ length: 16 }, (_, t) => 2 ** t.toString(2).replaceAll('0', '').length));
  });
});

const fail = (): never => {
  throw new Error('a grid');
};
