/** Round numbers (1, 2 or 5 times a power of ten) from `low` to `high`, about `count` of them. */
export function ticks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const step = niceStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Steps below 1 are divided by their inverse, a whole number: 3 / 10 is the double 0.3, 3 * 0.1 is not.
  const inverse = Math.round(1 / step);
  const value = (i: number) => (step < 1 ? i / inverse : i * step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => value(first + i) + 0);
}

/** The step of 1, 2 or 5 times a power of ten that is next above. */
export function niceStep(atLeast: number): number {
  const power = Number(`1e${Number(atLeast.toExponential().split('e')[1])}`);
  const steps = [1, 2, 5, 10].map((digit) => digit * power);
  return steps.find((step) => step >= atLeast * (1 - 1e-9)) ?? steps[3];
}

const SUFFIXES: readonly (readonly [number, string])[] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** A tick as text, with as many decimals as its neighbours need: `0.25`, `−3`, `20k`. */
export function formatTick(value: number, marks: readonly number[]): string {
  if (value === 0) return '0';
  const largest = Math.max(...marks.map(Math.abs));
  if (largest > 0 && (largest < 1e-4 || largest >= 1e12))
    return value.toExponential().replace('e+', 'e').replaceAll('-', '−');
  const [unit, suffix] = (largest >= 1e4 && SUFFIXES.find(([size]) => largest >= size)) || [1, ''];
  const step = marks.length > 1 ? Math.abs(marks[1] - marks[0]) / unit : 1;
  const decimals = Math.max(0, -Number(step.toExponential().split('e')[1]));
  const text = (Math.abs(value) / unit).toFixed(Math.min(decimals, 20));
  return `${value < 0 ? '−' : ''}${text}${suffix}`;
}
