import type { TablePlan } from './rule-table-plan.js';

/** A self-reproducing loop as its paper gives it: the states, the first loop and the transitions. */
export interface Loop {
  readonly title: string;
  /** Where it was published. */
  readonly paper: string;
  readonly states: number;
  /** The loop that a run starts with, in run-length encoding. */
  readonly seed: string;
  /**
   * Transitions, each line `from>to` and then the neighbours N E S W that lead to it, the least of the four ways to turn
   * them. What happens in all other neighbourhoods, `otherwise` says.
   */
  readonly transitions: string;
  /** Default: a cell that no transition concerns stays as it is. */
  readonly otherwise?: (from: number, around: readonly number[]) => number;
}

const langton: Loop = {
  title: 'Langton’s loop',
  paper: 'Langton 1984, doi:10.1016/0167-2789(84)90256-2',
  states: 8,
  seed: '.8B$BAG.AD.ADB$B.6B.B$BGB4.BAB$BAB4.BAB$B.B4.BAB$BGB4.BAB$BA6BA5B$B.GA.GA.G5AB$.13B!',
  transitions: `
0>1 0007 1232 1242 1262 1272 1275 1422 1432 1442 1472 1625 1722 1752 1762 1772 2527
0>2 0001 0011 0012 0013 0021 0026 0027 0062 0072 0102 0232 0522
0>3 0006
0>5 0052 0212 1252 1725
1>0 0271
1>2 1152
1>3 0226
1>4 0024 0124 0224 0242 0264 1124 1224 1242 2224 2243 2324
1>5 2425 2527
1>6 0202 0262
1>7 0007 0027 0127 0227 0232 0267 0272 0542 1127 1227 1272 2227 2254 2327 2426
2>0 0025 0252
2>1 0007 0232 0552 1126
2>3 0042 0207
2>5 0057 0572
2>6 0032 0321 0322
2>7 0051
3>0 0122
3>1 0004 0042 0102 0251
3>2 0002 0062
3>6 0007
4>0 0112 0122 0125 0212 0252
4>1 0222 0322
4>6 0232
5>0 0052 0222 1222
5>2 0002 0023 0027 0202 0212 0215 0272 1212 1242 1272
5>4 0224
6>0 0212
6>1 0001 0002 1213
6>5 1212 1222
7>0 0112 0122 0125 0212 0272
7>1 0222 0225 0232
7>5 0252`,
};

const byl: Loop = {
  title: 'Byl’s loop',
  paper: 'Byl 1989, doi:10.1016/0167-2789(89)90242-X',
  states: 6,
  seed: '.2B$BCAB$BCDB$.BE!',
  transitions: `
0>1 0003 0031
0>2 0021 0024 0051
0>3 0023
0>5 0013 0052
1>0 0000 0001 0033
1>3 0003 0123 2354
1>4 0124 0324 1124 1224 1324 2243 2344 2433
2>0 0000 0022
2>3 0532
2>5 0051 0252 0512
3>0 0001 0003 0011
3>1 0021 0121 0321 1122 1132 1215 1234 1322 1325 1332
3>2 0512
3>5 1254 1532
4>0 0252
4>3 0023 0123 1123 1223 1253 1432 1523
4>5 0523
5>0 0222 0223
5>2 0013 0024 0042 0442 2324
5>4 0212`,
};

/** Loops without a sheath: of 6 and 5 cells. */
const chouReggia6: Loop = {
  title: 'Loop of six cells',
  paper: 'Reggia, Armentrout, Chou & Peng 1993, doi:10.1126/science.259.5099.1282',
  states: 8,
  seed: '2A$CD2A!',
  transitions: `
0>1 0023 0063
0>2 0015 0045 0451 0621 1215
0>3 0051
0>4 0151
0>5 0007
0>6 0005 0066 0105 0166 0305 0366
0>7 0144
1>3 0031 0414
1>4 0004 0041 0046 0104 0241 0411 0412 0413 0416 0417 0441 0467 0641 1224 1424 4666
2>0 0001 0003 0103 0404
3>1 0001 0011 0014 0031 0104 0144 0147 0214 0264 0614 0714 1666
3>6 0064 1467
3>7 0174
4>0 0101
4>1 0011 0061
4>3 0031 0103 0305 0311 0316 0331 0631 3666
4>5 0003
4>6 0231 0312
5>0 0000
5>1 0001
5>4 0004
6>0 0000 0016 0036 0061 0066 0161 0163 0166 0361 0363 0466 0636 0766
6>1 0013
6>3 0631
6>4 0014
6>5 0616
7>0 0103 0333 3336`,
};

