// Rule files of our own, as texts: each can be copied out of a recipe, changed, and run again.

/** Brian's Brain (Silverman; Toffoli & Margolus 1987): a rested cell fires with exactly two neighbours that fire. */
export const BRIANS_BRAIN = `@RULE BriansBrain
Ready, firing, refractory: a ready cell fires when exactly two of its eight neighbours do.
@TABLE
n_states:3
neighborhood:Moore
symmetries:permute
var a={0,2}
var b={0,2}
var c={0,2}
var d={0,2}
var e={0,2}
var f={0,2}
var p={0,1,2}
var q={0,1,2}
var r={0,1,2}
var s={0,1,2}
var t={0,1,2}
var u={0,1,2}
var v={0,1,2}
var w={0,1,2}
0,1,1,a,b,c,d,e,f,1
1,p,q,r,s,t,u,v,w,2
2,p,q,r,s,t,u,v,w,0
@NAMES
0 ready
1 firing
2 refractory
@COLORS
0 13 16 23
1 255 246 224
2 224 96 47
`;

/** WireWorld as a table: what the system `wireworld` has a kernel for. */
export const WIREWORLD = `@RULE WireWorld
Empty, electron head, electron tail, wire.
@TABLE
n_states:4
neighborhood:Moore
symmetries:permute
var a={0,2,3}
var b={0,2,3}
var c={0,2,3}
var d={0,2,3}
var e={0,2,3}
var f={0,2,3}
var g={0,2,3}
var p={0,1,2,3}
var q={0,1,2,3}
var r={0,1,2,3}
var s={0,1,2,3}
var t={0,1,2,3}
var u={0,1,2,3}
var v={0,1,2,3}
var w={0,1,2,3}
1,p,q,r,s,t,u,v,w,2
2,p,q,r,s,t,u,v,w,3
3,1,a,b,c,d,e,f,g,1
3,1,1,a,b,c,d,e,f,1
@NAMES
0 empty
1 electron head
2 electron tail
3 wire
@COLORS
0 13 16 23
1 242 251 255
2 47 143 232
3 181 101 43
`;

/** A linear rule: the sum of a cell and its four neighbours, modulo `states` (Amoroso & Cooper 1971). */
export function sumRule(states: number): string {
  const all = Array.from({ length: states }, (_, state) => state);
  const lines = all.flatMap((c) =>
    multisets(all, 4).map((around) => [c, ...around, around.reduce((sum, state) => sum + state, c) % states].join()),
  );
  return [
    `@RULE SumModulo${states}`,
    `Each cell becomes the sum of itself and its four neighbours, modulo ${states}.`,
    '@TABLE',
    `n_states:${states}`,
    'neighborhood:vonNeumann',
    'symmetries:permute',
    ...lines,
    '',
  ].join('\n');
}

/** All choices of `size` values where order does not matter. */
function multisets(values: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return values.flatMap((value, i) => multisets(values.slice(i), size - 1).map((rest) => [value, ...rest]));
}
