/**
 * Codecs of single values: text, numbers, instants, words of a fixed list.
 *
 * @module
 */
import { isLeft } from '../kernel/either.ts';
import type { Grammar } from '../model/grammar.ts';
import { INSTANT_MAX, isInstant, type EpochMillis } from '../model/instant.ts';
import { codec, failure, success, type Codec } from './io.ts';

/** Makes the codec of a value that is the same in JSON. */
const scalar = <Value>(name: string, isIt: (value: unknown) => value is Value): Codec<Value> =>
  codec(name, {
    validate: (value, context) => (isIt(value) ? success(value) : failure(value, context)),
    encode: (value) => value,
  });

/** Any text. */
export const text: Codec<string> = scalar('text', (value) => typeof value === 'string');

/** Yes or no. */
export const flag: Codec<boolean> = scalar('true or false', (value) => typeof value === 'boolean');

/** Makes the codec of text that matches a grammar. */
export const matching = <Text extends string>({ expected, matches }: Grammar<Text>): Codec<Text> =>
  scalar(expected, matches);

/** Makes the codec of one word. */
export const literal = <const Word extends string | number>(word: Word): Codec<Word> =>
  scalar(JSON.stringify(word), (value): value is Word => value === word);

/** Makes the codec of a few words. */
export const words = <const Word extends string>(...all: readonly Word[]): Codec<Word> =>
  scalar(`one of ${all.join(', ')}`, (value): value is Word => all.some((word) => word === value));

const number = (name: string, isIt: (value: number) => boolean): Codec<number> =>
  codec(name, {
    // Adding 0 turns -0, which JSON allows, into 0.
    validate: (value, context) =>
      typeof value === 'number' && isIt(value + 0) ? success(value + 0) : failure(value, context),
    encode: (value) => value,
  });

/** A whole number, positive or negative. */
export const whole: Codec<number> = number('a whole number', Number.isSafeInteger);

/** A count, 0 or more. */
export const count: Codec<number> = number(
  'a whole number, 0 or more',
  (value) => Number.isSafeInteger(value) && value >= 0,
);

/** A count, 1 or more. */
export const positive: Codec<number> = number(
  'a whole number, 1 or more',
  (value) => Number.isSafeInteger(value) && value >= 1,
);

/** A past instant: within the range of ECMAScript dates. */
export const instant: Codec<EpochMillis> = number(
  `milliseconds since 1970, a whole number from 0 to ${INSTANT_MAX}`,
  isInstant,
);

/**
 * A future instant: an instant plus a duration, so it may exceed the range of ECMAScript dates.
 */
export const date: Codec<EpochMillis> = number(
  'milliseconds since 1970, a whole number, 0 or more',
  count.is,
);

/**
 * Makes the codec of a member that may be absent and is then `undefined`; records leave it out when
 * they write.
 */
export const maybe = <Value>(of: Codec<Value>): Codec<Value | undefined> =>
  codec<Value | undefined>(`${of.name}, or nothing`, {
    validate: (value, context) =>
      value === undefined ? success(value) : of.validate(value, context),
    encode: (value) => of.encode(value as Value),
    is: (value) => value === undefined || of.is(value),
  });

/** Makes the codec of one word, or else a value of another kind. */
export const wordOr = <const Word extends string, Value>(
  word: Word,
  of: Codec<Value>,
): Codec<Word | Value> =>
  codec<Word | Value>(`"${word}" or ${of.name}`, {
    validate: (value, context) => {
      if (value === word) return success(word);
      const other = of.validate(value, context);
      return isLeft(other) && typeof value !== 'object' ? failure(value, context) : other;
    },
    encode: (value) => (value === word ? value : of.encode(value as Value)),
    is: (value) => value === word || of.is(value),
  });
