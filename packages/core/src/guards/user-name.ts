/**
 * What users may be called.
 *
 * @module
 */
import type { Edition } from '../model/edition.ts';
import type { UserNameLength } from '../rules/contents-refusals.ts';

/** A name, and the field that it was given in. */
type GivenName = { readonly field: UserNameLength['field']; readonly name: string };

/** Says why no user can have a name's length, if so (F-130). */
export const userNameRefusal = (
  { field, name }: GivenName,
  { userNameLengthMax: limit }: Edition,
): UserNameLength | undefined =>
  name.length >= 1 && name.length <= limit
    ? undefined
    : { _tag: 'UserNameLength', rule: 'F-130', field, actual: name.length, limit };
