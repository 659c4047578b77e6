/**
 * Books of sentences, which say errors in English.
 *
 * @module
 */

/** What is the case, and what would help: one sentence each. */
export type Explanation = readonly [whatIs: string, whatHelps: string];

/**
 * A book of sentences: by `_tag`, a function from the error to its explanation. Every package
 * exports its own as a plain object, such as `cryptoSentences`.
 */
export type SentenceBook = { readonly [tag: string]: (error: never) => Explanation };
