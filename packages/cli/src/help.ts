/**
 * What the help of several commands says.
 *
 * @module
 */

/** What the exit codes mean. */
export const EXIT_CODES = `
Exit codes: 0, all is as expected; 1, something is not; 2, the input or the usage is wrong.`;

/** Calls that show what a command is for. */
export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ hsm-lifecycle ${line}`).join('\n')}`;
