/**
 * Text that is safe to show on a terminal.
 *
 * Names and notes come from files that others have written. An escape sequence in one of them could
 * clear the screen or overwrite a verdict. So control characters, and those that change the writing
 * direction, are shown as JSON escapes such as `\u001b`.
 *
 * @module
 */

const [BOLD, DIM, BOLD_OR_DIM_ENDS] = [1, 2, 22];
const [RED, GREEN, CYAN, COLOR_ENDS] = [31, 32, 36, 39];

/** The colour sequences of our own reports. Forging one only colours text. */
const OUR_COLORS: ReadonlySet<string> = new Set(
  [BOLD, DIM, BOLD_OR_DIM_ENDS, RED, GREEN, CYAN, COLOR_ENDS].map((code) => `\u001B[${code}m`),
);

// Control characters are what this looks for.
// eslint-disable-next-line no-control-regex
const CONTROL = /\u001B\[\d+m|[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

const HEX = 16;

const escapeText = (sequence: string): string =>
  sequence.replaceAll(
    /[^\x20-\x7E]/gu,
    (it) => `\\u${it.charCodeAt(0).toString(HEX).padStart(4, '0')}`,
  );

/**
 * Escapes control characters. Line feeds and tabs stay, and so do our own colours if `isColored`.
 */
export const harmless = (text: string, isColored: boolean): string =>
  text.replaceAll(CONTROL, (it) =>
    it === '\n' || it === '\t' || (isColored && OUR_COLORS.has(it)) ? it : escapeText(it),
  );
