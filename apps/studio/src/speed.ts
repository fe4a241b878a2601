/** Steps a frame: from one in 64 frames to 2²⁰ in each. */
export const SLOWEST = 2 ** -6;
export const FASTEST = 2 ** 20;

/** The next power of two above or below; the pace of a system itself need not be one. */
export function shiftSpeed(speed: number, direction: 1 | -1): number {
  const power = Math.log2(speed);
  const next = direction > 0 ? Math.floor(power + 1e-9) + 1 : Math.ceil(power - 1e-9) - 1;
  return Math.min(FASTEST, Math.max(SLOWEST, 2 ** next));
}

/** As people say it: `16 steps a frame`, `1 step in 4 frames`. */
export function describeSpeed(speed: number): string {
  if (speed >= 1) return `${formatCount(speed)} ${speed === 1 ? 'step' : 'steps'} a frame`;
  return `1 step in ${Math.round(1 / speed)} frames`;
}

export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en-GB').replaceAll(',', '\u2009');
}
