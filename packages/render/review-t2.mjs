import { createSimulation, findSystem } from '@selforg/core';
import { drawScene, sceneOf } from '@selforg/render';
import '@selforg/render/node';
import { createCanvas } from '@napi-rs/canvas';
import { writeFileSync } from 'node:fs';
const bam=findSystem('bidirectional-memory');
for(const id of ['pairs','backwards','deep-noise','alike','crowded']){const p=bam.presets.find(x=>x.id===id).params;for(const seed of [1,2,3]){const s=createSimulation({system:'bidirectional-memory',params:p,seed});s.step(30000);console.log(id,seed,JSON.stringify(s.measures()));}}
for(const random of [100,150,200]){}
for(const r of [100,130,160]) {try{const s=createSimulation({system:'bidirectional-memory',params:{random:Math.min(64,r),noise:.1,width:16,height:16},seed:1});s.step(20000);console.log('16x16',r,JSON.stringify(s.measures()));}catch(e){console.log(e.message)}}
for(const [w,r] of [[16,60],[18,60],[20,60]]) for(const seed of [1,2,3]){const s=createSimulation({system:'bidirectional-memory',params:{random:r,noise:.1,width:w,height:w},seed});s.step(20000);console.log(w,r,JSON.stringify(s.measures()));}
const W=150;const rows=[['waves',{},[9,30,60,90,180,360,720,1440]],['stripes',{},[30,90,180,360,720,1440,3000,6000]],['stripes',{inhibition:8},[30,90,180,360,720,1440,3000,6000]],['stripes',{inhibition:7.5},[30,90,180,360,720,1440,3000,6000]],['one-wins',{},[30,90,180,360,720,1000,1200,1440]]];
const c=createCanvas(W*8,W*rows.length);const g=c.getContext('2d');
rows.forEach(([id,extra,ts],j)=>{const p={...findSystem('neural-sheet').presets.find(x=>x.id===id).params,...extra};const s=createSimulation({system:'neural-sheet',params:p});ts.forEach((t,i)=>{s.step(t-s.time);drawScene(g,sceneOf(s,findSystem('neural-sheet').views[0]),{x:i*W+2,y:j*W+2,width:W-4,height:W-4});});console.log(id,JSON.stringify(s.measures()));});
writeFileSync('/tmp/review1/sheet2.png',c.toBuffer('image/png'));
