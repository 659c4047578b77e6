/**
 * What `explain` prints about one command.
 *
 * @module
 */
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { tellEvent, type NameBook } from '@hsm-lifecycle/drills/sentences';
import { refusalText, type Explainable } from '../../sentences/refusal-text.ts';
import type { Colors } from '../../terminal/colors.ts';
import { wrapText } from '../../terminal/wrap-text.ts';

const WIDTH = 96;

const indented = (text: string): string =>
  wrapText(text, WIDTH)
    .map((line) => `  ${line}`)
    .join('\n');

/** The colours to print in, and the names to use. */
export type ParagraphStyle = { readonly colors: Colors; readonly book?: NameBook };

/** Writes a refusal or an error: its tag, what it says, and its rule, if it has one. */
export const refusalParagraph = (
  heading: string,
  refusal: Explainable,
  { colors, book }: ParagraphStyle,
): string => {
  const { short, rule } = refusalText(refusal, book);
  return [
    `${colors.bold(heading)}: ${colors.red(refusal._tag)}`,
    indented(short),
    ...(rule === undefined ? [] : [colors.dim(indented(rule))]),
    '',
  ].join('\n');
};

/** Writes what an accepted command would bring about. */
export const acceptedParagraph = (
  heading: string,
  events: readonly FleetEvent[],
  { colors, book }: Required<ParagraphStyle>,
): string => {
  book.note(events);
  const lines = events.map(
    ({ stream, event }) => `  ${tellEvent(event, book.namesFor(stream)).text}`,
  );
  const accepted = colors.green('accepted');
  return [`${colors.bold(heading)}: ${accepted}. What happens:`, ...lines, ''].join('\n');
};
