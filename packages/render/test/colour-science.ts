// Textbook colour metrics, for tests only.

type Triple = readonly number[];

const linear = (byte: number) => (byte <= 10.31475 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
const stored = (value: number) => {
  const v = Math.min(1, Math.max(0, value));
  return 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
};
const times = (matrix: readonly Triple[], [a, b, c]: Triple) => matrix.map(([x, y, z]) => x * a + y * b + z * c);

/** CIELAB (CIE 1976, D65) of an sRGB colour (IEC 61966-2-1). */
export function lab(rgb: Triple): number[] {
  const toXyz = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.072175],
    [0.0193339, 0.119192, 0.9503041],
  ];
  const white = [0.95047, 1, 1.08883];
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
  const [x, y, z] = times(toXyz, rgb.map(linear)).map((value, i) => f(value / white[i]));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

export function distance(a: Triple, b: Triple): number {
  return Math.hypot(...a.map((value, i) => value - b[i]));
}

/** Machado, Oliveira & Fernandes 2009 (doi:10.1109/TVCG.2009.113), severity 1. */
const VISIONS = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export function seenBy(vision: keyof typeof VISIONS, rgb: Triple): number[] {
  return times(VISIONS[vision], rgb.map(linear)).map(stored);
}
