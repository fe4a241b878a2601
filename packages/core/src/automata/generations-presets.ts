/** Rules from Mirek Wójtowicz's lexicon of Generations, by the names and authors that it gives. */
export const generationsPresets = [
  {
    id: 'star-wars',
    title: 'Star Wars',
    about: 'Ships, guns and walls that shoot at one another (Mirek Wójtowicz).',
    params: { rule: '345/2/4', density: 0.3 },
  },
  {
    id: 'brians-brain',
    title: 'Brian’s Brain',
    about: 'Cells fire for one step and rest for one; nearly all that moves is a spaceship (Brian Silverman).',
    params: { rule: '/2/3', density: 0.1 },
  },
  {
    id: 'bombers',
    title: 'Bombers',
    about: 'Star Wars with a long memory: ships drag tails and drop what they carry (Mirek Wójtowicz).',
    params: { rule: '345/24/25', density: 0.25 },
  },
  {
    id: 'belzhab',
    title: 'BelZhab',
    about: 'Waves that chase one another, as in the Belousov–Zhabotinsky reaction (author unknown).',
    params: { rule: '23/23/8', density: 0.05 },
  },
  {
    id: 'banners',
    title: 'Banners',
    about: 'Ships pull fluttering banners that grow behind them (Mirek Wójtowicz).',
    params: { rule: '2367/3457/5', density: 0.3 },
  },
  {
    id: 'bloomerang',
    title: 'Bloomerang',
    about: 'Waves that bloom, come back and fill the plane with soft rings (John Elliott).',
    params: { rule: '234/34678/24', density: 0.2 },
  },
  {
    id: 'fireworks',
    title: 'Fireworks',
    about: 'From a few sparks rings of fire spread, each with a long trail that fades.',
    params: { rule: '2/13/21', density: 0.0005 },
  },
  {
    id: 'transers',
    title: 'Transers',
    about: 'Kin to Star Wars: births on six neighbours too, and one state more to fade.',
    params: { rule: '345/26/5', density: 0.3 },
  },
] as const;
