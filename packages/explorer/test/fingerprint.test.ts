import { describe, expect, it } from '@jest/globals';
import { fingerprint, collisionProbability } from '../src/search/fingerprint.ts';
import { newVisitedSet } from '../src/search/visited-set.ts';

const TEXTS = 300_000;

/** Texts such as states make: long, alike, and apart in a digit or two. */
const texts = Array.from(
  { length: TEXTS },
  (_, index) =>
    `"eu-west-1","small"|0,0,-,ACTIVE,-,-,-,-,0;.ACTIVE,${index % 1000},1,-,I,A,-,${index}|`,
);

describe('a fingerprint', () => {
  it('has two uniformly distributed halves', () => {
    const prints = texts.map(fingerprint);
    const twins = (half: 'high' | 'low'): number =>
      TEXTS - new Set(prints.map((print) => print[half])).size;
    // Chance makes 10.5 pairs in 300,000 out of 2^32; more than 30 are as likely as 1 in ten
    // million.
    expect(twins('high')).toBeLessThan(30);
    expect(twins('low')).toBeLessThan(30);
    expect(new Set(prints.map(({ high, low }) => `${high} ${low}`)).size).toBe(TEXTS);
  });

  it('depends on every letter, its place, and the length', () => {
    const some = [
      '',
      '\0',
      '\0\0',
      'a',
      'b',
      'ab',
      'ba',
      'abc',
      'ab\0',
      'aa',
      'aaa',
      'é',
      '\u{1F511}',
    ].map(fingerprint);
    expect(new Set(some.map(({ high }) => high)).size).toBe(some.length);
    expect(new Set(some.map(({ low }) => low)).size).toBe(some.length);
  });

  it('is the same on every machine', () => {
    // As `printf 'the same' | sha256sum` begins.
    expect(fingerprint('the same')).toEqual({ high: 0xfa0487f2, low: 0xdc91544a });
  });

  it('collides for a million texts once in 37 million searches', () => {
    expect(1 / collisionProbability(1_000_000)).toBeCloseTo(36_893_525, -3);
  });
});

describe('the visited set', () => {
  it('knows each state once, and the last step to it', () => {
    const states = newVisitedSet();
    const isNew = texts.map((text, index) =>
      states.add(fingerprint(text), { parent: index >> 1, action: index % 7 }),
    );
    const isNewAgain = texts.map((text) => states.add(fingerprint(text), { parent: 0, action: 0 }));
    expect([isNew.every(Boolean), isNewAgain.some(Boolean), states.count()]).toEqual([
      true,
      false,
      TEXTS,
    ]);
    expect(states.edgeTo(12_345)).toEqual({ parent: 6172, action: 12_345 % 7 });
  });

  it('continues from its columns', () => {
    const states = newVisitedSet();
    for (const text of texts.slice(0, 5000))
      states.add(fingerprint(text), { parent: 0, action: 1 });
    const again = newVisitedSet(states.columns());
    expect(again.add(fingerprint(texts[77] ?? ''), { parent: 0, action: 0 })).toBe(false);
    expect(again.add(fingerprint(texts[5000] ?? ''), { parent: 9, action: 3 })).toBe(true);
    expect([again.count(), again.edgeTo(5000), again.edgeTo(77)]).toEqual([
      5001,
      { parent: 9, action: 3 },
      { parent: 0, action: 1 },
    ]);
  });

  it('takes less than 40 bytes a state', () => {
    const states = newVisitedSet();
    for (const text of texts) states.add(fingerprint(text), { parent: 0, action: 0 });
    expect(states.bytes() / TEXTS).toBeLessThan(40);
  });

  it('refuses a state with more actions than it can count', () => {
    expect(() => newVisitedSet().add(fingerprint('x'), { parent: 0, action: 65_536 })).toThrow(
      'actions',
    );
  });
});
