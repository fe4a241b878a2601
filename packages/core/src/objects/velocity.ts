import { greatestDivisor } from './divisor.js';

/**
 * A spaceship's velocity in the usual notation: `c/4 diagonal`, `2c/5 orthogonal`, `(2,1)c/6` for one that moves along
 * neither; c is a cell a generation. Nothing for what does not move.
 */
export function velocityOf({ dx, dy, period }: VelocityOf): string | undefined {
  const [long, short] = [Math.max(Math.abs(dx), Math.abs(dy)), Math.min(Math.abs(dx), Math.abs(dy))];
  if (long === 0) return undefined;
  const divisor = greatestDivisor(greatestDivisor(long, short), period);
  const cells = long / divisor;
  const speed = `c${period === divisor ? '' : `/${period / divisor}`}`;
  if (short > 0 && short < long) return `(${cells},${short / divisor})${speed}`;
  return `${cells === 1 ? '' : cells}${speed} ${short === 0 ? 'orthogonal' : 'diagonal'}`;
}

interface VelocityOf {
  readonly dx: number;
  readonly dy: number;
  readonly period: number;
}
