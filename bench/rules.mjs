// Rules of every kind on a 1024² torus: how much slower than Life each is that the compiler makes a kernel for.
import { DenseEngine, parseRule } from '@selforg/core';
import { rate, report } from './measure.mjs';

const N = 1024;
const GENERATIONS = 500;

/** A function of the nine cells without any structure: the worst that there is. */
function randomMap() {
  let s = 1;
  const bytes = Uint8Array.from({ length: 64 }, () => {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    return s >>> 24;
  });
  return `MAP${Buffer.from(bytes).toString('base64').replaceAll('=', '')}`;
}

function speed(notation) {
  const { rule } = parseRule(notation);
  const topology = { kind: 'torus', width: N, height: N, shiftX: 0, shiftY: 0, twist: 'none' };
  const engine = new DenseEngine(rule, topology);
  let s = 1;
  engine.fill(() => {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    return s >>> 31;
  });
  for (let i = 0; i < 300; i++) engine.step(2);
  return rate(() => engine.step(GENERATIONS), N * N * GENERATIONS);
}

const rows = (notations) => notations.map((notation) => [notation.slice(0, 40), speed(notation)]);
const life = ['B3/S23', speed('B3/S23')];
const counting = ['B36/S23', 'B2/S', 'B3678/S34678', 'B1357/S1357', 'B0478/S0257', 'B023/S035', 'B2/S34H', 'B13/S012V'];
const arranged = ['W110', 'B2-a/S12', 'B3/S2-i34q', 'B2ce3aiy/S12aei3r', 'B3aijn4w5ar6i7e/S2-k3-n4ceiq', randomMap()];

report('rules that count, 1024² torus (cells per second)', [life, ...rows(counting)]);
report('rules that look at the arrangement', [life, ...rows(arranged)]);
report('Generations', [life, ...rows(['/2/3', '345/2/4', '23/23/8', '345/24/25', '345/2/256'])]);
