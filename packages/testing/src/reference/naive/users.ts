/**
 * Users: create, delete, log in, reset a password, replicate.
 *
 * @module
 */
import type { Books, Box, NaiveHolder, NaiveUser } from './state.ts';
import type { NaiveOrder } from './order.ts';
import { peers } from './hsms.ts';
import { USER_NAME, isCalled, newUser } from './contents.ts';

/** What each ACTIVE HSM knows by a name. */
export const usersCalled = (it: NaiveHolder, name: string): NaiveUser[] =>
  peers(it).flatMap(({ books }) => books?.users.find((each) => isCalled(each, name)) ?? []);

/** Tells whether a crypto user of that name is on an ACTIVE HSM. */
export const hasCryptoUser = (it: NaiveHolder, name: string): boolean =>
  usersCalled(it, name).some(({ role }) => role === 'CU');
const lacking = (it: NaiveHolder, name: string): Books[] =>
  peers(it).flatMap(({ books }) =>
    books === undefined || books.users.some((each) => isCalled(each, name)) ? [] : [books],
  );
const namesOn = (it: NaiveHolder): Set<string> =>
  new Set(
    peers(it).flatMap(({ books }) => books?.users.map(({ name }) => name.toUpperCase()) ?? []),
  );
const isPerson = ({ role }: { role: string }): boolean => role === 'CO' || role === 'CU';

const isLastOfficer = (it: NaiveHolder, name: string): boolean =>
  peers(it).some(({ books }) => {
    const officers = books?.users.filter(({ role }) => role === 'CO') ?? [];
    const [only] = officers;
    return only !== undefined && officers.length === 1 && isCalled(only, name);
  });

/** Puts a user on the HSMs that lack it, if all of them have room. */
const spread = (it: NaiveHolder, one: NaiveUser): boolean => {
  const without = lacking(it, one.name);
  const isNew = usersCalled(it, one.name).length === 0;
  const isFull = isNew
    ? namesOn(it).size >= 1024
    : without.some(({ users }) => users.length >= 1024);
  if (isFull) return false;
  for (const { users } of without) users.push({ ...one });
  return true;
};

/** Creates a user on the HSMs that lack it. */
export const enrol = (it: NaiveHolder, { at, user: name = '', role = '' }: NaiveOrder): boolean => {
  const [first, ...others] = usersCalled(it, name);
  const isOther = [first, ...others].some((each) => each !== undefined && each.role !== role);
  if (!isPerson({ role }) || !USER_NAME.test(name) || isOther || lacking(it, name).length === 0)
    return false;
  return spread(it, first ?? newUser(name, role, at));
};

/**
 * Deletes a user from all ACTIVE HSMs: neither the last officer, nor an owner of keys, nor one who
 * may own keys that are not listed.
 */
export const dismiss = (it: NaiveHolder, box: Box, { user: name = '' }: NaiveOrder): boolean => {
  const [found] = usersCalled(it, name);
  const isOwner =
    hasCryptoUser(it, name) &&
    (!box.isAll || box.keys.some(({ owner }) => isCalled({ name: owner }, name)));
  if (found === undefined || !isPerson(found) || isLastOfficer(it, name) || isOwner) return false;
  for (const { books } of peers(it))
    if (books !== undefined) books.users = books.users.filter((each) => !isCalled(each, name));
  return true;
};

/** A user logs in. */
export const logIn = (it: NaiveHolder, { at, user: name = '' }: NaiveOrder): boolean => {
  for (const each of usersCalled(it, name)) each.seenAt = at;
  return usersCalled(it, name).length > 0;
};

/** Changes the password of an officer or a crypto user. */
export const resetPassword = (it: NaiveHolder, { at, user: name = '' }: NaiveOrder): boolean => {
  const [first] = usersCalled(it, name);
  if (first === undefined || !isPerson(first)) return false;
  for (const each of usersCalled(it, name)) each.passwordAt = at;
  return true;
};

/** Takes a user over from a cluster of the same lineage; an existing one stays as it is. */
export const bringUser = (
  it: NaiveHolder,
  from: NaiveHolder,
  { user: name = '' }: NaiveOrder,
): boolean => {
  const [theirs] = usersCalled(from, name);
  if (theirs === undefined || !isPerson(theirs)) return false;
  const isOther = usersCalled(it, name).some(
    ({ role, madeAt }) => role !== theirs.role || madeAt !== theirs.madeAt,
  );
  return !isOther && (lacking(it, name).length === 0 || spread(it, theirs));
};
