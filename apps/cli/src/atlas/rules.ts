import { createSimulation, equivalentRules, InputError, parseRule } from '@selforg/core';

/** The rules of an atlas, as texts. */
export interface RuleList {
  readonly kind: 'elementary' | 'plane';
  readonly rules: readonly string[];
}

const EXPECTED = 'all, classes, numbers and ranges such as 30,90,100-110, or rules of the plane such as B3/S23,B36/S23';

/**
 * The rules that a list names: numbers are elementary rules, everything else rules of the plane.
 * So is `W30`, which names an elementary rule everywhere. `all` stands for the 256 elementary rules, `classes` for the smallest of each class of equivalent ones.
 * Signs between rules are commas or, as soon as there is one, semicolons, since some rules have commas in them; a list
 * that begins with a Larger than Life rule and has no semicolon is that rule.
 * @throws InputError for a rule that is none, and for a list of both kinds
 */
export function parseRules(text: string): RuleList {
  if (text === 'all' || text === 'classes') {
    const all = Array.from({ length: 256 }, (_, rule) => rule);
    const chosen = text === 'all' ? all : all.filter((rule) => equivalentRules(rule)[0] === rule);
    return { kind: 'elementary', rules: chosen.map(String) };
  }
  const parts = partsOf(text).map((part) => part.trim());
  if (parts.includes('')) throw new InputError('rules', text, EXPECTED);
  const numbers = parts.filter((part) => /^w?\d+(-w?\d+)?$/i.test(part));
  if (numbers.length === parts.length) return { kind: 'elementary', rules: distinct(parts.flatMap(numbersOf)) };
  if (numbers.length > 0)
    throw new InputError('rules', text, 'either elementary rules or rules of the plane, not both');
  for (const rule of parts) checkPlane(rule);
  return { kind: 'plane', rules: distinct(parts) };
}

/** A comma, but not that of a grid, as in `B3/S23:T20,20`. */
const COMMA = /(?<!:\s*[ptkcs]\s*\d+\*?(?:[+-]\d+)?\s*),|,(?!\s*\d+\*?(?:[+-]\d+)?\s*(?:,|$))/i;

function partsOf(text: string): readonly string[] {
  if (text.includes(';')) return text.split(';');
  return /^\s*r\d+\s*,/i.test(text) ? [text] : text.split(COMMA);
}

/** `90` or `W90`, or `100-110` with both ends. */
function numbersOf(part: string): string[] {
  const [first, last = first] = part.replace(/w/gi, '').split('-').map(Number);
  if (last > 255 || first > last) throw new InputError('rules', part, 'elementary rules from 0 to 255');
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
}

function checkPlane(rule: string): void {
  if (rule.includes(':')) throw new InputError('rules', rule, 'a rule without a grid: --width sets the torus');
  createSimulation({ system: planeSystem(rule), params: { rule: onTorus(rule, 16) } });
}

/** The system that runs a rule of the plane. */
export function planeSystem(text: string): 'life' | 'generations' | 'larger-than-life' {
  const { rule } = parseRule(text);
  return rule.kind === 'larger-than-life' ? rule.kind : rule.states > 2 ? 'generations' : 'life';
}

/** The rule on a square torus, in Golly's notation. */
export const onTorus = (rule: string, width: number): string => `${rule}:T${width},${width}`;

const distinct = (rules: readonly string[]): string[] => [...new Set(rules)];
