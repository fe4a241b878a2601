import type { LabelsScene } from '@selforg/render';
import { Container, Text } from 'pixi.js';
import type { Camera } from '../worker/protocol.js';

const ANCHOR = { left: 0, center: 0.5, right: 1 } as const;

/** Text of a picture, set at the size at which it is seen so that it stays sharp. */
export class LabelsMark {
  readonly mesh = new Container();
  #labels: LabelsScene['labels'] = [];
  #written = '';

  update({ labels }: LabelsScene): void {
    this.#labels = labels;
  }

  look({ scale }: Camera): void {
    // Setting a text draws it anew: only when something in it changed.
    const wanted = `${scale} ${JSON.stringify(this.#labels)}`;
    if (wanted === this.#written) return;
    this.#written = wanted;
    for (const text of this.mesh.children.slice(this.#labels.length)) text.destroy();
    this.#labels.forEach((label, i) => {
      const text = (this.mesh.children[i] as Text | undefined) ?? this.mesh.addChild(new Text());
      text.text = label.text;
      text.style = {
        fontFamily: ['Instrument Sans Variable', 'sans-serif'],
        fontSize: Math.max(1, label.size * scale),
        fontWeight: label.bold ? '600' : '400',
        fill: (label.colour[0] << 16) | (label.colour[1] << 8) | label.colour[2],
      };
      text.anchor.set(ANCHOR[label.align], 0.5);
      text.position.set(label.x, label.y);
      text.scale.set(1 / scale);
    });
  }

  destroy(): void {
    this.mesh.destroy({ children: true });
  }
}
