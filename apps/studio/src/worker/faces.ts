/** Presets that show a system's best face in the gallery, where that is not its default. */
export const faces: Readonly<Record<string, string>> = {
  elementary: 'rule-30',
  'totalistic-1d': 'code-777',
  sandpile: 'identity',
  generations: 'star-wars',
  cyclic: 'cyclic-spirals',
  'greenberg-hastings': 'macaroni',
  'langton-ant': 'highway',
  'lattice-gas': 'sound',
  'langton-loop': 'evoloop',
};
