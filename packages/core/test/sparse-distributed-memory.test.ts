import { describe, expect, it } from 'vitest';
import { attractors, createRandom, createSimulation } from '../src/index.js';

const { DistributedStore } = attractors;
const patterns = (count: number, bits: number, seed: number) =>
  attractors.randomPatterns(count, bits, createRandom(seed));
const distance = (a: Int8Array, b: Int8Array) => a.reduce((sum, bit, i) => sum + (bit === b[i] ? 0 : 1), 0);

describe('sparse distributed memory', () => {
  it('knows how many addresses are near: 1000 bits, radius 451, one in a thousand (Kanerva 1988)', () => {
    expect(attractors.shareWithin(1000, 451)).toBeCloseTo(0.001, 3);
    expect(attractors.radiusOf(1000, 0.00108)).toBe(451);
    expect(attractors.shareWithin(9, 4)).toBeCloseTo(0.5, 12);
    expect(attractors.shareWithinBoth(1000, 451, 0)).toBeCloseTo(attractors.shareWithin(1000, 451), 12);
  });

  it('knows how many are near to two, by counting all of them', () => {
    for (const apart of [0, 1, 3, 8, 12]) {
      const other = 2 ** apart - 1;
      const ones = (x: number) => x.toString(2).replaceAll('0', '').length;
      let both = 0;
      for (let address = 0; address < 2 ** 12; address++) if (ones(address) <= 5 && ones(address ^ other) <= 5) both++;
      expect(attractors.shareWithinBoth(12, 5, apart)).toBeCloseTo(both / 2 ** 12, 12);
    }
  });

  it('has Kanerva’s critical distance of 209 bits where words are taken for independent, and a smaller one where they are not', () => {
    // 10 000 items of 1000 bits in a million places. Kanerva 1988 counts each word that a reading meets by itself; the copies of
    // one item come together, which adds to the noise (Chou 1989) and is what a simulation finds (see below).
    const stored = { bits: 1000, radius: 451, locations: 1e6, items: 10000 };
    const words = stored.items * stored.locations * attractors.shareWithin(1000, 451) ** 2;
    const error = (distance: number) => {
      const signal = stored.locations * attractors.shareWithinBoth(1000, 451, distance);
      return 500 * (1 - attractors.erf(signal / Math.sqrt(2 * words)));
    };
    let critical = 1;
    while (error(critical) < critical) critical++;
    expect(Math.abs(critical / 209 - 1)).toBeLessThan(0.06);
    expect(attractors.criticalDistance(stored)).toBeLessThan(critical);
  });

  it('reads what theory says, near and far', () => {
    const options = { bits: 256, locations: 3000, radius: attractors.radiusOf(256, 0.02) };
    const store = new DistributedStore(options, createRandom(1));
    const items = patterns(120, 256, 2);
    for (const item of items) store.write(item, item);
    const random = createRandom(3);
    const out = new Int8Array(256);
    for (const away of [0, 20, 40, 60]) {
      let sum = 0;
      for (const item of items)
        sum += distance(store.readInto(out, attractors.corrupt(item, away / 256, random)), item) / 120;
      const expected = 256 * attractors.expectedError({ ...options, items: 120 }, away);
      expect(Math.abs(sum - expected)).toBeLessThan(3 + 0.15 * expected);
    }
  });

  it('reaches the locations within its radius, and adds up what they hold', () => {
    const options = { bits: 37, locations: 500, radius: 15 };
    const store = new DistributedStore(options, createRandom(1));
    // The same locations, drawn again.
    const random = createRandom(1);
    const addresses = Array.from({ length: 500 }, () =>
      Int8Array.from({ length: 37 }, () => (random.bits() & 0x80000000 ? 1 : -1)),
    );
    const items = patterns(9, 37, 5);
    for (const item of items) store.write(item, item);
    const cue = patterns(1, 37, 6)[0];
    store.readInto(new Int8Array(37), cue);
    const near = addresses.filter((address) => distance(address, cue) <= 15);
    expect(store.reached).toBe(near.length);
    const sums = Array.from({ length: 37 }, (_, bit) =>
      near.reduce((total, address) => {
        return total + items.reduce((sum, item) => sum + (distance(address, item) <= 15 ? item[bit] : 0), 0);
      }, 0),
    );
    expect([...store.sums]).toEqual(sums);
  });

  it('converges from within the critical distance, and not from far beyond', () => {
    const after = (noise: number) => {
      const params = { letters: 'A', random: 200, cue: 5, noise, period: 0 };
      const simulation = createSimulation({ system: 'sparse-distributed-memory', params });
      const { critical } = simulation.measures();
      simulation.step(256 * 12);
      return { critical: Number(critical), distance: Number(simulation.measures().distance) };
    };
    const near = after(0.08);
    expect(near.critical).toBeGreaterThan(0.08 * 256);
    expect(near.distance).toBeLessThan(4);
    expect(after(0.45).distance).toBeGreaterThan(40);
  });

  it('refuses addresses and data of another length', () => {
    const store = new attractors.DistributedStore({ bits: 4, locations: 10, radius: 1 }, createRandom(1));
    expect(() => store.write([1, 1, -1, 1], [1, 1])).toThrow('invalid data "2 neurons": expected 4 neurons');
    expect(() => store.readInto(new Int8Array(4), [1, 1, -1])).toThrow('invalid address "3 neurons"');
  });

  it('refuses more counters than there is room for', () => {
    const params = { width: 64, height: 64, locations: 100000 };
    const create = () => createSimulation({ system: 'sparse-distributed-memory', params });
    expect(create).toThrow('invalid locations 100000: expected at most 16384 for 4096 bits');
  });
});
