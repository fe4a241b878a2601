import { createSimulation, createRandom, findSystem, maps, data } from '@selforg/core';
const math=Math;
// biased vs unbiased shares, Voronoi evenness
function run(sys, {distribution, conscience, units, unbiased, steps=20000, memory=0.002}){
 const r=createRandom(1); const s=r.stream('s'), w0=r.stream('w'); const dist=data.distributions[distribution](); const d=dist.dimensions;
 const x=new Float32Array(d); const ev=data.drawDataset(dist,4000,r.stream('e'));
 const ranges=Array.from({length:d},(_,c)=>{let l=1e9,h=-1e9;for(let i=c;i<ev.values.length;i+=d){l=Math.min(l,ev.values[i]);h=Math.max(h,ev.values[i])}return [l,h]});
 const spread=ranges.reduce((a,[l,h])=>a+(h-l)**2/12,0);
 const w=Float32Array.from({length:units*d},(_,i)=>ranges[i%d][0]+.1*(ranges[i%d][1]-ranges[i%d][0])*w0.uniform());
 const p=new Float64Array(units).fill(1/units); const bias=conscience*spread*units;
 const dist2=(u)=>{let q=0;for(let i=0;i<d;i++)q+=(w[u*d+i]-x[i])**2;return q};
 for(let t=0;t<steps;t++){dist.draw(s,x);let b=0,bl=Infinity,n=0,nl=Infinity;for(let u=0;u<units;u++){const q=dist2(u);if(q<nl){nl=q;n=u}const c=q-bias*(1/units-p[u]);if(c<bl){bl=c;b=u}}
  const who=unbiased?n:b;for(let u=0;u<units;u++)p[u]+=memory*((u===who?1:0)-p[u]);
  const rate=.1*(.005/.1)**Math.min(1,t/steps);for(let i=0;i<d;i++)w[b*d+i]+=rate*(x[i]-w[b*d+i]);}
 const hits=new Float64Array(units);let qe=0;for(let k=0;k<ev.rows;k++){x.set(ev.values.subarray(k*d,k*d+d));let n=0,nl=Infinity;for(let u=0;u<units;u++){const q=dist2(u);if(q<nl){nl=q;n=u}}hits[n]++;qe+=Math.sqrt(nl)/ev.rows}
 let H=0,dead=0;for(const h of hits){const q=h/ev.rows;if(q>0)H-=q*Math.log(q);if(q*units<.1)dead++}
 return {distribution,conscience,units,unbiased,voronoiEvenness:(H/Math.log(units)).toFixed(4),dead,qe:qe.toFixed(4)};
}
for(const distribution of ['ring','clusters','square','spiral']) for(const units of [5,40]) for(const unbiased of [false,true]) console.log(JSON.stringify(run(0,{distribution,conscience:1,units,unbiased})));
// sanger with an outlier
const r=createRandom(1).stream('x');
const rows=10000,values=Float32Array.from({length:rows*16},()=>1e-3*r.normal());for(let i=0;i<16;i++)values[7*16+i]=1;
const sim=createSimulation({system:'sanger',params:{data:'o',units:4}},{data:{o:{rows,columns:16,values}}});sim.step(60000);console.log('outlier',JSON.stringify(sim.measures()));
// lvq digits frame
for(const p of ['moons','digits','iris']){const s=createSimulation({system:'lvq',params:findSystem('lvq').presets.find(x=>x.id===p).params});s.step(10);s.field('borders');const t=performance.now();for(let i=0;i<3;i++)s.field('borders');console.log('lvq borders',p,((performance.now()-t)/3).toFixed(1)+'ms');}
for(const [sys,p] of [['neural-gas','digits'],['neural-gas','cube'],['growing-neural-gas','cube'],['growing-som','colours'],['competitive','digits'],['som','digits'],['sanger','digits'],['bcm','two-eyes']]){const S=findSystem(sys);const s=createSimulation({system:sys,params:S.presets.find(x=>x.id===p).params});s.step(2000);let t=performance.now();s.step(1000);const st=performance.now()-t;t=performance.now();s.measures();const m=performance.now()-t;console.log(sys,p,'step ms',(st/1000*S.pace).toFixed(2),'per frame; measures',m.toFixed(1));}
const W={rows:5000,columns:3072,values:Float32Array.from({length:5000*3072},()=>r.uniform()*255)};let t=performance.now();const s3=createSimulation({system:'neural-gas',params:{data:'w',distribution:'data'}},{data:{w:W}});console.log('3072 cols',performance.now()-t);
