import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolatePlasma,
  interpolateViridis,
} from 'd3-scale-chromatic';
import { along, hex, type Rgb } from './colour.js';

/** What a menu shows of a palette. */
export interface PaletteInfo {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Sequential: from low to high. Diverging: two ways from the middle. Cyclic: its ends meet, for angles. States: one colour a state, without order. */
  readonly kind: 'sequential' | 'diverging' | 'cyclic' | 'states';
  /** Its colours stay apart for the common forms of colour blindness. */
  readonly colourBlindSafe: boolean;
}

/** Colours for what is drawn with lines and text rather than cell by cell. */
export interface Inks {
  readonly background: Rgb;
  readonly foreground: Rgb;
  readonly accent: Rgb;
  readonly faint: Rgb;
}

export interface Palette extends PaletteInfo {
  /** The colours of the first `count` states, or `count` colours from one end to the other. */
  readonly colours: (count: number) => Rgb[];
  readonly inks: Inks;
}

const GROUND = hex('#0d1017');
const PAPER = hex('#f7f2e8');
const WHITE = hex('#fbf7ef');
/** From a blue-black night to warm paper, in equal steps of OKLab lightness; grown once, kept as numbers. */
const INK = ['#0c0f16', '#272e39', '#47505f', '#797369', '#a0998e', '#cac2b5', '#f5ecdd'].map(hex);
/** From blue over the ground to amber, as steeply up on either side. */
const POLAR = ['#9fdcff', '#4aa8e8', '#1f5f9e', '#132f4d', '#0d1017', '#4d2c10', '#a05a17', '#e89a3c', '#ffdfa0'].map(
  hex,
);
/** Twelve hues of equal lightness and chroma (OKLCH 0.78, 0.12), kept as numbers: no cosine decides a frame. */
const COMPASS = [
  ...['#fb9797', '#f5a06f', '#e0ae57', '#bcbe5e', '#8dca80', '#5ad0ac'],
  ...['#3aced6', '#59c5f5', '#8ab8ff', '#b6aaff', '#d99ee7', '#f197c2'],
].map(hex);
/** Once round in hue and once from dark to light and back (OKLCH, lightness 0.57 ± 0.31, chroma 0.145 where sRGB has it). */
const WHEEL = [
  ...['#0f1068', '#300a69', '#56176d', '#852d72', '#b94c74', '#e77271', '#fe9e72', '#ffc282'],
  ...['#fdd359', '#d1d960', '#91cf6c', '#33b577', '#028b7a', '#076268', '#034154', '#002b4c'],
].map(hex);
/** From white heat to ash. */
const EMBERS = ['#fff6e0', '#ffd27a', '#fb9b3c', '#e0602f', '#ae3a3f', '#74294c', '#43203f', '#221a2b'].map(hex);
/** Okabe & Ito 2002, “Color universal design”: tell apart for every common colour vision; their black is our ground. */
const OKABE_ITO = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7'].map(hex);
/** Three more that stay apart from those and from white, for every common colour vision too. */
const BEYOND = ['#8437f0', '#8a2424', '#62f0a2'].map(hex);

