/** What the numbers of an atlas depend on besides the rule. */
export interface AtlasSettings {
  readonly kind: 'elementary' | 'plane';
  /** Cells of the ring, or of a side of the torus. */
  readonly width: number;
  /** Steps before a run is measured. */
  readonly steps: number;
  /** Steps within which a period is looked for. */
  readonly limit: number;
  readonly seed: number;
}

/** One rule's line of the table; a number is null where there is none. */
export interface AtlasRow {
  readonly rule: string;
  readonly values: Readonly<Record<string, number | null>>;
}

interface Column {
  readonly id: string;
  readonly about: string;
  /** Only where rules are elementary. */
  readonly elementary?: true;
}

const COLUMNS: readonly Column[] = [
  {
    id: 'class',
    about: 'Smallest rule that is the same up to mirror image and complement (Wolfram 1983).',
    elementary: true,
  },
  { id: 'lambda', about: 'Langton’s λ: share of neighbourhoods whose outcome is not 0; empty for Larger than Life.' },
  { id: 'density', about: 'Share of cells that are not 0.' },
  { id: 'entropy', about: 'Entropy of a cell, in bits.' },
  { id: 'blockEntropy', about: 'Entropy of a block, in bits a cell: 8 cells of a row, or 3 × 3 cells of the plane.' },
  { id: 'neighbourInformation', about: 'Mutual information between a cell and its right neighbour, in bits.' },
  { id: 'memory', about: 'Mutual information between a cell and itself a step later, in bits.' },
  { id: 'compressed', about: 'Deflated length of the cells as a share of that of random cells.' },
  { id: 'activity', about: 'Share of cells that change in a step.' },
  {
    id: 'damage',
    about:
      'Cells that differ, (width / 2 − 2) / radius steps after one was changed; mean over 8 runs; empty where the radius is too large for that.',
  },
  { id: 'damageLeft', about: 'Cells a step at which the damage spreads to the left; mean over 8 runs.' },
  { id: 'damageRight', about: 'Cells a step at which it spreads to the right.' },
  { id: 'transient', about: 'Steps before the first state that occurs again; empty where none did within the limit.' },
  { id: 'period', about: 'Steps from a state to its return; empty where there was none within the limit.' },
];

/** The table's columns after the rule. */
export const columnsOf = (kind: AtlasSettings['kind']): readonly Column[] =>
  COLUMNS.filter(({ elementary }) => !elementary || kind === 'elementary');
