import { createSimulation, findSystem } from '@selforg/core';
import { drawScene, sceneOf } from '@selforg/render';
import '@selforg/render/node';
import { createCanvas } from '@napi-rs/canvas';
import { writeFileSync, mkdirSync } from 'node:fs';
mkdirSync('/tmp/hippo',{recursive:true});
const s=findSystem('hippocampus');
const shot=(sim,v,w,h)=>{const sc=sceneOf(sim,v);const c=createCanvas(w,h);const x=c.getContext('2d');const k=Math.min(w/sc.width,h/sc.height);drawScene(x,sc,{x:0,y:0,width:Math.round(sc.width*k),height:Math.round(sc.height*k)});return c;};
const put=(cells,cols,w,h,file)=>{const rows=Math.ceil(cells.length/cols);const C=createCanvas(cols*(w+8),rows*(h+24));const x=C.getContext('2d');x.fillStyle='#888';x.fillRect(0,0,C.width,C.height);x.fillStyle='#000';x.font='14px sans-serif';cells.forEach(([t,c],i)=>{const px=(i%cols)*(w+8),py=Math.floor(i/cols)*(h+24);x.fillText(t,px+4,py+16);x.drawImage(c,px,py+22);});writeFileSync(file,C.toBuffer('image/png'));};
const L=[],Ch=[],R=[];
for(const p of s.presets){ let t0=performance.now(); const sim=createSimulation({system:'hippocampus',params:p.params}); const tc=performance.now()-t0; t0=performance.now(); let n=0; for(const t of [1,40,170]){ sim.step(t-n); n=t; L.push([`${p.id} t=${t} ov ${sim.measures().overlap.toFixed(2)}`,shot(sim,s.views[0],330,330)]);} 
 console.log(p.id,'create',tc.toFixed(0),sim.measures()); let tot=0,k=0; for(let i=0;i<12;i++){sim.step(180);tot+=sim.measures().overlap;k++;} console.log(' mean of next 12',(tot/k).toFixed(3),'step ms',((performance.now()-t0)/(170+12*180)).toFixed(3));
 t0=performance.now(); const a=shot(sim,s.views[2],420,320); const t1=performance.now(); const b=shot(sim,s.views[3],420,320); console.log(' separation chart ms',(t1-t0).toFixed(0),'completion',(performance.now()-t1).toFixed(0)); Ch.push([p.id,a],[p.id,b]);
 R.push([p.id,shot(sim,s.views[1],200,200)],[p.id,shot(sim,s.views[4],200,200)]); }
put(L,3,330,330,'/tmp/hippo/layers.png'); put(Ch,2,420,320,'/tmp/hippo/charts.png'); put(R,4,200,200,'/tmp/hippo/rest.png');
