import { defineSystem } from '../contract/system.js';
export const som = defineSystem({
  id: 'som',
  title: 'som',
  family: 'maps',
  about: '',
  source: { authors: '', year: 1, title: '' },
  params: {},
  presets: [],
  views: [],
  measures: [],
  pace: 1,
  setup: () => ({ step() {}, fields: {}, measures: () => ({}), state: () => ({}) }),
});