const chouReggia5: Loop = {
  ...chouReggia6,
  title: 'Loop of five cells',
  seed: '2A$CDA!',
  transitions: `
0>4 0071
0>5 0444
0>7 0005 0054 0077
1>4 0041 0104 0411 0414 0441
1>5 0004
3>0 0154
3>1 0014 0104 0105 0144 0145 0514 0714 1777
4>1 0001
4>3 0031 0071 0103 0311 0331
5>0 0333
5>3 0003
7>0 0000 0017 0071 0077 0711
7>1 0714 0717`,
};

/**
 * What became of Langton's loop when Sayama let it die (state 8): where signals end up that no transition foresees, a
 * loop dissolves, and leaves its place to others.
 */
function dissolve(from: number, around: readonly number[]): number {
  const has = (...states: readonly number[]): boolean => states.some((state) => around.includes(state));
  if (from === 8) return 0;
  if (has(8)) {
    if (from < 2) return has(2, 3, 4, 5, 6, 7) ? 8 : from;
    return from === 2 || from === 3 || from === 5 ? 0 : 1;
  }
  // Cells of a tube: its core and the signals in it.
  const isTube = around.filter((state) => [1, 2, 4, 6, 7].includes(state)).length > 1;
  switch (from) {
    case 0:
      return has(1) && isTube ? 1 : 0;
    case 1:
      return (isTube && [7, 6, 4].find((signal) => has(signal))) || 8;
    case 2:
      return has(3) ? 1 : has(2) ? 2 : 8;
    case 3:
    case 5:
      return 8;
    default:
      return has(0) && isTube ? 0 : 8;
  }
}

const sdsr: Loop = {
  title: 'Structurally dissolvable loop',
  paper: 'Sayama 1998, “Introduction of structural dissolution into Langton’s self-reproducing loop”',
  states: 9,
  seed: langton.seed,
  otherwise: dissolve,
  transitions: `
0>0 0112
0>1 0007 2527
0>2 0001 0011 0012 0013 0021 0026 0027 0062 0072 0102 0232 0522
0>3 0006
0>5 0052 0212 1252 1725
1>0 0271
1>1 0001 0006 0011 0012 0021 0051 0101 0111 0212 0221 1112 1122 1125 1126 1212 1222 1225 1232 1262 1322
1>3 0226
1>4 0264
1>5 2425 2527
1>6 0202
1>7 0007 0232 0542 2254 2426
2>0 0025 0252
2>1 0007 0552 1126
2>2 0001 0004 0015 0023 0203 0312 0342
2>3 0042 0207
2>5 0057 0572
2>6 0032 0321 0322
2>7 0051
3>0 0122
3>1 0004 0042 0102 0251
3>2 0002 0062
3>3 0001 0012
3>6 0007
4>1 0222 0322
4>6 0232
5>0 0052 0222 1222
5>2 0002 0023 0027 0202 0212 0215 0272 1212 1242 1272
5>4 0224
5>5 0021 0022
6>1 0001 0002 1213
6>5 1212 1222
7>1 0222 0225 0232
7>5 0252
7>7 0007`,
};

