export { heapBase } from './heap';

// AssemblyScript's Math is a port of musl's libm: additions and multiplications only, so every engine agrees.
export function exp(x: f64): f64 {
  return Math.exp(x);
}
export function log(x: f64): f64 {
  return Math.log(x);
}
export function sin(x: f64): f64 {
  return Math.sin(x);
}
export function cos(x: f64): f64 {
  return Math.cos(x);
}
export function pow(x: f64, y: f64): f64 {
  return Math.pow(x, y);
}
export function sqrt(x: f64): f64 {
  return Math.sqrt(x);
}
