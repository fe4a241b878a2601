import { createSimulation, parseRecipe } from '@selforg/core';
import { encodeFrame, renderFrame } from '@selforg/render/node';
import { writeFileSync } from 'node:fs';
import { GALLERY } from '../../test/gallery.ts';
const only=process.argv[2];
const old=/^(life|generations|larger|elementary|totalistic|cyclic|greenberg|wireworld|rule-table|langton|turmite|margolus|lattice|sandpile|percolation|forest|rock|snowflake|gray|boids)/;
let total=0; for (const [name,{steps,...input}] of Object.entries(GALLERY)) { if (old.test(name)||(only&&!name.includes(only))) continue; const r=parseRecipe(input); const b=performance.now(); const s=createSimulation(r); s.step(steps); const f=encodeFrame(renderFrame(s,r)); total+=f.length; console.log(name, Math.round(performance.now()-b)+' ms', f.length, JSON.stringify(s.measures()).slice(0,90)); writeFileSync(`/tmp/coord/gold/${name}.png`,f);} console.log(total);
