import { log2 } from '../complexity/log2.js';
import type { MeasureInfo } from '../contract/view.js';

/** Of {@link Winners.measures}. */
export const winnerMeasures: readonly MeasureInfo[] = [
  { id: 'used', title: 'Units in use', unit: 'units', about: 'Units that win at least one of a thousand pictures.' },
  {
    id: 'entropy',
    title: 'Entropy of winners',
    unit: 'bits',
    about: 'How evenly wins are spread over units: log₂ of their number where all win alike, 0 where one wins always.',
  },
  {
    id: 'purity',
    title: 'Purity',
    about:
      'Share of those pictures that are of the class that their winner wins most often; no label was used to learn.',
    optional: true,
  },
];

/** Counts who wins, and with labels over which class. */
export class Winners {
  /** Wins of each unit. */
  readonly wins: Float64Array;
  readonly #ofClass: Float64Array;

  constructor(
    readonly units: number,
    readonly classes: number,
  ) {
    this.wins = new Float64Array(units);
    this.#ofClass = new Float64Array(units * classes);
  }

  clear(): void {
    this.wins.fill(0);
    this.#ofClass.fill(0);
  }

  /** @param label class of the picture, −1 where it is not known */
  count(winner: number, label: number): void {
    this.wins[winner]++;
    if (label >= 0 && label < this.classes) this.#ofClass[winner * this.classes + label]++;
  }

  measures(): Record<string, number> {
    const total = this.wins.reduce((sum, n) => sum + n, 0);
    let entropy = 0;
    for (const n of this.wins) if (n > 0) entropy -= (n / total) * log2(n / total);
    const rest = { used: this.wins.filter((n) => n > 0).length, entropy };
    return this.classes > 0 ? { ...rest, purity: this.#purity() } : rest;
  }

  #purity(): number {
    let own = 0;
    let all = 0;
    for (let unit = 0; unit < this.units; unit++) {
      let most = 0;
      for (let c = 0; c < this.classes; c++) {
        const n = this.#ofClass[unit * this.classes + c];
        all += n;
        most = Math.max(most, n);
      }
      own += most;
    }
    return all > 0 ? own / all : 0;
  }
}
