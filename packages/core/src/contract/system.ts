import type { Dataset } from '../data/dataset.js';
import type { RandomSource } from '../random/random.js';
import { InputError, suggestion } from './errors.js';
import type { Field, TypedArray } from './field.js';
import type { Params, ParamsOf, ParamsSchema } from './params.js';
import { SNAPSHOT_VERSION, type Snapshot } from './snapshot.js';
import type { MeasureInfo, View } from './view.js';
import type { Box, Window } from './window.js';

export type Family = 'automata' | 'fields' | 'agents' | 'maps' | 'hebbian' | 'attractors' | 'neurons' | 'learning';

/** The paper that defines a system. */
export interface Source {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly doi?: string;
}

/** A named set of parameters that shows a system well. */
export interface Preset<P = Params> {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly params: Partial<P>;
}

/** What a system may use besides its parameters. */
export interface Context {
  readonly seed: number;
  readonly random: RandomSource;
  readonly data: Readonly<Record<string, Dataset>>;
}

/** A stroke of a brush, in the coordinates of the view's picture (cells, or the units of its points). */
export interface Edit {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Take away instead of adding. */
  readonly erase?: boolean;
}

/** Numbers that summarize a state, by id: whole numbers above 2⁵³ are bigints, so that they are exact. */
export type Measures = Readonly<Record<string, number | bigint>>;

/** A running system: it steps, shows fields and measures, and can be written down and set back. */
export interface Simulation {
  /** Steps taken. */
  readonly time: number;
  /** Advances by `count` steps, one by default. */
  step(count?: number): void;
  /**
   * @param window what part to show, for the fields of windowed layers ({@link ImageLayer}); others pay it no heed
   * @throws InputError for a name that the system does not have.
   */
  field(name: string, window?: Window): Field;
  measures(): Measures;
  /** What this run settled on by itself, such as the engine and the generation that its pattern came from. */
  report?(): Readonly<Record<string, string>>;
  /** Set on a lattice without end, or too large to be seen whole: what its windowed views show when not asked for another part. */
  readonly home?: Window;
  /** Set beside `home`: the box around all that is not empty; nothing when all is empty. */
  extent?(): Box | undefined;
  snapshot(): Snapshot;
  /**
   * Goes back (or on) to a snapshot of the same system, parameters and seed; the future from there is bit-identical.
   * @throws InputError for any other snapshot, and nothing has changed
   */
  restore(snapshot: Snapshot): void;
  /** Paints; a system that cannot be painted lacks it. */
  edit?(edit: Edit): void;
}

/** What a system's own file returns; {@link defineSystem} makes a {@link Simulation} of it. */
export interface Model {
  /** Advances by `count` steps, of which `time` were taken before; never allocates per step. */
  step(count: number, time: number): void;
  /** Set where a step may throw halfway: how many the last call took. */
  taken?(): number;
  readonly fields: Readonly<Record<string, (window?: Window) => Field>>;
  measures(): Measures;
  report?(time: number): Readonly<Record<string, string>>;
  readonly home?: Window;
  extent?(): Box | undefined;
  /** Live views on every array that decides the future; a snapshot copies them, a restore writes them. */
  state(): Readonly<Record<string, TypedArray>>;
  /** Called after a restore wrote the state: derive again what follows from it, and throw where it cannot be one. */
  restored?(): void;
  /** Takes a saved state instead, where its arrays are not always of the same names and lengths. */
  load?(state: Readonly<Record<string, TypedArray>>): void;
  edit?(edit: Edit): void;
}

/** A kind of self-organizing system: what it is, what can be set, how it starts, what can be seen. */
export interface System<S extends ParamsSchema = ParamsSchema> {
  readonly id: string;
  readonly title: string;
  readonly family: Family;
  /** One sentence that a student understands. */
  readonly about: string;
  readonly source: Source;
  readonly params: S;
  readonly presets: readonly Preset[];
  readonly views: readonly View[];
  readonly measures: readonly MeasureInfo[];
  /** Steps from one frame to the next that show it well. */
  readonly pace: number;
  /** Set where {@link Simulation.edit} exists: what painting does, and a brush radius that suits. */
  readonly brush?: { readonly about: string; readonly radius: number };
  /** Starts a simulation; `params` must be complete and valid ({@link parseParams}). */
  create(params: ParamsOf<S>, context: Context): Simulation;
}

