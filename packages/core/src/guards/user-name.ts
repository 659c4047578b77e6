/**
 * The names that users may have.
 *
 * @module
 */
import type { Edition } from '../model/edition.ts';
import type { UserNameLength } from '../rules/contents-refusals.ts';

/** A name, and the field that holds it. */
type GivenName = { readonly field: UserNameLength['field']; readonly name: string };

/** Refuses a name that is empty or too long (F-130). */
export const userNameRefusal = (
  { field, name }: GivenName,
  { userNameLengthMax: limit }: Edition,
): UserNameLength | undefined =>
  name.length >= 1 && name.length <= limit
    ? undefined
    : { _tag: 'UserNameLength', rule: 'F-130', field, actual: name.length, limit };
