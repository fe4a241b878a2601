import { mathWasm } from './generated/math.js';
import { instantiate, type Kernel } from './kernel.js';

interface MathKernel extends Kernel {
  exp(x: number): number;
  log(x: number): number;
  sin(x: number): number;
  cos(x: number): number;
  pow(x: number, y: number): number;
  sqrt(x: number): number;
}

let shared: MathKernel | undefined;

/**
 * Transcendental functions whose results are the same bits in every JavaScript engine, which `Math.exp` and its
 * kin do not promise. Use them wherever a result decides a trajectory.
 */
export function math(): MathKernel {
  shared ??= instantiate<MathKernel>(mathWasm);
  return shared;
}
