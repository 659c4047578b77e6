/**
 * The values that the fields of a drill file hold.
 *
 * @module
 */
import {
  grammars,
  refusalTags,
  type EpochMillis,
  type Grammar,
  type Millis,
} from '@hsm-lifecycle/core';
import type { Moment } from './drill.ts';
import { field, type Field } from './field.ts';
import { INSTANT_PATTERN, instantFrom, momentFrom, SPAN_PATTERN, spanFrom } from './moment.ts';

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
export const text = (expected = 'a text that is not empty'): Field<string> =>
  matching('^[\\s\\S]+$', expected);

/** A name for something made; phrases are made of these words, so a name must not look like one. */
export const name: Field<string> = matching(
  '^(?!(latest|oldest|every) |(backup|cluster|hsm|eni)-)\\S(.*\\S)?$',
  'a name of your own, such as "primary": not an id, nor beginning with latest, oldest or every',
);

/** A reference, which is resolved when its step is taken. */
export const reference = (kind: string, example: string): Field<string> =>
  matching(
    '^\\S(.*\\S)?$',
    `${kind}: a name given with "as" in an earlier step, ${example}, or an id`,
  );

const ofGrammar = ({ pattern, expected, matches }: Grammar): Field<string> =>
  field(expected, { type: 'string', pattern }, (input) => (matches(input) ? input : undefined));

export const region: Field<string> = ofGrammar(grammars.region);
export const zone: Field<string> = ofGrammar(grammars.availabilityZone);
export const hsmType: Field<string> = ofGrammar(grammars.hsmType);
export const ipAddress: Field<string> = ofGrammar(grammars.ipAddress);

/** Where the schema lists the tags of refusals. */
export const REFUSAL_TAG = 'RefusalTag';

export const refusalTag: Field<string> = field(
  'the tag of a refusal, such as "NothingToRestore"; hsm-lifecycle schema has them all',
  { $ref: `#/definitions/${REFUSAL_TAG}` },
  (input) => refusalTags.find((tag) => tag === input),
);

/** A whole number from 0 on. The machine says where its limits are. */
export const count = (expected: string): Field<number> =>
  field(expected, { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, (input) =>
    typeof input === 'number' && Number.isSafeInteger(input) && input >= 0 ? input : undefined,
  );

export const flag: Field<boolean> = field('true or false', { type: 'boolean' }, (input) =>
  typeof input === 'boolean' ? input : undefined,
);

/** One of some words. */
export const oneOf = <const Word extends string>(...words: readonly Word[]): Field<Word> =>
  field(
    words.length === 1 ? `"${words.join('')}"` : `one of ${words.join(', ')}`,
    words.length === 1 ? { const: words[0] } : { enum: words },
    (input) => words.find((word) => word === input),
  );

/** The key of a tag. */
export const tagKey: Field<string> = ofGrammar(grammars.tagKey);

const tagValue = ofGrammar(grammars.tagValue);

/** Tags: their values by their keys. */
export const tags: Field<Readonly<Record<string, string>>> = field(
  `tags, such as { "team": "payments" }: keys of ${grammars.tagKey.expected}`,
  {
    type: 'object',
    propertyNames: tagKey.schema,
    additionalProperties: tagValue.schema,
  },
  (input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
    const entries = Object.entries(input).filter(
      (entry): entry is [string, string] =>
        grammars.tagKey.matches(entry[0]) && grammars.tagValue.matches(entry[1]),
    );
    return entries.length === Object.keys(input).length ? Object.fromEntries(entries) : undefined;
  },
);

export const instant: Field<EpochMillis> = field(
  'an ISO 8601 instant with its offset, such as "2026-11-02T09:00:00Z", or a date',
  { type: 'string', pattern: `^${INSTANT_PATTERN}$` },
  ifText(instantFrom),
);

export const span: Field<Millis> = field(
  'a span of time, such as "24h" or "1d12h"',
  { type: 'string', pattern: `^${SPAN_PATTERN}$` },
  ifText(spanFrom),
);

export const moment: Field<Moment> = field(
  'a span after the step before, such as "+2h" or "+1d12h", or an ISO 8601 instant',
  { type: 'string', pattern: `^(\\+${SPAN_PATTERN}|${INSTANT_PATTERN})$` },
  ifText(momentFrom),
);
