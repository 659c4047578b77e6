/**
 * Sentences for the refusals of all decoders.
 *
 * @module
 */
import type { Explanation, SentenceBook } from './sentence-book.ts';

type Texts<Names extends string> = Readonly<Record<Names, string>>;

/** What readers expect where a field has no place; the known fields may follow. */
const UNKNOWN_FIELD = /^no such (?:field|member)/u;

const subjectOf = (path: string): string => {
  if (path === '') return 'The input';
  return /^\d+$/u.test(path) ? `Item ${path}` : `'${path}'`;
};

const ofInput = {
  MalformedInput: ({ path, expected, actual }: Texts<'path' | 'expected' | 'actual'>) => {
    const subject = subjectOf(path);
    return UNKNOWN_FIELD.test(expected)
      ? [`${subject} is not a known field.`, `Remove it${expected.replace(UNKNOWN_FIELD, '')}.`]
      : [`${subject} is ${actual}.`, `It must be ${expected}.`];
  },
  InputTooLarge: ({ of, limit }: { readonly of: string; readonly limit: number }) => [
    `The input has more than ${limit} ${of}.`,
    'Give less, or a higher limit.',
  ],
  InputTooDeep: ({ limit, position }: Readonly<Record<'limit' | 'position', number>>) => [
    `Lists and objects nest deeper than ${limit}, at position ${position}.`,
    'Give a flatter input, or a higher limit.',
  ],
  NewerEvent: (it: Texts<'type'> & Readonly<Record<'needs' | 'reads', number>>) => [
    `The event ${it.type || 'without a type'} needs reader level ${it.needs}; this release has ` +
      `${it.reads}.`,
    'Read it with the release that wrote it, or a newer one.',
  ],
  UnknownEvent: ({ type }: Texts<'type'>) => [
    `This release knows no event of type ${JSON.stringify(type)}.`,
    'Correct the type, or read it with the release that wrote it.',
  ],
} satisfies SentenceBook;

type InputTag = 'MalformedInput' | 'InputTooLarge' | 'InputTooDeep' | 'NewerEvent' | 'UnknownEvent';

/** The sentences, by tag. */
export const inputSentences: Readonly<Record<InputTag, (error: never) => Explanation>> = ofInput;
