import type { System } from '@selforg/core';
import { flagName } from './flags.js';

// Parts of the examples in the help, made of the schema so that they hold for every system.

/** `--preset ID` for the preset after the first, which often is the system as it comes. */
export function presetOptions({ presets }: System): string[] {
  const preset = presets.at(1) ?? presets.at(0);
  return preset ? [`--preset ${preset.id}`] : [];
}

/** `--pattern FILE` for each parameter that reads a file. */
export function patternOptions({ params }: System): string[] {
  return Object.entries(params).flatMap(([name, param]) => {
    if (param.kind === 'images') return [`${flagName(name)} one.png ${flagName(name)} two.png`];
    return param.kind === 'text' && param.file ? [`${flagName(name)} my${param.file}`] : [];
  });
}
