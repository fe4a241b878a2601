import type { ParamValue } from '@selforg/core';

/** What a kind of input gives to the row around it. */
export interface Field {
  /** The element that the label names. */
  readonly input: HTMLElement;
  readonly body: readonly Node[];
  /** Beside the label instead of below it. */
  readonly inline?: boolean;
  set(value: ParamValue): void;
}
