/**
 * Where a drill file is wrong, and how.
 *
 * @module
 */
import type { Errors } from 'io-ts';

/**
 * One wrong place in a file: its path, such as `steps[3].zone` (empty for the whole), what was
 * expected there, and what was found. `explain` of core explains it.
 */
export type DrillMisfit = {
  readonly _tag: 'MalformedInput';
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  /** The name that was probably meant. */
  readonly suggestion?: string;
};

/** Makes the misfit for one place. */
export const misfitAt = (place: Omit<DrillMisfit, '_tag'>): DrillMisfit => ({
  _tag: 'MalformedInput',
  ...place,
});

const ACTUAL_LENGTH_MAX = 60;

const shown = (value: unknown): string => {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > ACTUAL_LENGTH_MAX ? `${text.slice(0, ACTUAL_LENGTH_MAX)}…` : text;
};

/** Writes a path as `steps[3].zone`. */
const pathOf = (keys: readonly string[]): string =>
  keys
    .map((key) => (/^\d+$/u.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./u, '');

/** Turns the errors of an io-ts codec into misfits. */
export const misfitsOf = (errors: Errors): readonly DrillMisfit[] =>
  errors.map(({ context, value, message }) =>
    misfitAt({
      path: pathOf(context.map(({ key }) => key).filter((key) => key !== '')),
      expected: context.at(-1)?.type.name ?? 'another value',
      actual: shown(value),
      ...(message === undefined ? {} : { suggestion: message }),
    }),
  );

/** Describes a misfit in one line. */
export const misfitText = ({ path, expected, actual, suggestion }: DrillMisfit): string => {
  const hint = suggestion === undefined ? 'expected' : `did you mean "${suggestion}"? Expected`;
  const fact = actual === 'missing' ? 'it is missing' : `found ${actual}`;
  return `${path || 'the file'}: ${hint} ${expected}; ${fact}`;
};
