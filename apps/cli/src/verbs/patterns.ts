import { findPattern, formatRle, knownPattern, type NamedPattern, patternOfNamed, searchPatterns } from '@selforg/core';
import { jsonFlag } from '../common-flags.js';
import { EXIT } from '../errors.js';
import { colours, count, printJson, printLines, wrap } from '../output.js';
import type { Verb } from '../verb.js';

export const patterns: Verb = {
  name: 'patterns',
  about: 'List the patterns that are known by name, search them, or print one as RLE.',
  operands: ['[query]'],
  flags: jsonFlag,
  examples: () => [
    'selforg patterns',
    'selforg patterns "spaceship 1989"   # every word in name, kind, rule, discoverer, year or description',
    'selforg patterns gosper-glider-gun  # the whole name: its cells as RLE',
    'selforg run life --pattern acorn --edge plane --width 2000 --height 2000',
  ],
  act(call) {
    const [query = ''] = call.operands;
    const one = knownPattern(query);
    const found = one ? [one] : searchPatterns(query);
    if (found.length === 0) findPattern(query);
    if (call.has('json')) printJson({ patterns: found });
    else if (one) process.stdout.write(formatRle(patternOfNamed(one)));
    else printLines(found.flatMap(entry));
    return EXIT.done;
  },
};

function entry(pattern: NamedPattern): string[] {
  return [
    `${colours.bold(pattern.id)}  ${pattern.name} ${colours.dim(`(${facts(pattern).join(', ')})`)}`,
    ...wrap(pattern.about, '    '),
  ];
}

function facts({ kind, rule, period, displacement, growth, lifespan, discoverer, year }: NamedPattern): string[] {
  const moved = displacement?.map(Math.abs).filter((cells) => cells > 0);
  return [
    kind,
    ...(rule === 'B3/S23' ? [] : [rule]),
    ...(period === undefined ? [] : [`period ${period}`]),
    ...(moved ? [`${moved.length === 2 ? 'diagonally ' : ''}${count(moved[0], 'cell')} a period`] : []),
    ...(growth === undefined ? [] : [`${growth} more cells a period`]),
    ...(lifespan === undefined ? [] : [`${lifespan} generations`]),
    ...(discoverer === 'unknown' ? [] : [year === undefined ? discoverer : `${discoverer} ${year}`]),
  ];
}
