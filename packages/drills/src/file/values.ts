/**
 * The values that the fields of a drill file hold.
 *
 * @module
 */
import {
  grammars,
  refusalTags,
  type AvailabilityZone,
  type EpochMillis,
  type Grammar,
  type Millis,
  type SharedWith,
} from '@hsm-lifecycle/core';
import { field, recordField, recordOr, suggestingField, type Field } from './field.ts';
import {
  INSTANT_PATTERN,
  instantFrom,
  SPAN_PATTERN,
  spanFrom,
  stepTimeFrom,
  type StepTime,
} from './step-time.ts';

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
export const textField = (expected = 'non-empty text'): Field<string> =>
  matching('^[\\s\\S]+$', expected);

/** A name given with `as`. It must not look like a phrase or an id. */
export const nameField: Field<string> = matching(
  '^(?!(latest|newest|oldest|every) |(backup|cluster|hsm|eni)-)\\S(.*\\S)?$',
  'a name of your own, such as "primary"; it is not an id, and does not begin with ' +
    'latest, newest, oldest or every',
);

/** A reference, which is resolved when its step is taken. */
export const referenceField = (kind: string, example: string): Field<string> =>
  matching(
    '^\\S(.*\\S)?$',
    `${kind}: a name given with "as" in an earlier step, ${example}, or an id`,
  );

const ofGrammar = ({ pattern, expected, matches }: Grammar): Field<string> =>
  field(expected, { type: 'string', pattern }, (input) => (matches(input) ? input : undefined));

/** A zone, and the addresses of the subnet there: an IPv4 CIDR such as `10.0.1.0/24`. */
export type ZoneAndCidr = { readonly zone: AvailabilityZone; readonly cidr: string };

/** A region. */
export const regionField: Field<string> = ofGrammar(grammars.region);
/** An availability zone. */
export const zoneField: Field<string> = ofGrammar(grammars.availabilityZone);
/** A zone for HSMs, with the addresses of its subnet if they matter. */
export const zoneAndCidrField: Field<string | ZoneAndCidr> = recordOr<ZoneAndCidr, string>(
  recordField<ZoneAndCidr>('a zone and the addresses of its subnet', {
    zone: zoneField,
    cidr: ofGrammar(grammars.cidr),
  }),
  zoneField,
  `${zoneField.codec.name}, or { "zone": "eu-west-1a", "cidr": "10.0.1.0/24" }`,
);
/** An HSM type. */
export const hsmTypeField: Field<string> = ofGrammar(grammars.hsmType);
/** An IPv4 address. */
export const ipAddressField: Field<string> = ofGrammar(grammars.ipAddress);

/** An account. */
export const accountField: Field<string> = ofGrammar(grammars.account);

/** With whom a backup is shared. */
export const sharedWithField: Field<SharedWith> = field(
  '"EVERYONE", or a list of accounts, such as ["123456789012"]',
  { anyOf: [{ const: 'EVERYONE' }, { type: 'array', items: accountField.schema }] },
  (input) => {
    if (input === 'EVERYONE') return input;
    return Array.isArray(input) && input.every(grammars.account.matches) ? input : undefined;
  },
);

/** The definition in the schema that lists the tags of refusals. */
export const REFUSAL_TAG = 'RefusalTag';

/** The tag of a refusal. */
export const refusalTagField: Field<string> = suggestingField(
  field(
    'the tag of a refusal, such as "NothingToRestore"; hsm-lifecycle schema lists them all',
    { $ref: `#/definitions/${REFUSAL_TAG}` },
    (input) => refusalTags.find((tag) => tag === input),
  ),
  refusalTags,
);

/** A whole number from 0 on. Its limits are the machine's. */
export const countField = (expected: string): Field<number> =>
  field(expected, { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, (input) =>
    typeof input === 'number' && Number.isSafeInteger(input) && input >= 0 ? input : undefined,
  );

/** True or false. */
export const flagField: Field<boolean> = field('true or false', { type: 'boolean' }, (input) =>
  typeof input === 'boolean' ? input : undefined,
);

/** One of some words. */
export const wordField = <const Word extends string>(...words: readonly Word[]): Field<Word> =>
  suggestingField(
    field(
      words.length === 1 ? `"${words.join('')}"` : `one of ${words.join(', ')}`,
      words.length === 1 ? { const: words[0] } : { enum: words },
      (input) => words.find((word) => word === input),
    ),
    words,
  );

/** One word, or a value of another kind. */
export const wordOrField = <const Word extends string, Value>(
  word: Word,
  of: Field<Value>,
): Field<Word | Value> =>
  field<Word | Value>(
    `${of.codec.name}, or "${word}"`,
    { anyOf: [of.schema, { const: word }] },
    (input) => {
      if (input === word) return word;
      const decoded = of.codec.decode(input);
      return decoded._tag === 'Right' ? decoded.right : undefined;
    },
  );

/** The key of a tag. */
export const tagKeyField: Field<string> = ofGrammar(grammars.tagKey);

const tagValueField = ofGrammar(grammars.tagValue);

/** Tags: their values by their keys. */
export const tagsField: Field<Readonly<Record<string, string>>> = field(
  `tags, such as { "team": "payments" }; each key is ${grammars.tagKey.expected}`,
  {
    type: 'object',
    propertyNames: tagKeyField.schema,
    additionalProperties: tagValueField.schema,
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

/** An instant. */
export const instantField: Field<EpochMillis> = field(
  'an ISO 8601 instant with its offset, such as "2026-11-02T09:00:00Z", or a date',
  { type: 'string', pattern: `^${INSTANT_PATTERN}$` },
  ifText(instantFrom),
);

/** A span of time. */
export const spanField: Field<Millis> = field(
  'a span of time, such as "24h" or "1d12h"',
  { type: 'string', pattern: `^${SPAN_PATTERN}$` },
  ifText(spanFrom),
);

/** When a step is taken. */
export const stepTimeField: Field<StepTime> = field(
  'a span after the previous step, such as "+2h" or "+1d12h", or an ISO 8601 instant',
  { type: 'string', pattern: `^(\\+${SPAN_PATTERN}|${INSTANT_PATTERN})$` },
  ifText(stepTimeFrom),
);
