import fc from 'fast-check';

/** Grids up to a size with every edge that a system may have. */
export function surfaces(width: number, height: number) {
  const sides = { width: fc.integer({ min: 1, max: width }), height: fc.integer({ min: 1, max: height }) };
  const any = fc.record({
    ...sides,
    edge: fc.constantFrom('torus' as const, 'plane' as const, 'klein' as const, 'cross-surface' as const),
  });
  const sphere = sides.height.map((side) => ({ width: side, height: side, edge: 'sphere' as const }));
  return fc.oneof({ weight: 4, arbitrary: any }, { weight: 1, arbitrary: sphere });
}
