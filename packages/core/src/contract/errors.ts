/**
 * The one error for bad input: it names the field, shows the value and says what was expected.
 * Thrown at the edges (constructors, parsers, command line, URL, files); inner loops trust their input.
 */
export class InputError extends Error {
  readonly field: string;
  readonly value: unknown;
  readonly expected: string;

  constructor(field: string, value: unknown, expected: string) {
    super(`invalid ${field}${show(value)}: expected ${expected}`);
    this.name = 'InputError';
    this.field = field;
    this.value = value;
    this.expected = expected;
  }
}

/** The value as a person would write it, cut where it is long; nothing for `undefined`. */
function show(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'number' ? String(value) : asText(value);
  return ` ${text.length > 80 ? `${text.slice(0, 77)}…` : text}`;
}

/** As JSON; what has no such form, or too deep a one, by its type. */
function asText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return typeof value;
  }
}

/** `; did you mean "density"?` for the known name nearest to a mistyped one, or nothing when none is near. */
export function suggestion(name: unknown, known: readonly string[]): string {
  if (typeof name !== 'string' || name.length > LONGEST_NAME) return '';
  const limit = Math.max(1, Math.floor(name.length / 3));
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .filter(({ distance, candidate }) => distance <= limit || candidate.startsWith(name))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0] ? `; did you mean "${ranked[0].candidate}"?` : '';
}

/** Longer names are not slips of a hand. */
const LONGEST_NAME = 64;

/** Edits between two names where a swap of neighbouring letters counts one (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  for (let j = 1; j <= b.length; j++) rows[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, rows[i - 2][j - 2] + 1);
      rows[i][j] = best;
    }
  }
  return rows[a.length][b.length];
}
