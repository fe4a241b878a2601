/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The colour of `#rrggbb`. */
export function hex(text: string): Rgb {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The colour between two, `t` from 0 to 1, in sRGB as it is stored. */
export function mix(a: Rgb, b: Rgb, t: number): Rgb {
  const channel = (c: 0 | 1 | 2) => Math.round(a[c] + (b[c] - a[c]) * t);
  return [channel(0), channel(1), channel(2)];
}

/** The colour at `t`, 0 to 1, of stops at equal distances. */
export function along(stops: readonly Rgb[], t: number): Rgb {
  const place = Math.min(Math.max(t, 0), 1) * (stops.length - 1);
  const before = Math.min(Math.floor(place), stops.length - 2);
  return mix(stops[before], stops[before + 1], place - before);
}

/** As canvas and CSS write it. */
export function css([red, green, blue]: Rgb): string {
  return `rgb(${red},${green},${blue})`;
}

export const BLACK: Rgb = [0, 0, 0];

/** Whether dark ink reads better on it than light: by green, which makes most of lightness. */
export function isLight([, green]: Rgb): boolean {
  return green > 127;
}
