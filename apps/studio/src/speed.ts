/** Steps a frame: from one in 64 frames to 2⁴⁰ in each, which HashLife may well take. */
export const SLOWEST = 2 ** -6;
export const FASTEST = 2 ** 40;
/** From here on, powers of two are said as such. */
const LONG = 2 ** 20;

/** The next power of two above or below; the pace of a system itself need not be one. */
export function shiftSpeed(speed: number, direction: 1 | -1): number {
  const power = Math.log2(speed);
  const next = direction > 0 ? Math.floor(power + 1e-9) + 1 : Math.ceil(power - 1e-9) - 1;
  return Math.min(Math.max(FASTEST, speed), Math.max(SLOWEST, 2 ** next));
}

/** As people say it: `16 steps a frame`, `2²⁰ steps a frame`, `1 step in 4 frames`. */
export function describeSpeed(speed: number): string {
  if (speed < 1) return `1 step in ${Math.round(1 / speed)} frames`;
  const power = Math.log2(speed);
  const count = speed >= LONG && Number.isInteger(power) ? `2${raised(power)}` : formatCount(speed);
  return `${count} ${speed === 1 ? 'step' : 'steps'} a frame`;
}

export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en-GB').replaceAll(',', '\u2009');
}

/** A rate in few figures: `62.5`, `48 210`, `3.1 × 10¹²`. */
export function formatRate(rate: number): string {
  if (rate < 10) return rate.toFixed(1);
  if (rate < 1e8) return formatCount(rate);
  const power = Math.floor(Math.log10(rate));
  return `${(rate / 10 ** power).toFixed(1)} × 10${raised(power)}`;
}

function raised(power: number): string {
  return [...String(power)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}
