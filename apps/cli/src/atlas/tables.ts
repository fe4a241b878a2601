import { type AtlasRow, type AtlasSettings, columnsOf } from './settings.js';

/** What `atlas.json` holds: all that an interrupted atlas needs to go on. */
export interface AtlasFile {
  readonly settings: AtlasSettings;
  readonly complete: boolean;
  readonly columns: readonly { readonly id: string; readonly about: string }[];
  readonly rows: readonly AtlasRow[];
}

export function atlasFile(settings: AtlasSettings, rows: readonly AtlasRow[], complete: boolean): AtlasFile {
  const columns = columnsOf(settings.kind).map(({ id, about }) => ({ id, about }));
  return { settings, complete, columns, rows };
}

/** As people and programs read it: an object a line in `rows`. */
export function formatJson({ rows, ...head }: AtlasFile): string {
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`);
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "rows": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** The settings and rows of a file that an atlas left, or nothing where it is none. */
export function readAtlas(text: string): AtlasFile | undefined {
  try {
    const file: unknown = JSON.parse(text);
    return isAtlas(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function isAtlas(file: unknown): file is AtlasFile {
  if (typeof file !== 'object' || file === null) return false;
  const { settings, rows } = file as Partial<Record<keyof AtlasFile, unknown>>;
  return typeof settings === 'object' && settings !== null && Array.isArray(rows) && rows.every(isRow);
}

function isRow(row: unknown): row is AtlasRow {
  if (typeof row !== 'object' || row === null) return false;
  const { rule, values } = row as Partial<Record<keyof AtlasRow, unknown>>;
  if (typeof rule !== 'string' || typeof values !== 'object' || values === null) return false;
  return Object.values(values).every((value) => value === null || typeof value === 'number');
}

/** Comma-separated (RFC 4180), six digits a number. */
export function formatCsv({ columns, rows }: AtlasFile): string {
  const ids = columns.map(({ id }) => id);
  const cell = (value: number | null | undefined) => (value == null ? '' : String(Number(value.toPrecision(6))));
  const lines = rows.map(({ rule, values }) => [quoted(rule), ...ids.map((id) => cell(values[id]))].join(','));
  return `${[['rule', ...ids].join(','), ...lines].join('\r\n')}\r\n`;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
