/**
 * Text that a terminal can show without obeying it.
 *
 * Names and notes come from files that others have written. An escape sequence in one of them could
 * clear the screen or paint over a verdict; so control characters, and those that turn the
 * direction of writing, are shown as JSON writes them: `\u001b`. In JSON that is what they are.
 *
 * @module
 */

const [BOLD, DIM, BOLD_OR_DIM_ENDS] = [1, 2, 22];
const [RED, GREEN, CYAN, COLOR_ENDS] = [31, 32, 36, 39];

/**
 * The sequences that reports are coloured with. Whoever forges one paints nothing that is not
 * painted anyway.
 */
const OURS: ReadonlySet<string> = new Set(
  [BOLD, DIM, BOLD_OR_DIM_ENDS, RED, GREEN, CYAN, COLOR_ENDS].map((code) => `\u001B[${code}m`),
);

// They are what is looked for.
// eslint-disable-next-line no-control-regex
const OBEYED = /\u001B\[\d+m|[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

const HEX = 16;

const escaped = (sequence: string): string =>
  sequence.replaceAll(
    /[^\x20-\x7E]/gu,
    (it) => `\\u${it.charCodeAt(0).toString(HEX).padStart(4, '0')}`,
  );

/**
 * Shows what a terminal would obey. Line feeds and tabs stay, and our own colours if there are any.
 */
export const harmless = (text: string, isColored: boolean): string =>
  text.replaceAll(OBEYED, (it) =>
    it === '\n' || it === '\t' || (isColored && OURS.has(it)) ? it : escaped(it),
  );
