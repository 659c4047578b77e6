/**
 * Codecs of commands and events: `{ type, data }`.
 *
 * @module
 */
import type { Codec } from './io.ts';
import { instant, literal } from './scalars.ts';
import { record, type Members } from './shapes.ts';
import { type Kinds } from './union.ts';

/** A command or an event. */
type Typed = { readonly type: string; readonly data: { readonly at: number } };

/** The data members of each type, except `at`, which all have. */
export type DataMembers<Union extends Typed> = {
  readonly [Each in Union as Each['type']]: Members<Omit<Each['data'], 'at'>>;
};

/** Makes a codec of the data of each type. */
export const dataCodecs = <Union extends Typed>(
  kinds: DataMembers<Union>,
): ReadonlyMap<string, Codec<Union['data']>> => {
  const all = Object.entries(kinds as Readonly<Record<string, Members<object>>>);
  const codecs = all.map(([type, members]) => {
    const data: Codec<Union['data']> = record('an object', { at: instant, ...members });
    return [type, data] as const;
  });
  return new Map(codecs);
};

/** Makes a codec of `{ type, data }` for each type. */
export const typedCodecs = <Union extends Typed>(
  kinds: DataMembers<Union>,
): Kinds<'type', Union> => {
  const codecs = [...dataCodecs(kinds)].map(([type, data]) => [
    type,
    record<Typed>('an object', { type: literal(type), data }),
  ]);
  return Object.fromEntries(codecs) as Kinds<'type', Union>;
};
