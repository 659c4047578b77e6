/**
 * What users may be called, and who is not a client's to make or delete.
 *
 * @module
 */
import type { Edition } from '../model/edition.ts';
import type { Role } from '../model/contents.ts';
import type {
  ReservedRole,
  UserNameCharacters,
  UserNameLength,
} from '../rules/contents-refusals.ts';

/** A name, and the field that holds it. */
type GivenName = { readonly field: UserNameLength['field']; readonly name: string };

/** Says why no user can have a name, if so: its length (F-130), or its characters (F-234). */
export const userNameRefusal = (
  { field, name }: GivenName,
  { userNameLengthMax: limit }: Edition,
): UserNameLength | UserNameCharacters | undefined => {
  if (name.length < 1 || name.length > limit)
    return { _tag: 'UserNameLength', rule: 'F-130', field, actual: name.length, limit };
  return /^[A-Za-z0-9_]+$/u.test(name)
    ? undefined
    : { _tag: 'UserNameCharacters', rule: 'F-234', field, name };
};

/** Says that a user is not a client's to make, change or delete, if so (F-195, F-235). */
export const reservedRoleRefusal = (name: string, role: Role): ReservedRole | undefined =>
  role === 'AU' || role === 'PRECO'
    ? { _tag: 'ReservedRole', rule: 'F-195', name, role }
    : undefined;
