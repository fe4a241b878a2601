import { createSimulation, systems, createRandom, findSystem } from '@selforg/core';
const r=createRandom(1).stream('x');
const mk=(rows,cols,f,extra={})=>({rows,columns:cols,values:Float32Array.from({length:rows*cols},(_,i)=>f(i)),...extra});
const sets={
 one:mk(1,3,()=>r.uniform()),
 oneLabel:mk(1,3,()=>r.uniform(),{labels:Int32Array.of(0),classes:['a']}),
 constant:mk(20,3,()=>4,{labels:Int32Array.from({length:20},(_,i)=>i%2)}),
 constcol:mk(20,3,(i)=>i%3===0?5:r.uniform(),{labels:Int32Array.from({length:20},(_,i)=>i%2)}),
 nan:mk(20,3,(i)=>i===7?NaN:r.uniform()),
 white:mk(3000,400,()=>r.normal()),
 col1:mk(30,1,()=>r.uniform(),{labels:Int32Array.from({length:30},(_,i)=>i%3)}),
 neg:mk(30,4,()=>-r.uniform(),{labels:Int32Array.from({length:30},()=>-1)}),
 few:mk(3,2,()=>r.uniform(),{labels:Int32Array.of(0,1,2)}),
 huge:mk(30,4,()=>1e14*r.normal()),
};
const only=process.argv[2];
for(const s of systems){ const dp=Object.entries(s.params).find(([,p])=>p.kind==='dataset'); if(!dp) continue; if(only&&s.id!==only)continue;
 for(const [name,set] of Object.entries(sets)){
  let out; const t=performance.now();
  try{ const sim=createSimulation({system:s.id,params:{[dp[0]]:name},seed:1},{data:sets}); sim.step(300); const m=sim.measures(); const bad=Object.entries(m).filter(([,v])=>!Number.isFinite(v)); 
   let nf=[];for(const v of s.views)for(const l of v.layers){const f=sim.field(l.field);const d=f.data;let n=0;for(let i=0;i<d.length;i++)if(!Number.isFinite(d[i]))n++;if(n===d.length&&n>0)nf.push(v.id+'/'+l.field+':allNaN')}
   out='ok'+(bad.length?' BAD '+JSON.stringify(bad.map(([k,v])=>k+'='+v)):'')+(nf.length?' '+nf:''); }
  catch(e){ out=(e.constructor.name==='InputError'?'':'!! ')+e.constructor.name+': '+e.message.slice(0,160); }
  const ms=performance.now()-t;
  if(out!=='ok'||ms>1500) console.log(s.id,name,out,Math.round(ms)+'ms');
 }
}
