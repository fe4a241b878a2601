import { blockCircuit } from './block-circuit.js';
import { ago, CENTRE, type Circuit, COUNTERS, not, type PlaneCircuit, type Signal } from './circuit.js';

/**
 * Generations on bit planes. Plane 0 holds the live cells; the others a counter that is 0 in dead and live cells. A cell
 * that dies gets the counter's start, and counts up each step until it overflows to 0 and is dead: no comparison needed.
 */
export interface Counter {
  /** Bits of the counter, the lowest in plane 1. */
  readonly bits: number;
  /** Where it starts, for state 2: 2^bits − (states − 2). */
  readonly start: number;
}

export function counterOf(states: number): Counter {
  let bits = 0;
  while (1 << bits < states - 1) bits++;
  return { bits, start: 2 ** bits - (states - 2) };
}

/** The bits of a state in all planes: bit 0 is alive, the rest the counter. */
export function planesOfState(state: number, { start }: Counter): number {
  return state < 2 ? state : (start + state - 2) << 1;
}

/** A rule's next state of each plane. */
export function planesCircuit({ next, states }: { next: ArrayLike<number>; states: number }): PlaneCircuit {
  const rule = blockCircuit(next);
  if (states === 2) return rule;
  const { circuit, outputs } = rule;
  const counter = counterOf(states);
  const cell = ago(circuit.input(CENTRE), 1);
  const bits = Array.from({ length: counter.bits }, (_, bit) => circuit.input(COUNTERS + bit));
  const ageing = counter.start >= 2 ** (counter.bits - 1) ? bits[bits.length - 1] : any(circuit, bits);
  const dies = circuit.and(cell, not(outputs[0]));
  const aged = countedUp(circuit, bits, ageing).map((bit, i) =>
    (counter.start >> i) & 1 ? circuit.or(bit, dies) : bit,
  );
  return { circuit, outputs: [circuit.and(outputs[0], not(ageing)), ...aged] };
}

const any = (circuit: Circuit, signals: readonly Signal[]): Signal => signals.reduce((a, b) => circuit.or(a, b));

function countedUp(circuit: Circuit, bits: readonly Signal[], carry: Signal): Signal[] {
  return bits.map((bit) => {
    const sum = circuit.xor(bit, carry);
    carry = circuit.and(bit, carry);
    return sum;
  });
}
