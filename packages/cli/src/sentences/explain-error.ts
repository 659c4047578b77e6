/**
 * Any package's error in English.
 *
 * @module
 */
import { explain, type SentenceBook } from '@hsm-lifecycle/core';
import { cryptoSentences } from '@hsm-lifecycle/crypto';
import { keyFileSentences } from '@hsm-lifecycle/crypto/node';
import { runtimeSentences } from '@hsm-lifecycle/runtime';

const books: readonly SentenceBook[] = [cryptoSentences, keyFileSentences, runtimeSentences];

/** Explains an error of any package: what is the case, what would help, and the rule if any. */
export const explainError = (error: { readonly _tag: string }): string => explain(error, { books });

/** Tells whether a tag is in the book of another package than core. */
export const isInBooks = (tag: string): boolean => books.some((book) => Object.hasOwn(book, tag));
