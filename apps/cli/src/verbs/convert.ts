import { extname } from 'node:path';
import { formatRle, InputError, type Pattern, parseRle } from '@selforg/core';
import { forceFlag, jsonFlag } from '../common-flags.js';
import { EXIT } from '../errors.js';
import { checkTarget, readText, writeWhole } from '../files.js';
import { count, note, printJson } from '../output.js';
import type { Verb } from '../verb.js';

/** Formats by the ending of a file's name; each reads leniently and writes strictly. */
const formats: Readonly<Record<string, { parse(text: string): Pattern; format(pattern: Pattern): string }>> = {
  '.rle': { parse: parseRle, format: formatRle },
};
/** What stdin and stdout hold. */
const STREAM = '.rle';

export const convert: Verb = {
  name: 'convert',
  about: 'Convert a pattern: read it leniently, write it strictly.',
  operands: ['<in>', '<out>'],
  flags: { ...forceFlag, ...jsonFlag },
  examples: () => [
    'selforg convert wild.rle clean.rle',
    'selforg convert - - < wild.rle          # - is stdin or stdout, as RLE',
  ],
  async act(call) {
    const [from, to] = call.operands;
    const [reader, writer] = [formatOf('IN', from), formatOf('OUT', to)];
    if (to === '-' && call.has('json')) throw new InputError('OUT', to, 'a file: --json takes stdout');
    if (to !== '-') checkTarget('OUT', to, { force: call.has('force') });
    const text = readText('IN', from);
    if (text.trim() === '') throw new InputError('IN', from, 'a pattern, not an empty file');
    const pattern = reader.parse(text);
    const written = writer.format(pattern);
    if (to === '-') {
      process.stdout.write(written);
      return EXIT.done;
    }
    await writeWhole('OUT', to, new TextEncoder().encode(written));
    const { width, height, runs, rule } = pattern;
    if (call.has('json')) printJson({ in: from, out: to, width, height, cells: cellsIn(runs), rule });
    else note(`${to}: ${count(cellsIn(runs), 'live cell')} in ${width}×${height}`);
    return EXIT.done;
  },
};

function formatOf(operand: string, path: string) {
  const ending = path === '-' ? STREAM : extname(path).toLowerCase();
  const known = Object.keys(formats);
  if (Object.hasOwn(formats, ending)) return formats[ending];
  throw new InputError(operand, path, `a name that ends in ${known.join(' or ')}`);
}

function cellsIn(runs: Int32Array): number {
  let cells = 0;
  for (let i = 2; i < runs.length; i += 4) cells += runs[i];
  return cells;
}