const evoloop: Loop = {
  title: 'Evoloop',
  paper: 'Sayama 1999, doi:10.1162/106454699568818',
  states: 9,
  seed: '.15B$BG.AG.AG.AG.4AB$BA13BAB$B.B11.BAB$BGB11.BAB$BAB11.BAB$B.B11.BAB$BGB11.BAB$BAB11.BAB$B.B11.BAB$BGB11.BGB$BAB11.B.B$B.B11.BAB$BGB11.BGB$BA13B.B$B.GA.GA.GA.DA.DAB$.14BE!',
  otherwise: dissolve,
  transitions: `
0>2 0001 0012 0015 0021 0024 0042 0045 0075 0102 0232
0>3 0004
0>6 1252 1262
1>1 0001 0012 0021 0121 0202 0211 0212 0213 0221 0251 0512 0621 1112 1122 1125 1162 1212 1213 1215 1222 1232
    1322 1332
1>3 0254 1254 2433
1>4 0232 0624 1624
1>5 0273 1273
1>6 2627
1>7 0252 1252
2>0 0006 0026 0062 0262 0265
2>1 0007
2>2 0001 0004 0005 0015 0023 0045 0075 0203 0223 0312 0322 0342 0345 0372 1223 1322 2234 2237 2243 2273
2>3 0042 0207 0232 1232 2324 2327
2>4 0032
2>5 0054 0057 0206 0252 0542 0572 0612 0642 0672
3>0 0125
3>1 0042 0102 0252 0332 1252 2425 2527
3>2 0002 0003 0032
3>3 0001 0004 0012 0212 0242 0272 1212 1242 1272 2424 2427 2727
3>4 0007
4>1 0000 0002 0222 0232 0322
4>6 0262
5>0 0312
5>2 0023 0202 0205 0215
5>5 0002 0012 0021 0024 0027 0042 0072 0212 0242 0272
6>0 1222 2224 2227
6>2 0202 0212 0242 0272
7>1 0222
7>6 0262`,
};

export const LOOPS = {
  langton,
  byl,
  'six-cells': chouReggia6,
  'five-cells': chouReggia5,
  sdsr,
  evoloop,
} as const;
export type LoopName = keyof typeof LOOPS;

interface Transition {
  readonly from: number;
  readonly to: number;
  /** N E S W. */
  readonly around: readonly number[];
}

/** The transitions of a loop, each in one of its four turns. */
function transitionsOf({ transitions }: Loop): Transition[] {
  return transitions
    .trim()
    .split(/\n(?=\d>)/)
    .flatMap((line) => {
      const [head, ...neighbourhoods] = line.split(/\s+/);
      const [from, to] = head.split('>').map(Number);
      return neighbourhoods.map((around) => ({ from, to, around: [...around].map(Number) }));
    });
}

/** A loop's rule as `assembly/rule-table.ts` runs it. */
export function loopPlan(name: LoopName): TablePlan {
  const loop: Loop = LOOPS[name];
  const { states } = loop;
  // Inputs are digits of the index: N W E S and the cell itself.
  const table = Uint8Array.from({ length: states ** 5 }, (_, index) => {
    const [north, west, east, south] = [4, 3, 2, 1].map((place) => Math.floor(index / states ** place) % states);
    const from = index % states;
    return loop.otherwise?.(from, [north, east, south, west]) ?? from;
  });
  for (const { from, to, around } of transitionsOf(loop)) {
    for (let turn = 0; turn < 4; turn++) {
      const [n, e, s, w] = [...around.slice(turn), ...around.slice(0, turn)];
      table[[n, w, e, s, from].reduce((index, state) => index * states + state, 0)] = to;
    }
  }
  return { kind: 'flat', states, neighbours: 4, rest: table[0], table };
}

/** A loop's rule as a rule file; for those that the format's own default suits. */
export function loopRuleText(name: Exclude<LoopName, 'sdsr' | 'evoloop'>): string {
  const loop = LOOPS[name];
  const lines = transitionsOf(loop).map(({ from, to, around }) => [from, ...around, to].join(''));
  return [
    `@RULE ${name === 'langton' ? 'Langtons-Loops' : name}`,
    `${loop.title} (${loop.paper}).`,
    '@TABLE',
    `n_states:${loop.states}`,
    'neighborhood:vonNeumann',
    'symmetries:rotate4',
    ...lines,
    '',
  ].join('\n');
}
