import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { data as datasets, InputError, suggestion } from '@selforg/core';
import { dataFlags, jsonFlag, quietFlag } from '../common-flags.js';
import { searchedFolders, targetFolder } from '../data/data-folder.js';
import { download } from '../data/download.js';
import { findKnown, findSet, setFiles } from '../data/find-sets.js';
import { type KnownSet, knownSets } from '../data/known-sets.js';
import { EXIT, fileError } from '../errors.js';
import { interruptible } from '../interrupt.js';
import { colours, count, note, printJson, printLines, short, table, wrap } from '../output.js';
import { progressBar } from '../progress.js';
import type { Call, Verb } from '../verb.js';

/** A set as the list shows it; what is unread, or not known beforehand, is missing. */
interface Listed {
  readonly name: string;
  readonly title?: string;
  readonly rows?: number;
  readonly columns?: number;
  readonly classes?: number;
  readonly licence?: string;
  /** Where it is: a folder, a file, `selforg` itself; null where it is not. */
  readonly found: string | null;
}

const list: Verb = {
  name: 'data list',
  about: 'List data sets: those that come along, those that are known, and the files of the data folder.',
  operands: [],
  flags: { ...dataFlags, ...jsonFlag },
  examples: () => ['selforg data list', 'selforg data list --data-dir ~/data --json'],
  act(call) {
    const sets = listed(call);
    if (call.has('json')) printJson({ folders: searchedFolders(call.text('dataDir')), sets });
    else {
      const rows = sets.map((set) => [
        set.name,
        set.rows === undefined ? '' : `${set.rows} × ${set.columns}`,
        set.licence ?? '',
        set.found ?? '– not here',
      ]);
      printLines(table([['name', 'size', 'licence', 'where'], ...rows], [0, 2, 3]));
    }
    return EXIT.done;
  },
};

function listed(call: Call): Listed[] {
  const folders = searchedFolders(call.text('dataDir'));
  const builtIn = datasets.builtInSets.map(({ name, title, licence, read }): Listed => {
    const { rows, columns, classes } = read();
    return { name, title, rows, columns, classes: classes?.length ?? 0, licence, found: 'selforg' };
  });
  const known = knownSets.map((set): Listed => {
    const { name, title, rows, columns, licence, classes } = set;
    return {
      name,
      title,
      rows,
      columns,
      classes: classes.length,
      licence,
      found: findKnown(set, folders)?.folder ?? null,
    };
  });
  const taken = new Set([...builtIn, ...known].map(({ name }) => name));
  const files = setFiles(folders).filter(({ name }) => !taken.has(name));
  return [...builtIn, ...known, ...files.map(({ name, path }) => ({ name, found: path }))];
}

const get: Verb = {
  name: 'data get',
  about: 'Download a data set into the data folder and check that it is whole.',
  operands: ['<name>'],
  flags: {
    ...dataFlags,
    from: { value: 'URL', about: 'Address of a folder that has the files, default where they are kept publicly.' },
    ...jsonFlag,
    ...quietFlag,
  },
  examples: () => [
    'selforg data get mnist',
    'selforg data get fashion-mnist --data-dir ~/data   # Ctrl-C stops it, the same line goes on',
  ],
  act: (call) => interruptible((signal) => getSet(call, signal)),
};

async function getSet(call: Call, signal: AbortSignal): Promise<number> {
  const set = gettable(call.operands[0]);
  const from = addressIn(call.text('from') ?? (set.mirror as string));
  const folder = join(targetFolder(call.text('dataDir')), set.folders[0]);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileError(error, '--data-dir', folder, 'write');
  }
  const files = set.format.kind === 'idx' ? [set.format.images, set.format.labels] : [];
  const isSilent = call.has('json') || call.has('quiet');
  const bar = progressBar(
    files.reduce((sum, { bytes }) => sum + bytes, 0),
    'bytes',
    { hidden: isSilent },
  );
  const outcomes: { file: string; outcome: string }[] = [];
  let before = 0;
  try {
    for (const file of files) {
      const onProgress = (bytes: number) => bar.update(before + bytes);
      const outcome = await download({ file, from, folder, signal, onProgress });
      outcomes.push({ file: join(folder, file.name), outcome });
      before += file.bytes;
      if (outcome === 'interrupted') break;
    }
  } finally {
    bar.stop();
  }
  const interrupted = outcomes.some(({ outcome }) => outcome === 'interrupted');
  if (call.has('json')) printJson({ name: set.name, folder, licence: set.licence, files: outcomes, interrupted });
  else if (!call.has('quiet')) {
    printLines(outcomes.map(({ file, outcome }) => `${file}: ${outcome}`));
    note(
      interrupted ? 'stopped; the same command goes on' : `${set.title}, ${set.authors} ${set.year}, ${set.licence}`,
    );
  }
  return interrupted ? EXIT.interrupted : EXIT.done;
}

