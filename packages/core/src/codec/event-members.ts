/**
 * What the codecs of events are made of.
 *
 * @module
 */
import type { Gone, HsmSource } from '../model/event.ts';
import type { Codec } from './io.ts';
import { backupId, hsmId } from './names.ts';
import { count, date, instant, literal, maybe, text } from './scalars.ts';
import { oneOf, record, type Members } from './shapes.ts';
import type { AnyEvent } from './upcasts.ts';

type EventTyped<Type extends string> = Extract<AnyEvent, { readonly type: Type }>;

/** A codec for each type of some events. */
export type EventCodecs<Event extends AnyEvent> = {
  readonly [Each in Event as Each['type']]: Codec<EventTyped<Each['type']>>;
};

/** Makes the codec of one type of event. `at` need not be said: every event has it. */
export const event = <Type extends AnyEvent['type']>(
  type: Type,
  members: Members<Omit<EventTyped<Type>['data'], 'at'>>,
): Codec<EventTyped<Type>> => {
  const data = record<{ readonly at: number }>('an object', { at: instant, ...members });
  const whole = record<{ readonly type: Type; readonly data: { readonly at: number } }>(
    'an event',
    { type: literal(type), data },
  );
  return whole as unknown as Codec<EventTyped<Type>>;
};

/** When what has started will end. */
export const expectedAt: Codec<number | undefined> = maybe(date);
/** Why something failed. */
export const reason: Codec<string> = text;
/** What is held nowhere any more. */
export const gone: Codec<Gone['gone']> = record<Gone['gone']>('numbers of keys and users', {
  keys: count,
  users: count,
});

/** Where the contents of a new HSM come from. */
export const hsmSource: Codec<HsmSource> = oneOf<'kind', HsmSource>('kind', {
  BLANK: record<Extract<HsmSource, { readonly kind: 'BLANK' }>>('a source', {
    kind: literal('BLANK'),
  }),
  PEER: record<Extract<HsmSource, { readonly kind: 'PEER' }>>('a source', {
    kind: literal('PEER'),
    hsmId,
  }),
  BACKUP: record<Extract<HsmSource, { readonly kind: 'BACKUP' }>>('a source', {
    kind: literal('BACKUP'),
    backupId,
  }),
  ORIGIN: record<Extract<HsmSource, { readonly kind: 'ORIGIN' }>>('a source', {
    kind: literal('ORIGIN'),
  }),
});
