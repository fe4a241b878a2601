import { type System, systems } from '@selforg/core';
import { jsonFlag } from '../common-flags.js';
import { EXIT } from '../errors.js';
import { colours, printJson, printLines, wrap } from '../output.js';
import type { Verb } from '../verb.js';
import { sourceLine } from './info.js';

export const list: Verb = {
  name: 'list',
  about: 'List every system with its paper.',
  operands: [],
  flags: jsonFlag,
  examples: () => ['selforg list', 'selforg list --json'],
  act(call) {
    if (call.has('json')) {
      printJson({
        systems: systems.map(({ id, title, family, about, source }) => ({ id, title, family, about, source })),
      });
    } else printLines(systems.flatMap(entry));
    return EXIT.done;
  },
};

function entry({ id, title, family, about, source }: System): string[] {
  const width = Math.max(...systems.map((system) => system.id.length)) + 2;
  const indent = ' '.repeat(width);
  return [
    `${colours.bold(id.padEnd(width))}${title} ${colours.dim(`(${family})`)}`,
    ...wrap(about, indent),
    ...wrap(sourceLine(source), indent).map(colours.dim),
  ];
}
