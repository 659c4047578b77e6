/**
 * Parts of the help that several commands share.
 *
 * @module
 */

/** What the exit codes mean. */
export const EXIT_CODES = `

Exit codes: 0, everything is as expected; 1, something is not; 2, bad input or usage.`;

/** Where the keys of a store are. */
export const KEYS_HELP = `
The keys of a store are in STORE-keys beside it; only its owner may read that file (mode 0600).`;

/** Example calls. */
export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ hsm-lifecycle ${line}`).join('\n')}`;
