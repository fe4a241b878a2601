import { createSimulation } from '@selforg/core';
const row=(p)=>[1,2,3].map(seed=>{const s=createSimulation({system:'bidirectional-memory',params:p,seed});s.step(20000);const m=s.measures();return m.cued.toFixed(2)+'/'+m.answer.toFixed(2);}).join(' ');
for (const base of [{letters:'SALZJM',answers:'471960'},{letters:'ZMSJLA',answers:'345271'},{letters:'ASZLJM',answers:'673241'}]) for(let cue=0;cue<6;cue++) console.log(cue,'first .25:',row({...base,cue}),' .4:',row({...base,cue,noise:.4}),' second:',row({...base,cue,from:'second'}),row({...base,letters:'BDOPRE',noise:.1,cue}));
