/** Rules worth a look, with the class of behaviour that Wolfram 1984 (doi:10.1016/0167-2789(84)90245-8) sorts them into. */
export const elementaryPresets = [
  {
    id: 'rule-30',
    title: 'Rule 30',
    about: 'Class III from a single one: its middle column passes tests of randomness, its left edge is regular.',
    params: { rule: 30, start: 'single' },
  },
  {
    id: 'rule-110',
    title: 'Rule 110',
    about: 'Class IV: gliders on a background of period 7, enough to compute whatever can be computed (Cook 2004).',
    params: { rule: 110 },
  },
  {
    id: 'rule-90',
    title: 'Rule 90',
    about: 'Class III, yet the sum of the two neighbours modulo 2: from a single one it draws the Sierpinski triangle.',
    params: { rule: 90, start: 'single' },
  },
  {
    id: 'rule-184',
    title: 'Rule 184, traffic',
    about: 'Class II: ones are cars that move right when there is room; at density one half, jams dissolve.',
    params: { rule: 184 },
  },
  {
    id: 'rule-54',
    title: 'Rule 54',
    about: 'Class IV: still and moving particles meet on a chequered background.',
    params: { rule: 54 },
  },
  {
    id: 'rule-22',
    title: 'Rule 22',
    about:
      'Class III: a cell is 1 next when just one of the three is now; triangles of every size, and no order that lasts.',
    params: { rule: 22 },
  },
  {
    id: 'rule-73',
    title: 'Rule 73',
    about: 'Class II: walls form that nothing passes, with small clocks of different periods between them.',
    params: { rule: 73 },
  },
  {
    id: 'rule-18',
    title: 'Rule 18',
    about: 'Class III: domains like those of rule 90, whose borders wander at random and annihilate in pairs.',
    params: { rule: 18 },
  },
  {
    id: 'rule-150',
    title: 'Rule 150',
    about: 'The sum of all three cells modulo 2: linear, so that pictures of two starts add up.',
    params: { rule: 150, start: 'single' },
  },
  {
    id: 'rule-45',
    title: 'Rule 45',
    about:
      'Class III: chaos on a striped ground, spreading to the right as fast as can be and to the left half as fast.',
    params: { rule: 45, start: 'single' },
  },
  {
    id: 'rule-232',
    title: 'Rule 232, majority',
    about: 'Class II: each cell follows the majority of three and opinions freeze into blocks at once.',
    params: { rule: 232 },
  },
  {
    id: 'rule-160',
    title: 'Rule 160',
    about: 'Class I: a one needs two neighbours of one; almost every start dies out within a few steps.',
    params: { rule: 160 },
  },
  {
    id: 'rule-122r',
    title: 'Rule 122R, reversible',
    about: 'Second order: waves of a few ones cross, and disorder grows although every step can be undone.',
    params: { rule: 122, order: 'second', density: 0.05, width: 256, height: 128 },
  },
  {
    id: 'rule-37r',
    title: 'Rule 37R, reversible',
    about: 'Second order: calm and busy regions with borders between them, and nothing is ever forgotten.',
    params: { rule: 37, order: 'second', density: 0.1, width: 256, height: 128 },
  },
  {
    id: 'rule-214r',
    title: 'Rule 214R, reversible',
    about: 'Second order, from a single one: what looks like noise runs back to that one when time is turned.',
    params: { rule: 214, order: 'second', pattern: '1', previous: '1' },
  },
] as const;
