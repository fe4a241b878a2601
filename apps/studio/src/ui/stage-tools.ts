import type { CameraMode, System } from '@selforg/core';
import type { Brush, Tool } from '../stage/pointer.js';
import { h, icon, iconButton } from './dom.js';

export interface StageEvents {
  zoom(factor: number): void;
  fit(): void;
  follow(isOn: boolean): void;
}

const NAMES = { draw: 'Paint', erase: 'Erase', pan: 'Move the picture' } as const;
/** From a cell to a fifth of the picture, in powers of two around the radius that suits the system. */
const SIZES = [-2, -1, 0, 1, 2, 3, 4, 5];

export interface StageTools {
  readonly element: HTMLElement;
  /** Shows whether the camera goes by itself. */
  track(mode: CameraMode): void;
}

/** Tools on the stage: what the pointer does, and where one looks. */
export function stageTools({ brush: info }: System, brush: Brush, events: StageEvents): StageTools {
  const tools: Tool[] = info ? ['draw', 'erase', 'pan'] : ['pan'];
  const buttons = tools.map((tool) =>
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': NAMES[tool],
        title: tool === 'draw' ? info?.about : NAMES[tool],
        'aria-pressed': String(brush.tool === tool),
        'data-tool': tool,
        onclick: () => choose(tool),
      },
      icon(tool),
    ),
  );
  const choose = (tool: Tool) => {
    brush.tool = tool;
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.tool === tool));
  };
  const size = info ? brushSize(info.radius, brush) : null;
  const fit = iconButton('fit', 'Fit', () => events.fit(), { keys: 'F' });
  const follow = followButton(events);
  const element = h(
    'div',
    { class: 'stage-tools' },
    info ? h('div', { class: 'group', role: 'group', 'aria-label': 'Pointer' }, ...buttons, size) : null,
    h(
      'div',
      { class: 'group', role: 'group', 'aria-label': 'Zoom' },
      iconButton('zoomOut', 'Zoom out', () => events.zoom(1 / 1.5), { keys: '[' }),
      iconButton('zoomIn', 'Zoom in', () => events.zoom(1.5), { keys: ']' }),
      fit,
      follow,
    ),
  );
  const track = (mode: CameraMode) => {
    fit.classList.toggle('is-on', mode === 'fit');
    follow.setAttribute('aria-pressed', String(mode === 'follow'));
  };
  return { element, track };
}

/** Seen only on a lattice without end (the style sheet asks the page). */
function followButton(events: StageEvents): HTMLButtonElement {
  const button = iconButton('follow', 'Follow what lives', () => {
    events.follow(button.getAttribute('aria-pressed') !== 'true');
  });
  button.classList.add('follow');
  button.setAttribute('aria-pressed', 'false');
  return button;
}

function brushSize(radius: number, brush: Brush): HTMLElement {
  const input = h('input', {
    type: 'range',
    class: 'brush-size',
    min: 0,
    max: SIZES.length - 1,
    step: 1,
    value: SIZES.indexOf(0),
    'aria-label': 'Brush size',
    title: 'Brush size',
    oninput: () => {
      brush.radius = radius * 2 ** SIZES[Number(input.value)];
    },
  });
  return input;
}
