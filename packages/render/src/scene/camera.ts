import type { Box, CameraMode, Simulation, View, Window } from '@selforg/core';

/**
 * The part of the lattice that a camera sees now, in a picture as large as the view's own: `fit` zooms out by powers of two
 * until all that lives is in it, `follow` keeps one pixel a cell and moves with its middle; where nothing lives both stay at
 * home. Nothing for lattices that are seen whole, and views that are not windowed.
 */
export function windowOf(simulation: Simulation, view: View, camera: CameraMode = 'home'): Window | undefined {
  const { home } = simulation;
  if (!home || !view.layers.some(isWindowed)) return undefined;
  const box = camera === 'home' ? undefined : simulation.extent?.();
  if (!box) return home;
  const { width, height } = home;
  const zoom = camera === 'follow' ? 0 : zoomToFit(box, width, height);
  const middle = (low: bigint, high: bigint, pixels: number) =>
    (low + high + 1n) / 2n - ((BigInt(pixels) << BigInt(zoom)) >> 1n);
  return { x: middle(box.left, box.right, width), y: middle(box.top, box.bottom, height), width, height, zoom };
}

/** Whether a layer shows the part that it is asked for. */
export const isWindowed = (layer: View['layers'][number]): boolean => layer.kind === 'image' && layer.windowed === true;

/** The least power of two of cells a pixel at which the box, and a pixel around it, fits. */
function zoomToFit({ left, top, right, bottom }: Box, width: number, height: number): number {
  let zoom = 0;
  const fits = (cells: bigint, pixels: number) => (cells >> BigInt(zoom)) + 2n <= BigInt(Math.max(3, pixels));
  while (!fits(right - left + 1n, width) || !fits(bottom - top + 1n, height)) zoom++;
  return zoom;
}
