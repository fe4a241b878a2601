import { HippocampalMemory } from '/work/main/packages/core/src/attractors/hippocampal-memory.ts';
import { codeOverlap } from '/work/main/packages/core/src/attractors/hippocampal-projection.ts';
import { drawLetter } from '/work/main/packages/core/src/attractors/letters.ts';
import { randomPatterns, corrupt } from '/work/main/packages/core/src/attractors/memories.ts';
import { createRandom } from '/work/main/packages/core/src/index.ts';
const N=576, dot=(a,b)=>a.reduce((s,v,i)=>s+v*b[i],0)/N;
const r=createRandom(5);
const part=(p,share,noise)=>{const c=noise?corrupt(p,noise,r):p.slice(); for(let i=0;i<N;i++) if(r.uniform()>=share) c[i]=0; return c;};
const sets=[['BDOPRE',[...'BDOPRE'].map(c=>drawLetter(c,24,24))],['A-Z',[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map(c=>drawLetter(c,24,24))],['PR',[...'PR'].map(c=>drawLetter(c,24,24))],['EFLBHK',[...'EFLBHK'].map(c=>drawLetter(c,24,24))],['OQCGDU',[...'OQCGDU'].map(c=>drawLetter(c,24,24))],['alikex5',(()=>{const b=randomPatterns(1,N,r)[0];return Array.from({length:5},()=>corrupt(b,.15,r))})()]];[['alike .8',(()=>{const b=randomPatterns(1,N,r)[0];return Array.from({length:20},()=>corrupt(b,.1,r))})()],['rnd300',randomPatterns(300,N,r)]];
for (const [name,pats] of sets) for (const opt of [{activity:.03,mossy:16},{activity:.03,mossy:40},{activity:.02,mossy:16},{activity:.02,mossy:40},{activity:.02,mossy:40,granuleActivity:.01},{activity:.03,separation:false},{activity:.02,separation:false}]) for (const recurrence of [0,.5,1,2]) {
 let line=''; const q={},cq={}; let ex=0, ca=0;
 for (const seed of [1,2]) { const mem=new HippocampalMemory(N,{seed,...opt,recurrence}); pats.forEach(p=>mem.store(p)); ca+=codeOverlap(mem.codes[0].pyramids,mem.codes[1].pyramids,1024)/2;
  for (const share of [.5,.25]) { const K=Math.min(8,pats.length); for(let n=0;n<K;n++){ const rec=mem.recall(part(pats[n],share,0)); q[share]=(q[share]??0)+dot(rec.pattern,pats[n])/K/2; cq[share]=(cq[share]??0)+[...mem.codes[n].pyramids].filter(i=>rec.firing[i]).length/mem.active/K/2; ex+=rec.exchanges/K/4;} } }
 console.log(name,JSON.stringify(opt),'rec',recurrence,Object.keys(q).sort().map(s=>`${s}: ${q[s].toFixed(3)} ca3 ${cq[s].toFixed(2)}`).join(' '),'ex',ex.toFixed(1),'01',ca.toFixed(2));
}
