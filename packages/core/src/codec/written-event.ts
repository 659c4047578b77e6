/**
 * Events as they are written: `{ type, schema, needs, data }`.
 *
 * @module
 */
import { isLeft } from '../kernel/either.ts';
import { own } from '../kernel/own.ts';
import { refusedAs, type NewerEvent, type UnknownEvent } from './event-refusals.ts';
import {
  codec,
  failure,
  placed,
  TOLERANT,
  type Codec,
  type Context,
  type Validation,
} from './io.ts';
import { clippedKey } from './malformed-input.ts';
import { positive, text } from './scalars.ts';
import { anything, below, isPlain, record } from './shapes.ts';
import { typedCodecs, type DataMembers } from './typed.ts';
import type { AnyEvent, EventHistory, Upcast } from './upcasts.ts';

type Plain = Readonly<Record<string, unknown>>;

/** What every written event says, whatever its type. */
type Header = {
  readonly type: string;
  readonly schema: number;
  readonly needs: number;
  readonly data: unknown;
};

const header: Codec<Header> = record<Header>('an event', {
  type: text,
  schema: positive,
  needs: positive,
  data: anything,
});

/** Comes first: nobody knows yet what else an event that needs a newer reader looks like. */
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

const unknown = (type: string): UnknownEvent => ({
  _tag: 'UnknownEvent',
  type: clippedKey(type),
});

const upcasted = (
  data: unknown,
  from: number,
  upcasts: Readonly<Record<number, Upcast>> = {},
): unknown => {
  let it = data;
  for (let schema = from; isPlain(it); schema += 1) {
    const upcast = upcasts[schema];
    if (upcast === undefined) return it;
    it = upcast(it);
  }
  return it;
};

/** Which events, and how. */
export type WrittenEvents<Event extends AnyEvent> = {
  /** By type, what its data says. */
  readonly kinds: DataMembers<Event>;
  /** The types that other streams have: here they are wrong, but not unknown. */
  readonly elsewhere: readonly string[];
  /** What is known of older and newer events. */
  readonly history: EventHistory;
};

/**
 * Makes the codec of written events.
 *
 * An event of an older schema is brought up to today's first. Members that are not known are left
 * out, at every depth: whoever added them says by `needs` that reading on is safe.
 */
export const writtenEvent = <Event extends AnyEvent>(input: WrittenEvents<Event>): Codec<Event> => {
  const { kinds, elsewhere, history } = input;
  const known = new Map<string, Codec<Event>>(Object.entries(typedCodecs<Event>(kinds)));
  const upcastsOf = new Map(Object.entries(history.upcasts));
  const needsOf = new Map(Object.entries(history.needs));

  const stranger = (value: Plain, type: string, context: Context): Validation<Event> =>
    elsewhere.includes(type)
      ? below(context, { key: 'type', type: text, actual: type }, [
          { value: type, context: [], message: `one of ${[...known.keys()].join(', ')}` },
        ])
      : refusedAs(value, context, unknown(type));

  const current = ({ type, schema, data }: Header, of: Codec<Event>): Validation<Event> =>
    of.validate({ type, data: upcasted(data, schema, upcastsOf.get(type)) }, TOLERANT);

  const read = (value: Plain, context: Context): Validation<Event> => {
    const head = header.validate(value, TOLERANT);
    if (isLeft(head)) return head;
    const of = known.get(head.right.type);
    return of === undefined ? stranger(value, head.right.type, context) : current(head.right, of);
  };

  return codec<Event>('an event', {
    validate: (value, context) => {
      if (!isPlain(value)) return failure(value, context);
      const tooNew = newer(value, history);
      if (tooNew !== undefined) return refusedAs(value, context, tooNew);
      const outcome = read(value, []);
      return isLeft(outcome) ? placed(context, outcome.left) : outcome;
    },
    encode: (value) => ({
      ...(known.get(value.type)?.encode(value) as Plain),
      schema: 1 + Object.keys(upcastsOf.get(value.type) ?? {}).length,
      needs: needsOf.get(value.type) ?? 1,
    }),
    is: (value) => isPlain(value) && known.get(String(value['type']))?.is(value) === true,
  });
};