interface SystemDefinition<S extends ParamsSchema> extends Omit<System<S>, 'create' | 'presets'> {
  readonly presets: readonly Preset<ParamsOf<S>>[];
  setup(params: ParamsOf<S>, context: Context): Model;
}

/** Makes a {@link System} of its description and its model: time, field lookup, snapshots and checks are the same for all. */
export function defineSystem<const S extends ParamsSchema>({ setup, ...description }: SystemDefinition<S>): System<S> {
  return {
    ...(description as Omit<System<S>, 'create'>),
    create: (params, context) => simulate(description, params, context, setup(params, context)),
  };
}

function simulate(
  { id: system, params: schema }: Pick<System, 'id' | 'params'>,
  params: Params,
  context: Context,
  model: Model,
): Simulation {
  let time = 0;

  function capture(): Snapshot {
    const state = Object.entries(model.state()).map(([name, array]) => [name, array.slice()]);
    const random = context.random.save();
    return {
      version: SNAPSHOT_VERSION,
      system,
      params,
      seed: context.seed,
      time,
      random,
      state: Object.fromEntries(state),
    };
  }

  function write(snapshot: Snapshot): void {
    if (model.load) model.load(snapshot.state);
    else for (const [name, array] of Object.entries(model.state())) array.set(snapshot.state[name]);
    context.random.load(snapshot.random);
    time = snapshot.time;
    model.restored?.();
  }

  const simulation: Simulation = {
    get time() {
      return time;
    },
    step(count = 1) {
      if (!Number.isSafeInteger(count) || count < 0) throw new InputError('steps', count, 'an integer of at least 0');
      try {
        model.step(count, time);
        time += count;
      } catch (error) {
        time += model.taken?.() ?? 0;
        throw error;
      }
    },
    field(name, window) {
      const names = Object.keys(model.fields);
      if (!Object.hasOwn(model.fields, name)) {
        throw new InputError('field', name, `one of ${names.join(', ')}${suggestion(name, names)}`);
      }
      return model.fields[name](window);
    },
    measures: () => exact(model.measures()),
    snapshot: capture,
    restore(snapshot) {
      checkRun(snapshot, { system, params, seed: context.seed }, schema);
      if (!model.load) checkState(snapshot, model.state());
      const before = capture();
      try {
        write(snapshot);
      } catch (error) {
        write(before);
        throw error;
      }
    },
  };
  const { edit, report, home, extent } = model;
  return Object.assign(
    simulation,
    edit && { edit },
    report && { report: () => report(time) },
    home && { home },
    extent && { extent },
  );
}

/** Bigints where a number would not be exact, and only there. */
function exact(measures: Measures): Measures {
  const entries = Object.entries(measures).map(([id, value]) => {
    const fits = value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER;
    return [id, fits ? Number(value) : value];
  });
  return Object.fromEntries(entries);
}

function checkRun(snapshot: Snapshot, run: Pick<Snapshot, 'system' | 'params' | 'seed'>, schema: ParamsSchema): void {
  if (snapshot.system !== run.system) throw new InputError('snapshot', snapshot.system, `a snapshot of ${run.system}`);
  if (snapshot.seed !== run.seed)
    throw new InputError('snapshot', `seed ${snapshot.seed}`, `seed ${run.seed}, that of this simulation`);
  if (inOrder(snapshot.params, schema) !== inOrder(run.params, schema)) {
    throw new InputError('snapshot', snapshot.params, 'the parameters of this simulation');
  }
}

function checkState(snapshot: Snapshot, state: Record<string, TypedArray>): void {
  for (const [name, array] of Object.entries(state)) {
    const saved = snapshot.state[name];
    if (saved?.length !== array.length || saved.constructor !== array.constructor) {
      throw new InputError('snapshot', `${name} of ${saved?.length ?? 0} values`, `${array.length} values`);
    }
  }
}

/** A text that is the same for the same parameters, in whatever order they are written; those that decide nothing left out. */
function inOrder(params: Params, schema: ParamsSchema): string {
  const deciding = Object.entries(params).filter(([name]) => !schema[name]?.isFree);
  return JSON.stringify(deciding.sort(([a], [b]) => (a < b ? -1 : 1)));
}
