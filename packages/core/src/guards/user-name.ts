/**
 * What users may be called.
 *
 * @module
 */
import type { UserNameLength } from '../rules/contents-refusals.ts';

/** Says why no user can have a name's length, if so (F-130). */
export const userNameRefusal = (name: string, limit: number): UserNameLength | undefined =>
  name.length >= 1 && name.length <= limit
    ? undefined
    : { _tag: 'UserNameLength', rule: 'F-130', actual: name.length, limit };
