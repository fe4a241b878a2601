import type { Preset } from '../contract/system.js';

/** The parameters that the presets set. */
interface Start {
  readonly rule: string;
  readonly width: number;
  readonly height: number;
  readonly density: number;
  readonly sown: number;
}

/** Rules named in Evans's thesis and in the lexicon of Wójtowicz's MCell. */
export const largerThanLifePresets: readonly Preset<Start>[] = [
  {
    id: 'bosco',
    title: 'Bosco’s rule',
    about: 'Evans’s bugs: out of a soup come round creatures that crawl about and collide, and guns that breed them.',
    params: {},
  },
  {
    id: 'bugs-movie',
    title: 'Bugs movie',
    about:
      'Griffeath’s larger bugs, of radius 10: a boiling soup thins out, until a few of them crawl through an empty world.',
    params: { rule: 'R10,C0,M1,S123..212,B123..170,NM', width: 512, height: 512, density: 0.45 },
  },
  {
    id: 'majority',
    title: 'Majority',
    about: 'Each cell joins the majority of the 81 around it: domains form whose borders straighten, then rest.',
    params: { rule: 'R4,C0,M1,S41..81,B41..81,NM' },
  },
  {
    id: 'waffle',
    title: 'Waffle',
    about: 'Evans’s expanding rule of radius 7: a square bakes into a lattice that spreads.',
    params: { rule: 'R7,C0,M1,S100..200,B75..170,NM', density: 1, sown: 0.12 },
  },
  {
    id: 'globe',
    title: 'Globe',
    about: 'Wójtowicz’s rule of radius 8: a patch grows into a globe with stripes.',
    params: { rule: 'R8,C0,M0,S163..223,B74..252,NM', density: 0.6, sown: 0.3 },
  },
  {
    id: 'round-bugs',
    title: 'Round bugs',
    about: 'Bosco’s rule on a disc instead of a square: bugs that know no directions.',
    params: { rule: 'R5,C0,M1,S30..52,B30..40,NC' },
  },
  {
    id: 'modern-art',
    title: 'Modern art',
    about: 'Rockafellor’s rule, with 32 states instead of 255: sparse births draw lines and blocks that fade.',
    params: { rule: 'R10,C32,M1,S2..3,B3..3,NM', density: 0.006, sown: 0.1 },
  },
];
