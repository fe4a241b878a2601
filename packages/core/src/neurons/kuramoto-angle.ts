/**
 * The direction of (x, y) in radians, −π … π, to 2e-8: what the language's own atan2 gives, but the same bits in every
 * engine (polynomial: Abramowitz & Stegun 1964, 4.4.49).
 */
export function angleOf(x: number, y: number): number {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  if (a === 0 && b === 0) return 0;
  const z = Math.min(a, b) / Math.max(a, b);
  const s = z * z;
  const series =
    ((((((((0.0028662257 * s - 0.0161657367) * s + 0.0429096138) * s - 0.07528964) * s + 0.1065626393) * s -
      0.1420889944) *
      s +
      0.1999355085) *
      s -
      0.3333314528) *
      s +
      1) *
    z;
  const first = b > a ? Math.PI / 2 - series : series;
  const upper = x < 0 ? Math.PI - first : first;
  return y < 0 ? -upper : upper;
}
