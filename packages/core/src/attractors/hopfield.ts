import { defineSystem } from '../contract/system.js';
export const hopfield = defineSystem({
  id: 'hopfield',
  title: 'hopfield',
  family: 'attractors',
  about: '',
  source: { authors: '', year: 1, title: '' },
  params: {},
  presets: [],
  views: [],
  measures: [],
  pace: 1,
  setup: () => ({ step() {}, fields: {}, measures: () => ({}), state: () => ({}) }),
});
