import { describe, expect, it } from 'vitest';
import {
  findPattern,
  InputError,
  library,
  type NamedPattern,
  parsePattern,
  parseRle,
  patternOfNamed,
  searchPatterns,
} from '../src/index.js';
import { cellsOf, Plane } from './pattern-reference.js';

const planeOf = (entry: NamedPattern) => new Plane(parseRle(entry.rle), entry.rule);
const known = (test: (entry: NamedPattern) => unknown) =>
  library.filter(test).map((entry) => [entry.id, entry] as const);

describe('the library: every fact is run', () => {
  it.each(known(({ kind }) => kind === 'still life'))('%s stays as it is', (_, entry) => {
    const plane = planeOf(entry);
    const before = plane.shape();
    plane.step();
    expect(plane.shape()).toEqual(before);
  });

  it.each(known(({ kind }) => kind === 'oscillator' || kind === 'spaceship'))(
    '%s comes back after its period, and not before',
    (_, entry) => {
      const { period = 0, displacement = [0, 0] } = entry;
      const plane = planeOf(entry);
      const { x, y, cells } = plane.shape();
      for (let t = 1; t < period; t++) {
        plane.step();
        expect(plane.shape().cells).not.toBe(cells);
      }
      plane.step();
      expect(plane.shape()).toEqual({ x: x + displacement[0], y: y + displacement[1], cells });
      expect(displacement.some((cells) => cells !== 0)).toBe(entry.kind === 'spaceship');
    },
  );

  it.each(known(({ growth }) => growth))('%s grows by the same again in each period', (_, entry) => {
    const { period = 0, growth, kind } = entry;
    const plane = planeOf(entry);
    plane.step(kind === 'gun' ? 0 : Math.ceil(3500 / period) * period);
    for (let n = 0; n < 4; n++) {
      const before = plane.population;
      plane.step(period);
      expect(plane.population - before).toBe(growth);
    }
  });

  it.each(known(({ kind }) => kind === 'methuselah'))('%s comes to rest when it should', (_, entry) => {
    const { lifespan = 0, finalPopulation } = entry;
    const plane = planeOf(entry);
    plane.step(lifespan - 4);
    const before = new Set<number>();
    for (let t = lifespan - 4; t < lifespan; t++) {
      before.add(plane.population);
      plane.step();
    }
    expect(before.size).toBeGreaterThan(1);
    for (let t = 0; t < 30; t++) {
      expect(plane.population).toBe(finalPopulation);
      plane.step();
    }
  });

  it('the HighLife replicator is 1, 2, 2, 4, 2, 4, 4, 8 of itself every 12 generations, as in rule 90', () => {
    const entry = findPattern('highlife-replicator');
    const plane = planeOf(entry);
    const whole = plane.population;
    const copies = Array.from({ length: 8 }, () => {
      const count = plane.population / whole;
      plane.step(entry.period);
      return count;
    });
    expect(copies).toEqual([1, 2, 2, 4, 2, 4, 4, 8]);
  });

  it('says of each what its kind asks for, in a sentence', () => {
    expect(library.length).toBeGreaterThanOrEqual(60);
    for (const { id, kind, about, period, growth, lifespan, year } of library) {
      expect([id, about]).toEqual([
        expect.stringMatching(/^[a-z\d]+(?:-[a-z\d]+)*$/),
        expect.stringMatching(/^[A-Z1-9].*\.$/),
      ]);
      expect([id, period !== undefined]).toEqual([id, !['still life', 'methuselah'].includes(kind)]);
      expect([id, growth !== undefined]).toEqual([id, ['gun', 'puffer', 'infinite growth'].includes(kind)]);
      expect([id, lifespan !== undefined]).toEqual([id, kind === 'methuselah']);
      expect(year ?? 1970).toBeGreaterThanOrEqual(1969);
    }
    expect(new Set(library.map(({ id }) => id)).size).toBe(library.length);
  });
});

describe('looking patterns up', () => {
  it('by id or name, whatever the case', () => {
    for (const { id, name } of library) {
      expect(findPattern(id).id).toBe(id);
      expect(findPattern(name.toUpperCase()).id).toBe(id);
    }
    expect(findPattern(' Gosper  Glider Gun ').id).toBe('gosper-glider-gun');
  });

  it('names the nearest one when it is misspelled', () => {
    const message =
      'invalid pattern "gosper-glider-gum": expected a name in the library; did you mean "gosper-glider-gun"?';
    expect(() => findPattern('gosper-glider-gum')).toThrow(message);
    expect(() => findPattern('')).toThrow(InputError);
  });

  it('by words of what is known of them', () => {
    const ids = (text: string) => searchPatterns(text).map(({ id }) => id);
    expect(ids('Hickerson 1989 spaceship')).toEqual(['turtle']);
    expect(ids('gun')).toContain('simkin-glider-gun');
    expect(ids('B36/S23')).toEqual(['highlife-replicator', 'highlife-bomber']);
    expect(ids('no such thing')).toEqual([]);
    expect(ids('')).toHaveLength(library.length);
  });

  it('a text that is a name is read as that pattern', () => {
    const gun = parsePattern('Gosper glider gun\n');
    expect(gun).toEqual(patternOfNamed(findPattern('gosper-glider-gun')));
    expect(gun).toMatchObject({
      width: 36,
      height: 9,
      rule: 'B3/S23',
      comments: ['N Gosper glider gun', 'O Bill Gosper, 1970'],
    });
    expect(() => parsePattern('gosper-glider-gum')).toThrow(/a name in the library; did you mean "gosper-glider-gun"/);
    const boat = parsePattern('boat');
    expect('runs' in boat && cellsOf(boat)).toHaveLength(5);
  });
});
