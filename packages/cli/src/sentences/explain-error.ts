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

/** How the general sentence about an error in none of the books begins. */
const [IN_GENERAL = ''] = explainError({ _tag: '?' }).split('?');

/** Tells whether an error has a sentence of its own: a known tag, and the members that it needs. */
export const hasSentence = (error: { readonly _tag: string }): boolean =>
  !explainError(error).startsWith(IN_GENERAL);
