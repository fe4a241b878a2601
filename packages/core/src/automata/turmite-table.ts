import { InputError } from '../contract/errors.js';
import { type Action, MAX_COLOURS, MAX_STATES, type Turmite } from './turmite-walkers.js';

/** Quarter turns to the right of Pegg’s direction bits. */
const TURNS: Readonly<Record<string, number>> = { 1: 0, 2: 1, 4: 2, 8: 3 };
const LONGEST = 100_000;

/**
 * A turmite in the notation of Ed Pegg Jr. and Golly: for each state, for each colour, `{new colour, turn, new state}`.
 * @throws InputError for another form, unequal rows, a turn that is not 1, 2, 4 or 8, or a colour or state beyond the table
 */
export function parseTurmite(table: string): Turmite {
  const rows = parseRows(table);
  const [states, colours] = [rows.length, rows[0].length];
  const uneven = rows.findIndex((row) => row.length !== colours);
  if (uneven >= 0)
    throw refused(
      table,
      `${colours} colours in every state, as in the first (state ${uneven} has ${rows[uneven].length})`,
    );
  if (states > MAX_STATES || colours > MAX_COLOURS) {
    throw refused(table, `at most ${MAX_STATES} states and ${MAX_COLOURS} colours`);
  }
  return rows.map((row) => row.map((entry) => parseAction(table, entry, { states, colours })));
}

function parseAction(table: string, entry: string, { states, colours }: { states: number; colours: number }): Action {
  const [colour, turn, state] = entry.split(',');
  const at = `{${entry}}`;
  if (!(turn in TURNS)) throw refused(table, `a turn of 1 (none), 2 (right), 4 (round) or 8 (left) in ${at}`);
  if (Number(colour) >= colours) throw refused(table, `a colour of 0 to ${colours - 1} in ${at}`);
  if (Number(state) >= states) throw refused(table, `a state of 0 to ${states - 1} in ${at}`);
  return { colour: Number(colour), turn: TURNS[turn], state: Number(state) };
}

/** The triples of each state, as texts without spaces. */
function parseRows(table: string): string[][] {
  const text = table.length <= LONGEST ? table.replace(/\s/g, '') : '';
  const triple = String.raw`\{\d{1,3},\d{1,3},\d{1,3}\}`;
  const row = String.raw`\{${triple}(?:,${triple})*\}`;
  if (!new RegExp(String.raw`^\{${row}(?:,${row})*\}$`).test(text)) {
    throw refused(table, 'states of colours of triples, e.g. {{{1,2,0},{0,8,0}}} for Langton’s ant');
  }
  return text
    .slice(3, -3)
    .split('}},{{')
    .map((state) => state.split('},{'));
}

const refused = (table: string, expected: string): InputError => new InputError('table', table, expected);