export const definitions: readonly Palette[] = [
  sequential('ink', 'Ink', 'Warm paper white on a blue-black ground.', (t) => along(INK, t), {
    accent: hex('#f5ecdd'),
    faint: hex('#6a7180'),
  }),
  {
    ...sequential('paper', 'Paper', 'Dark ink on warm paper: for print and light pages.', (t) => along(INK, 1 - t)),
    inks: { background: PAPER, foreground: hex('#1a1e27'), accent: hex('#1a1e27'), faint: hex('#a39c8f') },
  },
  sequential('viridis', 'Viridis', 'Blue through green to yellow.', parsed(interpolateViridis)),
  sequential('magma', 'Magma', 'Black through purple to cream.', parsed(interpolateMagma)),
  sequential('inferno', 'Inferno', 'Black through red to pale yellow.', parsed(interpolateInferno)),
  sequential('plasma', 'Plasma', 'Blue through magenta to yellow.', parsed(interpolatePlasma)),
  sequential(
    'cividis',
    'Cividis',
    'Blue to yellow: made to look the same to red-green blind eyes.',
    parsed(interpolateCividis),
  ),
  sequential('grey', 'Grey', 'Black to white.', (t) => [Math.round(255 * t), Math.round(255 * t), Math.round(255 * t)]),
  {
    ...sequential('polar', 'Polar', 'Blue below, amber above, dark in the middle: for values with a sign.', (t) =>
      along(POLAR, t),
    ),
    kind: 'diverging',
    inks: onGround(POLAR[7], POLAR[2]),
  },
  {
    name: 'compass',
    title: 'Compass',
    about: 'Hues of equal lightness all the way round: for headings and other angles.',
    kind: 'cyclic',
    colourBlindSafe: false,
    colours: (count) => Array.from({ length: count }, (_, i) => along([...COMPASS, COMPASS[0]], i / count)),
    inks: onGround(COMPASS[2], hex('#59606e')),
  },
  {
    name: 'wheel',
    title: 'Wheel',
    about: 'Once round in hue, once from dark to light and back: for states that follow one another in a circle.',
    kind: 'cyclic',
    colourBlindSafe: false,
    colours: (count) => Array.from({ length: count }, (_, i) => along([...WHEEL, WHEEL[0]], i / count)),
    inks: onGround(WHEEL[7], hex('#6a5f7a')),
  },
  {
    ...states('embers', 'Embers', 'Dark, then from white heat down to ash: for cells that flare up and fade.', EMBERS),
    colours: (count) =>
      Array.from({ length: count }, (_, i) =>
        i === 0 ? GROUND : along(EMBERS, count > 2 ? (i - 1) / (count - 2) : 0),
      ),
    inks: onGround(EMBERS[2], hex('#7d5a55')),
  },
  states('copper', 'Copper', 'Wires of copper, electrons with a pale head and a blue tail.', [
    GROUND,
    hex('#f2fbff'),
    hex('#2f8fe8'),
    hex('#b5652b'),
  ]),
  states('forest', 'Forest', 'Bare soil, trees and fire, each far brighter than the one before.', [
    hex('#17110d'),
    hex('#2e7d46'),
    hex('#ffd166'),
  ]),
  states('changes', 'Changes', 'Dead, survived, born, died: four steps of lightness as well as of hue.', [
    GROUND,
    hex('#efe6d5'),
    OKABE_ITO[1],
    hex('#b04a08'),
  ]),
  states('states', 'States', 'Colours of Okabe and Ito, and white, for states without order.', [
    GROUND,
    ...OKABE_ITO,
    WHITE,
  ]),
  states('classes', 'Classes', 'The states’ colours and three more: eleven classes, such as ten digits, told apart.', [
    GROUND,
    ...OKABE_ITO,
    WHITE,
    ...BEYOND,
  ]),
];

function sequential(
  name: string,
  title: string,
  about: string,
  at: (t: number) => Rgb,
  { accent, faint } = { accent: at(0.86), faint: at(0.42) },
): Palette {
  const colours = (count: number) => Array.from({ length: count }, (_, i) => at(count === 1 ? 0 : i / (count - 1)));
  return { name, title, about, kind: 'sequential', colourBlindSafe: true, colours, inks: onGround(accent, faint) };
}

/** More states than colours: all but the first, which is the ground, come round again. */
function states(name: string, title: string, about: string, list: readonly Rgb[]): Palette {
  const colours = (count: number) =>
    Array.from({ length: count }, (_, i) => (i === 0 ? list[0] : list[1 + ((i - 1) % (list.length - 1))]));
  return {
    name,
    title,
    about,
    kind: 'states',
    colourBlindSafe: true,
    colours,
    inks: onGround(OKABE_ITO[1], hex('#59606e')),
  };
}

function onGround(accent: Rgb, faint: Rgb): Inks {
  return { background: GROUND, foreground: hex('#ece5d8'), accent, faint };
}

/** d3 writes colours as CSS: `#rrggbb` or `rgb(r, g, b)`. */
function parsed(interpolate: (t: number) => string): (t: number) => Rgb {
  return (t) => {
    const text = interpolate(t);
    if (text.startsWith('#')) return hex(text);
    const [red, green, blue] = (text.match(/\d+/g) ?? []).map(Number);
    return [red, green, blue];
  };
}
