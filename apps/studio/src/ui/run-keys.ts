import { openHelp } from './dialogs.js';
import type { Binding } from './keys.js';

interface Actions {
  toggle(): void;
  step(count: number): void;
  reset(): void;
  faster(direction: 1 | -1): void;
  zoom(factor: number): void;
  pan(dx: number, dy: number): void;
  fit(): void;
  still(): Promise<void>;
  record(): void;
}

/** Pixels that the picture moves at a press of an arrow. */
const STRIDE = 48;

/** As in Golly and LifeViewer. */
export function runKeys(actions: Actions, zoom: number): readonly Binding[] {
  const bindings: Binding[] = [
    { keys: ['Enter'], shown: ['Return'], about: 'Play or pause', run: () => actions.toggle() },
    { keys: [' '], shown: ['Space'], about: 'One step', run: () => actions.step(1) },
    { keys: ['Shift+ '], shown: ['Shift', 'Space'], about: 'Ten steps', run: () => actions.step(10) },
    { keys: ['-', '_'], shown: ['-'], about: 'Slower', run: () => actions.faster(-1) },
    { keys: ['+', '='], shown: ['+'], about: 'Faster', run: () => actions.faster(1) },
    { keys: ['['], shown: ['['], about: 'Zoom out', run: () => actions.zoom(1 / zoom) },
    { keys: [']'], shown: [']'], about: 'Zoom in', run: () => actions.zoom(zoom) },
    { keys: ['ArrowLeft'], shown: ['←'], about: 'Look left', run: () => actions.pan(STRIDE, 0) },
    { keys: ['ArrowRight'], shown: ['→'], about: 'Look right', run: () => actions.pan(-STRIDE, 0) },
    { keys: ['ArrowUp'], shown: ['↑'], about: 'Look up', run: () => actions.pan(0, STRIDE) },
    { keys: ['ArrowDown'], shown: ['↓'], about: 'Look down', run: () => actions.pan(0, -STRIDE) },
    {
      keys: ['f', 'F'],
      shown: ['F'],
      about: 'Fit the picture to the stage; on a plane without end, all that lives',
      run: () => actions.fit(),
    },
    { keys: ['r', 'R'], shown: ['R'], about: 'Reset to the start', run: () => actions.reset() },
    { keys: ['s', 'S'], shown: ['S'], about: 'Save a PNG of this frame', run: () => void actions.still() },
    { keys: ['x', 'X'], shown: ['X'], about: 'Export frames', run: () => actions.record() },
    { keys: ['?'], shown: ['?'], about: 'This help', run: () => openHelp(bindings) },
  ];
  return bindings;
}
