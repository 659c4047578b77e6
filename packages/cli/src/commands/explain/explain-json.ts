/**
 * Explaining the refusals and errors in a JSON value, such as a report of `drill --json`.
 *
 * @module
 */
import { ruleBook } from '@hsm-lifecycle/core';
import { left, right } from 'fp-ts/lib/Either.js';
import type { InputResult } from '../../files/reading.ts';
import { hasSentence } from '../../sentences/explain-error.ts';
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

const SHOWN_MAX = 60;

/** Shows a value in one short line. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
};

/** The tags of results, which may hold a refusal. */
const RESULTS: ReadonlySet<string> = new Set(['Left', 'Right']);

const isTagged = (value: unknown): value is Explainable =>
  isObject(value) && typeof value['_tag'] === 'string' && !RESULTS.has(value['_tag']);

/** Finds what has a tag anywhere; in a report only in its timeline, for verdicts repeat it. */
const refusalsIn = (value: unknown): readonly Explainable[] => {
  if (isTagged(value)) return [value];
  if (!isObject(value)) return [];
  const timeline = value['timeline'];
  return (Array.isArray(timeline) ? timeline : Object.values(value)).flatMap(refusalsIn);
};

const isRule = (id: unknown): boolean => ruleBook.some((rule) => rule.id === id);

/** Says why a refusal cannot be explained; undefined if it can. */
const unknownText = (refusal: Explainable): string | undefined => {
  const { _tag: tag, rule } = refusal;
  if (rule !== undefined && !isRule(rule))
    return `there is no rule ${shown(rule)}; hsm-lifecycle rules prints them all`;
  return hasSentence(refusal)
    ? undefined
    : `${shown(tag)} is not a known refusal, or lacks a field that its explanation needs`;
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
  const unknown = refusals.map(unknownText).find((text) => text !== undefined);
  if (unknown !== undefined) return left(`in ${file}, ${unknown}`);
  return right(
    refusals.map((refusal) => refusalParagraph('Refused', refusal, { colors })).join('\n'),
  );
};
