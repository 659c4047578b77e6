/**
 * Written events: `{ type, schema, needs, data }`.
 *
 * @module
 */
import { isLeft } from '../kernel/either.ts';
import { excerpt } from '../kernel/excerpt.ts';
import { invariant } from '../kernel/invariant.ts';
import { own } from '../kernel/own.ts';
import { refusedAs, type NewerEvent } from './event-refusals.ts';
import { codec, failure, placed, success, TOLERANT, type Codec, type Validation } from './io.ts';
import { clippedKey } from './malformed-input.ts';
import { positive, text } from './scalars.ts';
import { below, isPlain, record } from './shapes.ts';
import { notOneOf } from './union.ts';
import { dataCodecs, type DataMembers } from './typed.ts';
import type { AnyEvent, EventHistory, Upcasts } from './upcasts.ts';

type Plain = Readonly<Record<string, unknown>>;

/** The members of every written event. */
type Header = {
  readonly type: string;
  readonly schema: number;
  readonly needs: number;
};

const header: Codec<Header> = record<Header>('an event', {
  type: text,
  schema: positive,
  needs: positive,
});

/** Runs first, since the rest of an event that needs a newer reader may have any form. */
const newer = (value: Plain, { reads }: EventHistory): NewerEvent | undefined => {
  const needs = own(value, 'needs');
  if (!positive.is(needs) || needs <= reads) return undefined;
  const type = own(value, 'type');
  return {
    _tag: 'NewerEvent',
    type: clippedKey(typeof type === 'string' ? type : ''),
    needs,
    reads,
  };
};

const upcasted = (data: unknown, from: number, upcasts: Upcasts = {}): unknown => {
  let it = data;
  for (let schema = from; isPlain(it); schema += 1) {
    const upcast = upcasts[schema];
    if (upcast === undefined) return it;
    it = upcast(it);
  }
  return it;
};

/** The events to read and write, and their history. */
export type WrittenEvents<Event extends AnyEvent> = {
  /** The data members of each type. */
  readonly kinds: DataMembers<Event>;
  /** The event types of other streams: wrong here, but not unknown. */
  readonly elsewhere: readonly string[];
  /** The upcasts and reader levels. */
  readonly history: EventHistory;
};

/**
 * Makes the codec of written events.
 *
 * An event of an older schema is upcast first. Unknown members are left out, at every depth: by its
 * `needs`, the release that added them declares that safe.
 */
export const writtenEvent = <Event extends AnyEvent>(input: WrittenEvents<Event>): Codec<Event> => {
  const { kinds, elsewhere, history } = input;
  const needs: Readonly<Record<string, number>> = history.needs;
  const upcasts: Readonly<Record<string, Upcasts>> = history.upcasts;
  const dataOf = dataCodecs(kinds);

  const stranger = (type: string, value: Plain): Validation<Event> =>
    elsewhere.includes(type)
      ? notOneOf([...dataOf.keys()], { key: 'type', type: text, actual: type }, [])
      : refusedAs(value, [], { _tag: 'UnknownEvent', type: clippedKey(type) });

  const read = (value: Plain): Validation<Event> => {
    const tooNew = newer(value, history);
    if (tooNew !== undefined) return refusedAs(value, [], tooNew);
    const head = header.validate(value, TOLERANT);
    if (isLeft(head)) return head;
    const { type, schema } = head.right;
    const of = dataOf.get(type);
    if (of === undefined) return stranger(type, value);
    const actual = upcasted(own(value, 'data'), schema, own(upcasts, type));
    const data = of.validate(actual, TOLERANT);
    return isLeft(data)
      ? below([], { key: 'data', type: of, actual }, data.left)
      : success(Object.freeze({ type, data: data.right }) as Event);
  };

  return codec<Event>('an event', {
    validate: (value, context) => {
      if (!isPlain(value)) return failure(value, context);
      const outcome = read(value);
      return isLeft(outcome) ? placed(context, outcome.left) : outcome;
    },
    encode: (event) => {
      const type: unknown = (event as Event | undefined | null)?.type;
      const of = typeof type === 'string' ? dataOf.get(type) : undefined;
      invariant(of !== undefined, `${excerpt(type)} is not the type of an event to write`);
      return {
        type: event.type,
        schema: 1 + Object.keys(own(upcasts, event.type) ?? {}).length,
        needs: own(needs, event.type) ?? 1,
        data: of.encode(event.data),
      };
    },
    is: (value) => isPlain(value) && dataOf.get(String(value['type']))?.is(value['data']) === true,
  });
};
