import type { Player } from '../player.js';
import { describeSpeed, formatCount, formatRate } from '../speed.js';
import { h, iconButton, relabel } from './dom.js';

export interface TransportEvents {
  toggle(): void;
  step(count: number): void;
  reset(): void;
  faster(direction: 1 | -1): void;
  still(): void;
  record(): void;
}

/** Play, pause, step, speed: what a recorder has at its front. */
export class Transport {
  readonly element: HTMLElement;
  readonly #play: HTMLButtonElement;
  readonly #time = h('output', { class: 'time', 'aria-label': 'Steps taken' }, '0');
  readonly #speed = h('span', { class: 'speed-wish' });
  readonly #rate = h('span', { class: 'speed-rate' });

  constructor(events: TransportEvents) {
    this.#play = iconButton('play', 'Play', () => events.toggle(), { keys: 'Return' });
    this.#play.classList.add('play');
    this.element = h(
      'div',
      { class: 'transport', role: 'toolbar', 'aria-label': 'Playback' },
      h(
        'div',
        { class: 'group' },
        iconButton('reset', 'Reset to the start', () => events.reset(), { keys: 'R' }),
        this.#play,
        iconButton('step', 'Step', () => events.step(1), { keys: 'Space' }),
        iconButton('leap', 'Step ×10', () => events.step(10), { keys: 'Shift+Space' }),
      ),
      h('div', { class: 'clock' }, h('span', { class: 'clock-label' }, 'Step'), this.#time),
      h(
        'div',
        { class: 'group speed' },
        iconButton('slower', 'Slower', () => events.faster(-1), { keys: '-' }),
        h('div', { class: 'speed-text' }, this.#speed, this.#rate),
        iconButton('faster', 'Faster', () => events.faster(1), { keys: '+' }),
      ),
      h(
        'div',
        { class: 'group record' },
        iconButton('camera', 'Save a PNG of this frame', () => events.still(), { keys: 'S' }),
        iconButton('film', 'Export frames', () => events.record(), { keys: 'X' }),
      ),
    );
  }

  show({ isPlaying, time, speed, fps, rate }: Player): void {
    if (isPlaying) relabel(this.#play, 'pause', 'Pause', 'Return');
    else relabel(this.#play, 'play', 'Play', 'Return');
    this.showTime(time);
    write(this.#speed, describeSpeed(speed));
    write(this.#rate, isPlaying && fps > 0 ? `${formatRate(rate)} steps/s · ${Math.round(fps)} fps` : 'paused');
  }

  showTime(time: number): void {
    write(this.#time, formatCount(time));
  }
}

function write(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
