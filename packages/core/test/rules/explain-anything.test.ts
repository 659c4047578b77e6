import { describe, expect, it } from '@jest/globals';
import { anything, assert, constantFrom, double, integer, property } from 'fast-check';
import { editions, explain, type SentenceBook } from '@hsm-lifecycle/core';
import { decodeCommand, decodeEdition } from '@hsm-lifecycle/core/codec';
import { isoInstant } from '../../src/model/iso-instant.ts';

/** What plain JavaScript can pass. */
const explainAny = (error: unknown, options?: Parameters<typeof explain>[1]): unknown =>
  Reflect.apply(explain, undefined, [error, options]);

const throwing = (): never => {
  throw new Error('hostile');
};

const books: readonly SentenceBook[] = [
  {
    Mine: ({ name }: { readonly name: string }) => [`${name} is mine.`, 'Take another.'],
    SameRegion: () => ['Das Backup ist schon dort.', 'Eine andere Region wählen.'],
    Throwing: throwing,
  },
];

describe('explain with books', () => {
  it('finds the sentence of another package', () => {
    const error = { _tag: 'Mine', name: 'backup-a' };
    expect(explain(error, { books })).toBe('backup-a is mine. Take another.');
    expect(explain(error)).toBe(
      'No sentence is known for Mine. ' +
        'Pass the error to explain unchanged, with the book of its package in `books`.',
    );
  });

  it('prefers a book that is given to its own, and still names the rule', () => {
    const error = { _tag: 'SameRegion', rule: 'U-15', region: 'eu-west-1' };
    expect(explain(error, { books })).toMatch(/^Das Backup .* wählen\. \(U-15: .*\)$/u);
    expect(explain(error)).toMatch(/^The backup is already in eu-west-1\. .* \(U-15: .*\)$/u);
  });

  it('gives the general sentence where a book has no function, or one that says nothing', () => {
    const odd = { Empty: undefined, Silent: () => 'one text' };
    for (const tag of Object.keys(odd))
      expect(Reflect.apply(explain, undefined, [{ _tag: tag }, { books: [odd] }])).toMatch(
        /^No sentence is known for /u,
      );
  });

  it('knows what decoders refuse', () => {
    const outcomes = [decodeCommand({ type: 'Advance', data: { at: 'noon' } }), decodeEdition(7)];
    const said = outcomes.map((outcome) =>
      outcome._tag === 'Left' ? explain(outcome.left) : 'accepted',
    );
    expect(said[0]).toMatch(/^'data\.at' is "noon"\. It must be .*\.$/u);
    expect(said[1]).toMatch(/^The input is 7\. It must be .*\.$/u);
    expect(decodeEdition(editions.aws2026)._tag).toBe('Right');
  });
});

describe('explain, whatever it is given', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();

  it.each([
    ['null', null],
    ['undefined', undefined],
    ['a number', 7],
    ['a function', throwing],
    ['no tag', {}],
    ['a tag that is not text', { _tag: 7 }],
    ['a tag behind a getter that throws', Object.defineProperty({}, '_tag', { get: throwing })],
    ['a revoked proxy', revoked.proxy],
  ])('gives the general sentence for %s', (_, error) => {
    expect(explainAny(error)).toBe(
      'The error has no _tag. Pass the `left` of an outcome to explain.',
    );
  });

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty', 'Throwing', ''])(
    'does not know the tag "%s"',
    (_tag) => {
      expect(explain({ _tag }, { books })).toMatch(/^No sentence is known for /u);
    },
  );

  it('gives the general sentence for a refusal that lacks its facts', () => {
    expect(explain({ _tag: 'WrongState' })).toMatch(/^No sentence is known for WrongState\. /u);
    const hostile = Object.defineProperty({ _tag: 'WrongState' }, 'actual', { get: throwing });
    expect(explain(hostile)).toMatch(/^No sentence is known for WrongState\. /u);
  });

  it('leaves out a rule that is not in the book', () => {
    const error = { _tag: 'SameRegion', region: 'eu-west-1' };
    expect(explainAny({ ...error, rule: 'X-1' })).toBe(explain(error));
  });

  it('stays short, on one line, and prints no control characters', () => {
    const huge = 'x'.repeat(5_000_000);
    expect(explain({ _tag: huge }).length).toBeLessThan(300);
    const error = { _tag: 'SameRegion', rule: 'U-15', region: huge };
    expect(explain(error).length).toBeLessThan(2000);
    const odd = { _tag: 'SameRegion', region: 'a\r\n\u001b[31mb\u202ec\u2028' };
    expect(explain(odd)).toBe('The backup is already in a [31mb c . Choose another region.');
  });

  it('never throws, and always answers with text', () => {
    const tags = constantFrom('WrongState', 'HsmsRemain', 'MalformedInput', 'Mine', 'Other');
    assert(
      property(anything(), tags, (facts, _tag) => {
        const error: unknown = typeof facts === 'object' ? { ...facts, _tag } : facts;
        expect(typeof explainAny(error, { books })).toBe('string');
      }),
    );
  });
});

describe('an instant in a sentence', () => {
  it('is a date', () => {
    const last = '+275760-09-13T00:00:00.000Z';
    expect(
      explain({ _tag: 'TimeRanBackwards', rule: 'M-1', at: 1_795_770_000_000, asOf: 8.64e15 }),
    ).toContain(
      `The command's instant, 2026-11-27T09:00:00.000Z, is before the last event's, ${last}. ` +
        `Give an instant of ${last} or later. `,
    );
  });

  it('is written as JavaScript does, for every instant', () => {
    assert(
      property(integer({ min: -8.64e15, max: 8.64e15 }), (at) => {
        expect(Date.parse(isoInstant(at))).toBe(at);
      }),
    );
  });

  it('never throws beyond them', () => {
    expect([Number.NaN, Infinity, 8.64e15 + 1].map(isoInstant)).toEqual([
      'NaN ms since 1970',
      'Infinity ms since 1970',
      '8640000000000001 ms since 1970',
    ]);
    assert(property(double(), (at) => expect(typeof isoInstant(at)).toBe('string')));
  });
});
