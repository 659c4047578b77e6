/**
 * The values that the fields of a drill file hold.
 *
 * @module
 */
import { refusalTags, type EpochMillis, type Millis } from '@hsm-lifecycle/core';
import type { StepTime } from './drill.ts';
import { field, type Field } from './field.ts';
import { INSTANT_PATTERN, instantFrom, stepTimeFrom, SPAN_PATTERN, spanFrom } from './step-time.ts';

const ifText = <Value>(read: (text: string) => Value | undefined) => {
  return (input: unknown): Value | undefined =>
    typeof input === 'string' ? read(input) : undefined;
};

const matching = (pattern: string, expected: string): Field<string> => {
  const expression = new RegExp(pattern, 'u');
  return field(
    expected,
    { type: 'string', pattern },
    ifText((text) => (expression.test(text) ? text : undefined)),
  );
};

/** Any text that is not empty. */
export const textField = (expected = 'a text that is not empty'): Field<string> =>
  matching('^[\\s\\S]+$', expected);

/** A name for something made; phrases are made of these words, so a name must not look like one. */
export const nameField: Field<string> = matching(
  '^(?!(latest|oldest|every) |(backup|cluster|hsm|eni)-)\\S(.*\\S)?$',
  'a name of your own, such as "primary": not an id, nor beginning with latest, oldest or every',
);

/** A reference, which is resolved when its step is taken. */
export const referenceField = (kind: string, example: string): Field<string> =>
  matching(
    '^\\S(.*\\S)?$',
    `${kind}: a name given with "as" in an earlier step, ${example}, or an id`,
  );

export const regionField: Field<string> = matching(
  '^[a-z]{2}(-gov)?-[a-z]+-\\d$',
  'a region, such as "eu-west-1"',
);
export const zoneField: Field<string> = matching(
  '^[a-z]{2}(-gov)?-[a-z]+-\\d[a-z]$',
  'an availability zone, such as "eu-west-1a"',
);
export const hsmTypeField: Field<string> = matching(
  '^p?hsm[0-9][a-z.]*\\.[a-zA-Z]+$',
  'an HSM type, such as "hsm2m.medium"',
);
export const ipAddressField: Field<string> = matching(
  '^\\d{1,3}(\\.\\d{1,3}){3}$',
  'an IPv4 address, such as "10.0.1.10"',
);

/** Where the schema lists the tags of refusals. */
export const REFUSAL_TAG = 'RefusalTag';

export const refusalTagField: Field<string> = field(
  'the tag of a refusal, such as "NothingToRestore"; hsm-lifecycle schema has them all',
  { $ref: `#/definitions/${REFUSAL_TAG}` },
  (input) => refusalTags.find((tag) => tag === input),
);

/** A whole number from 0 on. The machine says where its limits are. */
export const countField = (expected: string): Field<number> =>
  field(expected, { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, (input) =>
    typeof input === 'number' && Number.isSafeInteger(input) && input >= 0 ? input : undefined,
  );

export const flagField: Field<boolean> = field('true or false', { type: 'boolean' }, (input) =>
  typeof input === 'boolean' ? input : undefined,
);

/** One of some words. */
export const wordField = <const Word extends string>(...words: readonly Word[]): Field<Word> =>
  field(
    words.length === 1 ? `"${words.join('')}"` : `one of ${words.join(', ')}`,
    words.length === 1 ? { const: words[0] } : { enum: words },
    (input) => words.find((word) => word === input),
  );

/** Texts by name, such as tags. */
export const tagsField: Field<Readonly<Record<string, string>>> = field(
  'texts by name, such as { "team": "payments" }',
  { type: 'object', additionalProperties: { type: 'string' } },
  (input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
    const entries = Object.entries(input).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return entries.length === Object.keys(input).length ? Object.fromEntries(entries) : undefined;
  },
);

export const instantField: Field<EpochMillis> = field(
  'an ISO 8601 instant with its offset, such as "2026-11-02T09:00:00Z", or a date',
  { type: 'string', pattern: `^${INSTANT_PATTERN}$` },
  ifText(instantFrom),
);

export const spanField: Field<Millis> = field(
  'a span of time, such as "24h" or "1d12h"',
  { type: 'string', pattern: `^${SPAN_PATTERN}$` },
  ifText(spanFrom),
);

export const stepTimeField: Field<StepTime> = field(
  'a span after the step before, such as "+2h" or "+1d12h", or an ISO 8601 instant',
  { type: 'string', pattern: `^(\\+${SPAN_PATTERN}|${INSTANT_PATTERN})$` },
  ifText(stepTimeFrom),
);
