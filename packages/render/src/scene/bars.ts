import type { Field } from '@selforg/core';
import { mix } from '../palettes/colour.js';
import type { Inks } from '../palettes/definitions.js';
import type { Label, SceneLayer } from './scene.js';
import { formatTick, ticks } from './ticks.js';
import type { World } from './world.js';

/** One bar a value, numbered from 0, from the line of zero (or the end of the range that is nearest to it), with a scale at the left. */
export function barLayers(field: Field, { width, height }: World, inks: Inks): SceneLayer[] {
  const values = Array.from({ length: field.shape[0] }, (_, i) => field.data[i * field.stride[0]]);
  const [low, high] = field.range?.[0] ?? [Math.min(0, ...values), Math.max(0, ...values)];
  const text = height / 28;
  const plot = { left: text * 4, right: width - text * 2, top: text * 1.8, bottom: height - text * 3 };
  const yOf = (value: number) => plot.bottom - ((value - low) / (high - low || 1)) * (plot.bottom - plot.top);
  const zero = yOf(Math.min(Math.max(0, low), high));
  const pitch = (plot.right - plot.left) / Math.max(1, values.length);
  const gap = pitch > 4 ? 0.24 * pitch : 0;

  const marks = ticks(low, high, 5);
  const lines = (at: readonly number[]) => Float32Array.from(at.flatMap((y) => [plot.left, y, plot.right, y]));
  const rects = values.flatMap((value, i) => {
    const y = yOf(Math.min(Math.max(value, low), high));
    return [plot.left + i * pitch + gap / 2, Math.min(y, zero), pitch - gap, Math.abs(zero - y)];
  });
  const colours = Uint8Array.from(values.flatMap((value) => (value < 0 ? inks.faint : inks.accent)));
  const muted = mix(inks.background, inks.foreground, 0.62);
  const label = (x: number, y: number, caption: string, align: Label['align']): Label => {
    return { x, y, text: caption, size: text, align, colour: muted };
  };
  const every = Math.ceil((text * 2.2) / pitch);
  return [
    { kind: 'lines', segments: lines(marks.map(yOf)), width: 1, colour: mix(inks.background, inks.foreground, 0.14) },
    { kind: 'rects', rects: Float32Array.from(rects), colours },
    { kind: 'lines', segments: lines([zero]), width: 1.5, colour: muted },
    {
      kind: 'labels',
      labels: [
        ...marks.map((mark) => label(plot.left - text * 0.6, yOf(mark), formatTick(mark, marks), 'right')),
        ...values.flatMap((_, i) =>
          i % every === 0 ? [label(plot.left + (i + 0.5) * pitch, height - text * 1.6, String(i), 'center')] : [],
        ),
      ],
    },
  ];
}
