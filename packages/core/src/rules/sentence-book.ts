/**
 * Books of sentences, which explain errors in English.
 *
 * @module
 */

/** What is wrong, and what would help: one sentence each. */
export type Explanation = readonly [whatIs: string, whatHelps: string];

/**
 * A book of sentences: for each `_tag`, a function from the error to its explanation. Every package
 * exports its book as a plain object, such as `cryptoSentences`.
 */
export type SentenceBook = { readonly [tag: string]: (error: never) => Explanation };
