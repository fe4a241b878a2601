import { systems } from '@selforg/core';
for (const s of systems.filter(s=>!['automata','fields','agents'].includes(s.family))) console.log(`${s.id} [${s.family}] pace ${s.pace}\n   P: ${s.presets.map(p=>p.id).join(' ')}\n   V: ${s.views.map(v=>v.id).join(' ')}`);
