import { InputError } from '../../contract/errors.js';
import type { Distribution } from './distribution.js';
import { gaussianScene, leavesScene, type Scene } from './scenes.js';

const SCENE_SIDE = 512;

interface PatchOptions {
  /** Pixels of a side, 1 to 64, default 8. */
  readonly side?: number;
  /** Of the scene that patches are cut from, default 1. */
  readonly seed?: number;
}

/** Patches of a picture whose amplitudes fall as 1/f, as in photographs; mean 0 and deviation 1 over the whole picture. */
export const patches = (options: PatchOptions = {}): Distribution =>
  cut('patches', 'Patches of a cloudy picture with the spectrum of photographs, amplitudes as 1/f, but no edges.', {
    ...options,
    scene: gaussianScene,
  });

/** Patches of leaves that hide one another, at every scale: the edges that independent components are made of. */
export const leaves = (options: PatchOptions = {}): Distribution =>
  cut('leaves', 'Patches of a picture of leaves that hide one another: edges at every scale, as in photographs.', {
    ...options,
    scene: leavesScene,
  });

/** Made when the first patch is cut; the latest few are kept. */
const scenes = new Map<string, Scene>();
const KEPT = 8;

function cut(
  id: string,
  about: string,
  { side = 8, seed = 1, scene: make }: PatchOptions & { scene: (side: number, seed: number) => Scene },
): Distribution {
  if (!Number.isInteger(side) || side < 1 || side > 64) throw new InputError('side', side, 'an integer from 1 to 64');
  const key = `${id} ${seed}`;
  const scene = () => {
    const known = scenes.get(key);
    if (known) return known;
    if (scenes.size >= KEPT) scenes.clear();
    const made = make(SCENE_SIDE, seed);
    scenes.set(key, made);
    return made;
  };
  return {
    id,
    about,
    dimensions: side * side,
    picture: { width: side, height: side },
    draw(random, into) {
      const { values } = scene();
      const left = random.integer(SCENE_SIDE);
      const top = random.integer(SCENE_SIDE);
      for (let i = 0; i < side * side; i++) {
        const row = (top + Math.floor(i / side)) % SCENE_SIDE;
        into[i] = values[row * SCENE_SIDE + ((left + (i % side)) % SCENE_SIDE)];
      }
      return 0;
    },
  };
}
