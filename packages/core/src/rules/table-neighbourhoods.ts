// The neighbourhoods and symmetries of @TABLE sections.

export interface TableNeighbourhood {
  readonly neighbours: 4 | 8;
  /** Neighbours of a transition, in a ring where there is one; the cell itself comes before them. */
  readonly order: readonly string[];
  /** Rearrangements of the ring, by name: each lists, for every place, the place that its state is taken from. */
  readonly symmetries: Readonly<Record<string, readonly (readonly number[])[]>>;
}

/** The order in which a rule tree asks for its inputs. */
export const TREE_ORDER = {
  4: ['n', 'w', 'e', 's', 'c'],
  8: ['nw', 'ne', 'sw', 'se', 'n', 'w', 'e', 's', 'c'],
} as const;

const ring = (length: number): number[] => Array.from({ length }, (_, i) => i);
/** Turns by multiples of `step` places. */
const turns = (length: number, step: number): number[][] =>
  ring(length / step).map((k) => ring(length).map((i) => (i + k * step) % length));
/** With each arrangement its mirror image, the first place kept. */
const mirroredToo = (arrangements: readonly (readonly number[])[]): (readonly number[])[] => [
  ...arrangements,
  ...arrangements.map((places) => places.map((_, i) => places[(places.length - i) % places.length])),
];

export const NEIGHBOURHOODS: Readonly<Record<string, TableNeighbourhood>> = {
  vonneumann: {
    neighbours: 4,
    order: ['n', 'e', 's', 'w'],
    symmetries: {
      none: turns(4, 4),
      rotate4: turns(4, 1),
      reflect_horizontal: mirroredToo(turns(4, 4)),
      rotate4reflect: mirroredToo(turns(4, 1)),
    },
  },
  moore: {
    neighbours: 8,
    order: ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'],
    symmetries: {
      none: turns(8, 8),
      rotate4: turns(8, 2),
      rotate8: turns(8, 1),
      reflect_horizontal: mirroredToo(turns(8, 8)),
      rotate4reflect: mirroredToo(turns(8, 2)),
      rotate8reflect: mirroredToo(turns(8, 1)),
    },
  },
  hexagonal: {
    neighbours: 8,
    order: ['n', 'e', 'se', 's', 'w', 'nw'],
    symmetries: {
      none: turns(6, 6),
      rotate2: turns(6, 3),
      rotate3: turns(6, 2),
      rotate6: turns(6, 1),
      rotate6reflect: mirroredToo(turns(6, 1)),
    },
  },
  onedimensional: {
    neighbours: 4,
    order: ['w', 'e'],
    symmetries: { none: [[0, 1]], reflect: turns(2, 1) },
  },
};
