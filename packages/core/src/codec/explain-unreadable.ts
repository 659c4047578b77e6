/**
 * Why something cannot be read, in English.
 *
 * @module
 */
import type { UnreadableEvent } from './event-refusals.ts';
import type { MalformedInput } from './malformed-input.ts';
import type { UnreadableText } from './parse-json.ts';

/** Says what belongs in a place and what is there. */
export const expectation = ({ expected, actual }: MalformedInput): string =>
  `expected ${expected}; found ${actual}`;

/**
 * Says why a text or an event cannot be read, in one line without a full stop, to be put after the
 * name of what was read.
 *
 * @param refusal - from any function of this entry
 * @example
 * explainUnreadable({ _tag: 'NewerEvent', type: 'HsmMoved', needs: 2, reads: 1 });
 * // => 'the event HsmMoved needs a newer release: it needs reader level 2, this release has 1'
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
      return (
        `the event ${refusal.type || 'without a type'} needs a newer release: ` +
        `it needs reader level ${refusal.needs}, this release has ${refusal.reads}`
      );
    case 'UnknownEvent':
      return (
        `this release knows no event of type ${JSON.stringify(refusal.type)}: ` +
        'it is misspelt, or of a newer release'
      );
  }
};
