/** A pattern that is known by name, and what is known of it: facts, each of which a test runs. */
export interface NamedPattern {
  /** In URLs, flags and file names. */
  readonly id: string;
  readonly name: string;
  readonly kind: PatternKind;
  readonly rule: string;
  readonly rle: string;
  /** Who saw it first, or `unknown`. */
  readonly discoverer: string;
  readonly year?: number;
  readonly about: string;
  /** Generations after which it is the same again, moved by `displacement`, or has grown by the same again. */
  readonly period?: number;
  /** Cells to the right and down in a period; the sign says where it is headed as it stands here. */
  readonly displacement?: readonly [dx: number, dy: number];
  /** Live cells more after each period, of what grows for ever. */
  readonly growth?: number;
  /** Generations until it has come to rest. */
  readonly lifespan?: number;
  /** Live cells when it has come to rest, those under way to infinity among them. */
  readonly finalPopulation?: number;
}

export type PatternKind =
  | 'still life'
  | 'oscillator'
  | 'spaceship'
  | 'gun'
  | 'puffer'
  | 'methuselah'
  | 'infinite growth'
  | 'replicator';
