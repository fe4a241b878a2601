import { defineSystem, dense, type Field, integer, type Simulation, type System, type View } from '@selforg/core';

/** A simulation that only shows fields. */
export function showing(fields: Readonly<Record<string, Field>>): Simulation {
  const none = () => {
    throw new Error('not for drawing');
  };
  return { time: 0, step: none, field: (name) => fields[name], measures: () => ({}), snapshot: none, restore: none };
}

export const view = (...layers: View['layers']): View => ({ id: 'any', title: '', about: '', layers, palette: 'ink' });

/** How often the counter below was asked to step, and how far: to see what a resume saves. */
export const work = { steps: 0 };

/**
 * A congruential generator as a system: each state follows from the last alone, so that a frame is right only when
 * every step before it was.
 */
export const counter = defineSystem({
  id: 'counter',
  title: 'Counter',
  family: 'automata',
  about: 'Counts in a way that cannot be guessed.',
  source: {
    authors: 'W. E. Thomson',
    year: 1958,
    title: 'A modified congruence method of generating pseudo-random numbers',
  },
  params: { side: integer({ default: 12, min: 1, max: 64, about: 'Side of the square that shows the state.' }) },
  presets: [],
  views: [
    {
      id: 'noise',
      title: 'Noise',
      about: 'Cells.',
      palette: 'states',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
    {
      id: 'drawing',
      title: 'Drawing',
      about: 'Points.',
      palette: 'ink',
      layers: [{ kind: 'points', field: 'points', shape: 'disc', size: 40, colour: 'accent' }],
    },
  ],
  measures: [{ id: 'state', title: 'State', about: 'The number.' }],
  pace: 3,
  setup({ side }, { seed, data }) {
    const state = Uint32Array.of(seed + (data.offset?.values[0] ?? 0));
    const cells = new Uint8Array(side * side);
    const points = new Float32Array(2 * side);
    return {
      step(count) {
        work.steps += count;
        for (let i = 0; i < count; i++) state[0] = Math.imul(state[0], 1664525) + 1013904223;
      },
      fields: {
        cells() {
          for (let i = 0; i < cells.length; i++) cells[i] = (Math.imul(state[0] ^ i, 2654435761) >>> 29) & 7;
          return dense(cells, [side, side], [[0, 7]]);
        },
        points() {
          for (let i = 0; i < points.length; i++) points[i] = (Math.imul(state[0] ^ i, 2654435761) >>> 24) / 256;
          return dense(
            points,
            [side, 2],
            [
              [0, 1],
              [0, 1],
            ],
          );
        },
      },
      measures: () => ({ state: state[0] }),
      state: () => ({ state }),
    };
  },
});

export const catalogue = [counter as unknown as System];
