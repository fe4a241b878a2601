import { defineSystem } from '../contract/system.js';
export const grayScott = defineSystem({
  id: 'gray-scott',
  title: 'grayScott',
  family: 'fields',
  about: '',
  source: { authors: '', year: 1, title: '' },
  params: {},
  presets: [],
  views: [],
  measures: [],
  pace: 1,
  setup: () => ({ step() {}, fields: {}, measures: () => ({}), state: () => ({}) }),
});
export function grayScottFixedPoint() {}
