/**
 * Canonical names: names without a meaning of their own become numbers, in order of appearance.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';

/** Which names are interchangeable, besides ids and zones: the model treats them all alike. */
export type Interchangeable = 'REGIONS' | 'USERS' | 'KEYS';

/** Maps a name to its canonical form. */
type Canonical<Name> = (name: Name) => string;

/** The canonical names in one state. */
export type CanonicalNames = {
  readonly id: Canonical<string>;
  readonly zone: Canonical<string>;
  readonly region: Canonical<string>;
  readonly user: Canonical<string>;
  readonly key: Canonical<string>;
  /**
   * When keys and users were created. The present instant is special: the next are created then.
   */
  readonly instant: Canonical<EpochMillis>;
};

const numbered = <Name>(): Canonical<Name> => {
  const known = new Map<Name, string>();
  return (name) => {
    const number = known.get(name) ?? `${known.size}`;
    known.set(name, number);
    return number;
  };
};

const literal: Canonical<string> = (name) => JSON.stringify(name);

/** Makes the canonical names of a state; call it once for each text. */
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
