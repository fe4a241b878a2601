import type { Verb } from '../verb.js';
import { atlas } from './atlas.js';
import { census } from './census.js';
import { convert } from './convert.js';
import { data } from './data.js';
import { demo } from './demo.js';
import { hopfield } from './hopfield.js';
import { identify } from './identify.js';
import { info } from './info.js';
import { list } from './list.js';
import { patterns } from './patterns.js';
import { render } from './render.js';
import { run } from './run.js';
import { som } from './som.js';
import { studio } from './studio.js';

/** Every verb; one line here puts a verb into the command line and its help. */
export const verbs: readonly Verb[] = [
  list,
  info,
  run,
  render,
  convert,
  patterns,
  identify,
  census,
  atlas,
  data,
  som,
  hopfield,
  studio,
  demo,
];
