/**
 * JSON that writes each repeated object once: contents and editions recur in many events.
 *
 * @module
 */

/** Where an object is in the list of objects that recur. */
type Ref = { readonly $: number };

/** A value as JSON: the objects that recur, and the value, which refers to them by index. */
export type Packed = { readonly shared: readonly unknown[]; readonly value: unknown };

type Json = Readonly<Record<string, unknown>> | readonly unknown[];

/** Shorter texts cost no more than a reference. */
const SHORT = 24;

const isObject = (it: unknown): it is Json => typeof it === 'object' && it !== null;

/** Members named `$` would read as references, so such an object is always in the list. */
const looksLikeRef = (it: Json): boolean => '$' in it;

const mapped = (it: Json, member: (value: unknown) => unknown): unknown =>
  Array.isArray(it)
    ? it.map(member)
    : Object.fromEntries(Object.entries(it).map(([key, value]) => [key, member(value)]));

const textsIn = (value: unknown): Map<string, number> => {
  const counts = new Map<string, number>();
  const texts = new Map<unknown, string>();
  const count = (it: unknown): void => {
    if (!isObject(it)) return;
    const text = texts.get(it) ?? JSON.stringify(it);
    texts.set(it, text);
    const times = (counts.get(text) ?? 0) + 1;
    counts.set(text, looksLikeRef(it) ? times + 1 : times);
    // What is inside an object that recurs is written once.
    if (times === 1) Object.values(it).forEach(count);
  };
  count(value);
  return counts;
};

/** Packs a value that JSON can write. */
export const packed = (value: unknown): Packed => {
  const counts = textsIn(value);
  const places = new Map<string, number>();
  const shared: unknown[] = [];
  const refer = (it: unknown): unknown => {
    if (!isObject(it)) return it;
    const text = JSON.stringify(it);
    const isShared = (counts.get(text) ?? 0) > 1 && (text.length > SHORT || looksLikeRef(it));
    if (!isShared) return mapped(it, refer);
    const known = places.get(text);
    if (known !== undefined) return { $: known } satisfies Ref;
    const body = mapped(it, refer);
    places.set(text, shared.length);
    shared.push(body);
    return { $: shared.length - 1 } satisfies Ref;
  };
  return { value: refer(value), shared };
};

const freezing = (it: unknown): unknown => (isObject(it) ? Object.freeze(it) : it);

/** Unpacks a value. Objects that recur are one frozen object. */
export const unpacked = ({ shared, value }: Packed): unknown => {
  const made: unknown[] = [];
  const member = (it: unknown): unknown => {
    if (!isObject(it)) return it;
    if ('$' in it && typeof it['$'] === 'number') return made[it['$']];
    return freezing(mapped(it, member));
  };
  for (const it of shared) made.push(isObject(it) ? freezing(mapped(it, member)) : it);
  return member(value);
};
