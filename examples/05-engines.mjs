// The engines without a simulation around them: a rule in any notation, a pattern by its name, and leaps of any size.
import { HashLifeEngine, identify, parsePattern, parseRule, SparseEngine, UNBOUNDED } from '@selforg/core';

const { rule } = parseRule('B3/S23');

// HashLife remembers the future of every square that it has seen: a million million generations are a moment.
const gun = new HashLifeEngine(rule, { memory: 64 * 2 ** 20 });
gun.place(parsePattern('gosper-glider-gun'), 0n, 0n);
gun.step(30 * 10 ** 12);
console.log(`the gun after 30 · 10¹² generations: ${gun.population()} cells, an exact number`);

// The sparse engine computes only where something changes; what is left can be named.
const plane = new SparseEngine(rule, UNBOUNDED);
plane.place(parsePattern('r-pentomino'), 0n, 0n);
const { generation, objects } = identify(plane, rule);
const names = objects.map(({ name, code }) => name ?? code);
const counts = [...new Set(names)].map((name) => `${names.filter((each) => each === name).length} ${name}`);
console.log(`the R-pentomino settles at ${generation}: ${counts.join(', ')}`);
