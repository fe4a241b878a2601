// Names that people write in files and forms instead of a notation.

/** Notation by name, the name in lower case without spaces and marks. */
const NAMED: Readonly<Record<string, string>> = {
  life: 'B3/S23',
  conway: 'B3/S23',
  conwayslife: 'B3/S23',
  conwaylife: 'B3/S23',
  gameoflife: 'B3/S23',
  conwaysgameoflife: 'B3/S23',
  highlife: 'B36/S23',
  dayandnight: 'B3678/S34678',
  daynight: 'B3678/S34678',
  longlife: 'B345/S5',
  seeds: 'B2/S',
  livefreeordie: 'B2/S0',
  serviettes: 'B234/S',
  persianrug: 'B234/S',
  persianrugs: 'B234/S',
  diamoeba: 'B35678/S5678',
  amoeba: 'B357/S1358',
  replicator: 'B1357/S1357',
  fredkin: 'B1357/S02468',
  lifewithoutdeath: 'B3/S012345678',
  inkspot: 'B3/S012345678',
  flakes: 'B3/S012345678',
  maze: 'B3/S12345',
  mazectric: 'B3/S1234',
  '34life': 'B34/S34',
  '2x2': 'B36/S125',
  move: 'B368/S245',
  morley: 'B368/S245',
  pseudolife: 'B357/S238',
  coral: 'B3/S45678',
  coagulations: 'B378/S235678',
  stains: 'B3678/S235678',
  walledcities: 'B45678/S2345',
  vote: 'B5678/S45678',
  anneal: 'B4678/S35678',
  vote45: 'B4678/S35678',
  assimilation: 'B345/S4567',
  gnarl: 'B1/S1',
  dotlife: 'B3/S023',
  drylife: 'B37/S23',
  pedestrianlife: 'B38/S23',
  honeylife: 'B38/S238',
  eightlife: 'B3/S238',
  antilife: 'B0123478/S01234678',
  inverselife: 'B0123478/S34678',
  justfriends: 'B2-a/S12',
  tlife: 'B3/S2-i34q',
  brian: '/2/3',
  briansbrain: '/2/3',
  starwars: '345/2/4',
  banners: '2367/3457/5',
  bloomerang: '234/34678/24',
  bombers: '345/24/25',
  caterpillars: '124567/378/4',
  cooties: '23/2/8',
  faders: '2/2/25',
  fireworks: '2/13/21',
  frogs: '12/34/3',
  lava: '12345/45678/8',
  lines: '012345/458/3',
  sticks: '3456/2/6',
  transers: '345/26/5',
  xtasy: '1456/2356/16',
  bosco: 'R5,C0,M1,S34..58,B34..45,NM',
  boscosrule: 'R5,C0,M1,S34..58,B34..45,NM',
  bugs: 'R5,C0,M1,S34..58,B34..45,NM',
  bugsmovie: 'R10,C0,M1,S123..212,B123..170,NM',
  globe: 'R8,C0,M0,S163..223,B74..252,NM',
  majorly: 'R7,C0,M1,S113..225,B113..225,NM',
  waffle: 'R7,C0,M1,S100..200,B75..170,NM',
};

/** The notation of a rule given by a name such as `Day & Night`. */
export function namedRule(name: string): string | undefined {
  const plain = plainName(name);
  return Object.hasOwn(NAMED, plain) ? NAMED[plain] : undefined;
}

/** Rules that are no lattice rule of a block or a larger neighbourhood, and what runs them. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^wireworld$/, 'a two-state, Generations or Larger than Life rule; for WireWorld take the system "wireworld"'],
  [/^langtonsant/, 'a rule of cells alone; for Langton’s ant take the system "langton-ant"'],
  [/^(turmite|absoluteturmite|triturmite)/, 'a rule of cells alone; for turmites take the system "turmite"'],
  [/^langtonsloops?$/, 'a two-state, Generations or Larger than Life rule; take the system "langton-loop"'],
  [
    /^(jvn29|nobili32|hutton32|crosscell)$/,
    'a rule that needs no table of its own; load its .rule file as "rule-table"',
  ],
  [/^r\d+\/t\d+\/c\d+/, 'a rule of two states, Generations or Larger than Life; take the system "cyclic"'],
  [/^m[sd]?,?d\d+(;\d+){15}/, 'a rule on fixed neighbourhoods; take the system "margolus"'],
  [/^m(\d+,){15}\d+$/, 'a rule on fixed neighbourhoods; take the system "margolus"'],
  [/^[bs\d/]+l$/, 'a rule on squares or hexagons; a triangular one (suffix L) can be written as a .rule file'],
];

/** What to use instead for rules that are known by name but are of another kind. */
export function elsewhere(text: string): string | undefined {
  const compact = text.toLowerCase().replace(/[\s'’_-]/g, '');
  return ELSEWHERE.find(([pattern]) => pattern.test(compact))?.[1];
}

const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/[^a-z0-9]/g, '');
