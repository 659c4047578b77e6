/**
 * Names that mean nothing, replaced by numbers in the order in which they come up.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';

/**
 * Which names mean nothing, besides ids and zones: what is true of one region, user or key is true
 * of another.
 */
export type Interchangeable = 'REGIONS' | 'USERS' | 'KEYS';

/** Says a name as it shall be written down. */
type Saying<Name> = (name: Name) => string;

/** How the names in one scene are written down. */
export type CanonicalNames = {
  readonly id: Saying<string>;
  readonly zone: Saying<string>;
  readonly region: Saying<string>;
  readonly user: Saying<string>;
  readonly key: Saying<string>;
  /**
   * When keys and users were made. The present instant is told apart, for what is made next is made
   * then too.
   */
  readonly instant: Saying<EpochMillis>;
};

const numbered = <Name>(): Saying<Name> => {
  const known = new Map<Name, string>();
  return (name) => {
    const number = known.get(name) ?? `${known.size}`;
    known.set(name, number);
    return number;
  };
};

const literal: Saying<string> = (name) => JSON.stringify(name);

/** Begins to name what is in a scene. */
export const newCanonicalNames = (
  at: EpochMillis,
  interchangeable: ReadonlySet<Interchangeable>,
): CanonicalNames => {
  const instant = numbered<EpochMillis>();
  return {
    id: numbered(),
    zone: numbered(),
    region: interchangeable.has('REGIONS') ? numbered() : literal,
    user: interchangeable.has('USERS') ? numbered() : literal,
    key: interchangeable.has('KEYS') ? numbered() : literal,
    instant: (it) => (it === at ? '=' : instant(it)),
  };
};
