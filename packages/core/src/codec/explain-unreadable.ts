/**
 * Why something cannot be read, in English.
 *
 * @module
 */
import type { NewerEvent, UnknownEvent, UnreadableEvent } from './event-refusals.ts';
import type { MalformedInput } from './malformed-input.ts';
import type { UnreadableText } from './parse-json.ts';

/** Says what belongs in a place and what is there. */
export const expectation = ({ expected, actual }: MalformedInput): string =>
  `expected ${expected}; found ${actual}`;

const eventText = ({ type }: NewerEvent | UnknownEvent): string => `event ${JSON.stringify(type)}`;

/**
 * Says why a text or an event cannot be read, in one line without a full stop, to be put after the
 * name of what was read.
 *
 * @param refusal - from any function of this entry
 * @example
 * explainUnreadable({ _tag: 'NewerEvent', type: 'HsmMoved', needs: 2, reads: 1 });
 * // => 'event "HsmMoved" needs reader level 2, this release has 1: use a newer one'
 */
export const explainUnreadable = (refusal: UnreadableText | UnreadableEvent): string => {
  switch (refusal._tag) {
    case 'InputTooLarge':
      return `more than ${refusal.limit} ${refusal.of}`;
    case 'InputTooDeep':
      return `lists and objects nest deeper than ${refusal.limit}, at position ${refusal.position}`;
    case 'MalformedInput':
      return `${refusal.path || '(the whole)'}: ${expectation(refusal)}`;
    case 'NewerEvent':
      return `${eventText(refusal)} needs reader level ${refusal.needs}, this release has ${refusal.reads}: use a newer one`;
    case 'UnknownEvent':
      return `${eventText(refusal)} is unknown: it is misspelt, or of a newer release`;
  }
};
