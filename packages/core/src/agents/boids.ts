import { defineSystem } from '../contract/system.js';
export const boids = defineSystem({
  id: 'boids',
  title: 'boids',
  family: 'agents',
  about: '',
  source: { authors: '', year: 1, title: '' },
  params: {},
  presets: [],
  views: [],
  measures: [],
  pace: 1,
  setup: () => ({ step() {}, fields: {}, measures: () => ({}), state: () => ({}) }),
});
