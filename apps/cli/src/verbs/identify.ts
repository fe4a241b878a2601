import { existsSync } from 'node:fs';
import {
  asPattern,
  formatOfFile,
  type Identification,
  InputError,
  identify as identifyObjects,
  type Pattern,
  parsePattern,
  SparseEngine,
  tally,
  UNBOUNDED,
} from '@selforg/core';
import { jsonFlag } from '../common-flags.js';
import { EXIT } from '../errors.js';
import { readBytes } from '../files.js';
import { wholeNumber } from '../flags.js';
import { readObjectRule } from '../object-rule.js';
import { colours, count, printJson, printLines, table } from '../output.js';
import type { Verb } from '../verb.js';

const DEFAULTS = { rule: 'B3/S23', patience: 50_000, period: 1024 };
const MOST_BYTES = 2 ** 28;

export const identify: Verb = {
  name: 'identify',
  about: 'Run a pattern until it has settled and name the objects in it.',
  operands: ['<in>'],
  flags: {
    rule: { value: 'R', about: `Rule of two states, default the pattern's own, or ${DEFAULTS.rule}.` },
    patience: { value: 'N', about: `Generations that it has to settle, default ${DEFAULTS.patience}.` },
    period: { value: 'N', about: `Longest period of an object, default ${DEFAULTS.period}.` },
    ...jsonFlag,
  },
  examples: () => [
    'selforg identify r-pentomino',
    'selforg identify ash.rle --json',
    'selforg identify xq4_153                      # an apgcode, or - for stdin',
    "selforg identify 'bo$2bo$3o!' --rule B36/S23",
  ],
  act(call) {
    const began = performance.now();
    const [source] = call.operands;
    const patience = wholeNumber(call, 'patience', { min: 1, max: 1e9, standard: DEFAULTS.patience });
    const longestPeriod = wholeNumber(call, 'period', { min: 1, max: 1e6, standard: DEFAULTS.period });
    const pattern = read(source);
    const rule = readObjectRule(call.text('rule') ?? pattern.rule ?? DEFAULTS.rule);
    const engine = new SparseEngine(rule, UNBOUNDED);
    engine.place(pattern, ...(pattern.origin ?? [0n, 0n]));
    const found = identifyObjects(engine, rule, { patience, longestPeriod });
    if (call.has('json')) {
      const { isSettled, ...rest } = found;
      const counts = tally(found.objects);
      const objects = found.objects.map((each) => ({ ...each, x: exact(each.x), y: exact(each.y) }));
      const elapsedMs = performance.now() - began;
      printJson({ in: source, rule: rule.name, settled: isSettled, ...rest, counts, objects, elapsedMs });
    } else printLines(report(found));
    return EXIT.done;
  },
};

/** Numbers as JSON has them; those that a double cannot hold become strings. */
const exact = (value: bigint): number | bigint => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

/** A file, stdin, a name of the library, an apgcode or the text of a pattern. */
function read(source: string): Pattern {
  const format = formatOfFile(source)?.format.id;
  const isFile = source === '-' || format !== undefined || existsSync(source);
  if (!isFile) return asPattern(parsePattern(source));
  const bytes = readBytes('IN', source, MOST_BYTES);
  if (bytes.length === 0) throw new InputError('IN', source, 'a pattern, not an empty file');
  return asPattern(parsePattern(bytes, { ...(format !== undefined && { format }) }));
}

function report(found: Identification): string[] {
  const { objects, others } = found;
  const counts = tally(objects);
  const rows = counts.map((each) => [
    String(each.count),
    each.name ?? '',
    each.code,
    each.kind,
    String(each.period),
    String(each.cells),
    each.velocity ?? '',
  ]);
  const cells = others + objects.reduce((sum, { population }) => sum + population, 0);
  return [
    `${headOf(found)}: ${count(objects.length, 'object')}, ${count(cells, 'live cell')}`,
    ...(rows.length > 0
      ? table([['count', 'name', 'apgcode', 'kind', 'period', 'cells', 'velocity'], ...rows], [1, 2, 3, 6])
      : []),
    ...(others > 0 ? [`${count(others, 'live cell')} of what could not be told apart`] : []),
  ];
}

function headOf({
  generation,
  isSettled,
  growth,
}: Pick<Identification, 'generation' | 'isSettled' | 'growth'>): string {
  if (isSettled) return colours.bold(`Settled in generation ${generation}`);
  const how = growth === undefined ? '' : `, growing by ${Number(growth.toPrecision(6))} cells a generation`;
  return colours.bold(`Not settled by generation ${generation}${how}`);
}
