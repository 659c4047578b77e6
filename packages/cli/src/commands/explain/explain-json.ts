/**
 * Explaining the refusals and errors in a JSON value, such as a report of `drill --json`.
 *
 * @module
 */
import { ruleBook } from '@hsm-lifecycle/core';
import { left, right } from 'fp-ts/lib/Either.js';
import type { InputResult } from '../../files/reading.ts';
import { isInBooks } from '../../sentences/explain-error.ts';
import type { Explainable } from '../../sentences/refusal-text.ts';
import type { Colors } from '../../terminal/colors.ts';
import { refusalParagraph } from './refusal-paragraph.ts';

/** A JSON value, the file it is from, and what `--command` says. */
export type ExplainInput = {
  readonly file: string;
  readonly json: unknown;
  readonly command: string | undefined;
};

/** Tells whether a JSON value is an object or a list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isExplainable = (value: unknown): value is Explainable =>
  isObject(value) &&
  typeof value['_tag'] === 'string' &&
  (isInBooks(value['_tag']) || ruleBook.some(({ id }) => id === value['rule']));

/** Finds refusals anywhere; in a report only in its timeline, for verdicts repeat them. */
const refusalsIn = (value: unknown): readonly Explainable[] => {
  if (isExplainable(value)) return [value];
  if (!isObject(value)) return [];
  const timeline = value['timeline'];
  return (Array.isArray(timeline) ? timeline : Object.values(value)).flatMap(refusalsIn);
};

const EXAMPLE = '{"_tag":"NotYetActivated","rule":"F-71"}';

/** Explains all refusals and errors in a JSON value. Left: there are none. */
export const explainJson = (
  { file, json, command }: ExplainInput,
  colors: Colors,
): InputResult<string> => {
  if (command !== undefined)
    return left(`--command needs a drill or a stored fleet, and ${file} is neither`);
  const refusals = refusalsIn(json);
  if (refusals.length === 0)
    return left(
      `there is no refusal in ${file}: give a drill, a report of "drill --json", ` +
        `or a refusal such as ${EXAMPLE}`,
    );
  return right(
    refusals.map((refusal) => refusalParagraph('Refused', refusal, { colors })).join('\n'),
  );
};
