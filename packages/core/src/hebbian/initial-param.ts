import { choice } from '../contract/params.js';

/** How the weights of units that compete begin. */
export const initialParam = choice(['positive', 'normal'], {
  default: 'positive',
  about: 'First weights: normal numbers, or their magnitudes, with which every unit gets to win pictures of ink.',
});
