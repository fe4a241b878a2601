import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canCompile } from '../src/compiler/backend.js';
import { blockCircuit } from '../src/compiler/block-circuit.js';
import { ago, Circuit, FALSE, not, operations, TRUE } from '../src/compiler/circuit.js';
import { counterOf, planesOfState } from '../src/compiler/generations.js';
import { meaning, truthOf } from '../src/compiler/truth.js';
import { leb128 } from '../src/compiler/wasm-code.js';
import { parseRule } from '../src/rules/parse-rule.js';
import { blockTables, countTable } from './compiler-reference.js';

/** Logic instructions for 128 cells. */
const cost = (next: Uint8Array): number => operations(blockCircuit(next));
const tableOf = (text: string): Uint8Array => {
  const { rule } = parseRule(text);
  if (rule.kind !== 'block') throw new Error(`${text} is no block rule`);
  return rule.next;
};

describe('circuits', () => {
  it('mean what the rule says, whatever the rule', () => {
    fc.assert(
      fc.property(blockTables, (next) => {
        const { circuit, outputs } = blockCircuit(next);
        expect(meaning(circuit, outputs[0])).toBe(truthOf(next));
      }),
      { numRuns: 100 },
    );
  });

  it('one gate serves all rows: a sum above is the sum here, some rows ago', () => {
    const circuit = new Circuit();
    const [left, right] = [circuit.input(0), circuit.input(2)];
    const here = circuit.xor(left, right);
    expect(circuit.xor(ago(right, 2), ago(left, 2))).toBe(ago(here, 2));
    expect(circuit.xor(here, left)).toBe(right);
    expect(circuit.and(left, not(left))).toBe(FALSE);
    expect(circuit.or(left, TRUE)).toBe(TRUE);
    expect(circuit.and(not(left), not(right))).toBe(not(circuit.or(left, right)));
    expect(circuit.select(TRUE, left, right)).toBe(left);
  });

  it('Life takes no more than the 23 operations of the best circuits by hand', () => {
    expect(cost(tableOf('B3/S23'))).toBeLessThanOrEqual(23);
    expect(
      cost(tableOf('MAPARYXfhZofugWaH7oaIDogBZofuhogOiAaIDogIAAgAAWaH7oaIDogGiA6ICAAIAAaIDogIAAgACAAIAAAAAAAA')),
    ).toBe(cost(tableOf('B3/S23')));
  });

  it('any rule that counts eight neighbours takes at most twice as many', () => {
    const most = 2 * cost(tableOf('B3/S23'));
    fc.assert(
      fc.property(fc.nat(511), fc.nat(511), (birth, survival) => {
        expect(cost(countTable(birth, survival))).toBeLessThanOrEqual(most);
      }),
      { numRuns: 60 },
    );
  });

  it.each(['B2-a/S12', 'B3/S2-i34q', 'B3/S23-a4ceit', 'B2ce3aiy/S12aei3r'])(
    '%s takes at most six times as many',
    (rule) => {
      expect(cost(tableOf(rule))).toBeLessThanOrEqual(6 * cost(tableOf('B3/S23')));
    },
  );

  it('a rule of rows ignores the rows that it does not need: rule 90 is two operations, its cell kept', () => {
    // W90: a dead row below one with live cells takes left xor right of the row above; what is alive stays.
    expect(cost(tableOf('W90'))).toBe(2);
  });
});

describe('encodings', () => {
  it('a state has bits of its own; the live state has plane 0 to itself', () => {
    for (const states of [2, 3, 4, 5, 8, 9, 25, 255, 256]) {
      const counter = counterOf(states);
      const codes = Array.from({ length: states }, (_, state) => planesOfState(state, counter));
      expect(new Set(codes).size).toBe(states);
      expect(codes.slice(0, 2)).toEqual([0, 1]);
      expect(Math.max(...codes)).toBeLessThan(2 ** (1 + counter.bits));
    }
  });

  it('LEB128 as in the example of the DWARF standard: 624485 is e5 8e 26', () => {
    expect(leb128(624485)).toEqual([0xe5, 0x8e, 0x26]);
    expect(leb128(0)).toEqual([0]);
    expect(leb128(127)).toEqual([127]);
    expect(leb128(128)).toEqual([128, 1]);
  });

  it('WebAssembly may be compiled here', () => {
    expect(canCompile()).toBe(true);
  });
});
