// A run is a pure function of its recipe, and can be written down at any moment and taken up again, bit for bit.
import { createSimulation, decodeSnapshot, encodeSnapshot, resumeSimulation } from '@selforg/core';

const dish = createSimulation({ system: 'gray-scott', params: { width: 128, height: 128 }, seed: 42 });
dish.step(1000);
const file = encodeSnapshot(dish.snapshot());
dish.step(1000);

const again = resumeSimulation(decodeSnapshot(file));
again.step(1000);
const same = again.field('v').data.every((value, i) => value === dish.field('v').data[i]);
console.log(`${file.length} bytes; two roads to step ${again.time}: ${same ? 'the same bits' : 'different!'}`);
