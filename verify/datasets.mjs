// Data sets by name, found as the command line finds them: those that come along, then the known ones and files in the
// folder of SELFORG_DATA, in the user's own and in the system's.

import { data } from '@selforg/core';
import { searchedFolders } from '../apps/cli/dist/data/data-folder.js';
import { findKnown, findSet, setFiles } from '../apps/cli/dist/data/find-sets.js';
import { knownSets } from '../apps/cli/dist/data/known-sets.js';

/** A function that reads the data set of a name, once, or gives nothing where there is none. */
export function knownDatasets() {
  const folders = searchedFolders(undefined);
  const read = new Map();
  return (name) => {
    if (!read.has(name)) read.set(name, isThere(name, folders) ? findSet(name, undefined) : undefined);
    return read.get(name);
  };
}

/** A set that is there but cannot be read is an error, and no reason to skip what it is needed for. */
function isThere(name, folders) {
  if (data.builtInSets.some((set) => set.name === name)) return true;
  const known = knownSets.find((set) => set.name === name);
  return known ? findKnown(known, folders) !== undefined : setFiles(folders).some((file) => file.name === name);
}
