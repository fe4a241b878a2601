import { attractors, createRandom } from '@selforg/core';
const { BidirectionalMemory, drawLetter, corrupt } = attractors;
const pic=new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'].map(c=>[c,drawLetter(c,24,24)]));
const random=createRandom(5);
const pick=(from,k)=>{const a=[...from];const o=[];for(let i=0;i<k;i++)o.push(a.splice(random.integer(a.length),1)[0]);return o;};
const ov=(a,b)=>a.reduce((s,v,i)=>s+v*b[i],0)/a.length;
function score(L,D){const m=new BidirectionalMemory(L.map(c=>pic.get(c)),D.map(c=>pic.get(c)));let worst=1;
 for(let p=0;p<L.length;p++)for(const side of [0,1]){const own=side===0?pic.get(L[p]):pic.get(D[p]);const other=side===0?pic.get(D[p]):pic.get(L[p]);const got=m.recall(side,corrupt(own,.25,random));worst=Math.min(worst,ov(got,other));}return worst;}
for(const [pool,k] of [['ABCDEFGHIJKLMNOPQRSTUVWXYZ',6],['ABCDEFGHIJKLMNOPQRSTUVWXYZ',5],['AJLMSZ',6],['AJLMSZX',5]]){let best=[];for(let n=0;n<2500;n++){const L=pick(pool,k),D=pick('0123456789',k);const s=score(L,D);best.push([s,L.join(''),D.join('')]);}best.sort((a,b)=>b[0]-a[0]);console.log(k,pool,JSON.stringify(best.slice(0,8)));}
