import type { Random } from '../random/random.js';

export const GAS_SCENES = ['pulse', 'calm', 'plate', 'jets', 'channel'] as const;
export type GasScene = (typeof GAS_SCENES)[number];

export const WALL = 128;

export interface GasStart {
  readonly scene: GasScene;
  readonly width: number;
  readonly height: number;
  /** Chance of a particle in each direction of each node. */
  readonly density: number;
  /** Mean velocity to the east, in nodes per step. */
  readonly flow: number;
  /** Distance of two rows, in distances of two nodes of a row. */
  readonly rowSpacing: number;
  /** Bits that nodes may hold, and how far each goes to the east. */
  readonly bits: readonly number[];
  readonly eastward: readonly number[];
}

interface Spot {
  readonly density: number;
  readonly flow: number;
}

/** Nodes of a scene by chance: walls, and particles of the density and flow that the scene has at each place. */
export function gasNode(start: GasStart, x: number, y: number, random: Random): number {
  if (isWall(start, x, y)) return WALL;
  const { density, flow } = spotAt(start, x, y);
  // To first order in the flow, this is the equilibrium of particles that move at that speed on the whole; the sum over
  // directions of c² is half their number in two dimensions, hence the factor 2.
  return start.bits.reduce((node, bit, i) => {
    const chance = density * (1 + 2 * flow * start.eastward[i]);
    return random.bits() < chance * 2 ** 32 ? node | bit : node;
  }, 0);
}

function isWall({ scene, width, height }: GasStart, x: number, y: number): boolean {
  switch (scene) {
    case 'plate':
      return Math.abs(x - Math.floor(width / 4)) < 2 && Math.abs(y + 0.5 - height / 2) < height / 8;
    case 'channel':
      return y < 2 || y >= height - 2;
    default:
      return false;
  }
}

function spotAt({ scene, width, height, density, flow, rowSpacing }: GasStart, x: number, y: number): Spot {
  const [dx, dy] = [(x + 0.5 - width / 2) / height, (y + 0.5 - height / 2) / height];
  // Rows of a hexagonal lattice stand closer: a circle is one in the picture.
  const down = dy * rowSpacing;
  switch (scene) {
    case 'pulse': {
      const isInside = dx * dx + down * down < 0.01;
      return { density: isInside ? Math.min(1, 3 * density) : density, flow };
    }
    case 'jets': {
      const isJet = Math.abs(dy) < 1 / 10 && Math.abs(dx) > 1 / 16;
      return isJet ? { density, flow: dx < 0 ? 0.45 : -0.45 } : { density, flow };
    }
    default:
      return { density, flow };
  }
}
