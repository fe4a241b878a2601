import { createSimulation } from '@selforg/core';
const row=(p)=>[1,2,3].map(seed=>{const s=createSimulation({system:'bidirectional-memory',params:p,seed});s.step(20000);const m=s.measures();return m.cued.toFixed(2)+'/'+m.answer.toFixed(2);}).join(' ');
for(let cue=0;cue<6;cue++) console.log(cue,'first .25:',row({cue}),' .4:',row({cue,noise:.4}),' second:',row({cue,from:'second'}));
for(const letters of ['BDOPRE','BDOPRS','BPRDOQ']) console.log(letters,row({letters,noise:.1}),row({letters,noise:.1,cue:3}));
for(const side of [16,18,20]) console.log('crowded',side,row({random:60,noise:.1,width:side,height:side}));
for(const sy of [['hopfield','warm'],['sequence-memory','x']]){}
for (const answers of ['194057','174025','147035','174053','231574','714023']) console.log(answers, [0,1,2,3,4,5].map(cue=>row({answers,cue,from:'second'}).slice(0,9)).join(' | '), [0,1,2,3,4,5].map(cue=>row({answers,cue}).slice(0,9)).join(' | '));