function gettable(name: string): KnownSet {
  const set = knownSets.find((candidate) => candidate.name === name);
  if (set?.mirror) return set;
  const names = knownSets.flatMap((candidate) => (candidate.mirror ? [candidate.name] : []));
  const why = set ? `: for ${name}, ${set.hint} (${set.url})` : suggestion(name, names);
  throw new InputError('data', name, `one of ${names.join(', ')}${why}`);
}

function addressIn(text: string): string {
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (protocol === 'http:' || protocol === 'https:') return text;
  throw new InputError('--from', text, 'an address that begins with http:// or https://');
}

const info: Verb = {
  name: 'data info',
  about: 'Read a data set, by name or from a file, and tell what is in it.',
  operands: ['<name|file>'],
  flags: { ...dataFlags, ...jsonFlag },
  examples: () => ['selforg data info iris', 'selforg data info measured.csv --json'],
  act(call) {
    const [name] = call.operands;
    const set = findSet(name, call.text('dataDir'));
    const about = [...datasets.builtInSets, ...knownSets].find((known) => known.name === name);
    const { means, deviations } = datasets.columnScores(set);
    const missing = set.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
    const columns = Array.from(means, (mean, c) => ({
      name: set.features?.[c] ?? String(c + 1),
      mean,
      deviation: deviations[c],
    }));
    const classes = (set.classes ?? []).map((title, kind) => ({
      name: title,
      rows: set.labels?.reduce((sum, label) => sum + (label === kind ? 1 : 0), 0) ?? 0,
    }));
    const { rows, picture } = set;
    if (call.has('json')) {
      const source = about && {
        title: about.title,
        authors: about.authors,
        year: about.year,
        url: about.url,
        licence: about.licence,
      };
      printJson({ name, rows, columns, missing, classes, ...(picture && { picture }), ...source });
      return EXIT.done;
    }
    printLines([
      `${colours.bold(about?.title ?? name)}: ${count(rows, 'row')} of ${count(columns.length, 'number')}${missing > 0 ? `, ${missing} missing` : ''}`,
      ...(about ? [...wrap(about.about, ''), `${about.authors}, ${about.year}, ${about.licence}, ${about.url}`] : []),
      ...(classes.length > 0 ? [`classes: ${classes.map((kind) => `${kind.name} (${kind.rows})`).join(', ')}`] : []),
      ...(picture ? [`each row a picture of ${picture.width}×${picture.height}`] : columnLines(columns)),
    ]);
    return EXIT.done;
  },
};

const MOST_COLUMNS = 40;

function columnLines(columns: readonly { name: string; mean: number; deviation: number }[]): string[] {
  const lines = columns
    .slice(0, MOST_COLUMNS)
    .map(({ name, mean, deviation }) => [name, short(mean), short(deviation)]);
  const more = columns.length > MOST_COLUMNS ? [`… and ${columns.length - MOST_COLUMNS} more`] : [];
  return [...table([['column', 'mean', 'deviation'], ...lines], [0]), ...more];
}

export const data: Verb = {
  name: 'data',
  about: 'List, get and look at data sets.',
  actions: [list, get, info],
  operands: ['[list|get|info]'],
  flags: list.flags,
  examples: () => ['selforg data', 'selforg data get mnist', 'selforg data info iris'],
  act: list.act,
};
