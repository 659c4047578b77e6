/**
 * Orders for a cluster's life: initialize, activate, delete.
 *
 * @module
 */
import { MINUTE } from './durations.ts';
import type { NaiveHolder } from './state.ts';
import type { NaiveOrder } from './order.ts';
import { successor } from './hsms.ts';
import { USER_NAME, newUser } from './contents.ts';
import { newBackup } from './backups.ts';

/** The phases in which nothing of the cluster itself is in progress. */
export const RESTING: ReadonlySet<string> = new Set(['UNINITIALIZED', 'INITIALIZED', 'ACTIVE']);

/** Initializes a cluster on its first HSM. */
export const naiveInitialize = (
  it: NaiveHolder,
  { at, isStale = false, certificate }: NaiveOrder,
): boolean => {
  const [first] = it.hsms;
  if (it.is !== 'UNINITIALIZED' || first?.is !== 'ACTIVE' || isStale) return false;
  if (successor(it, first) !== undefined) return false;
  Object.assign(it, { is: 'INITIALIZING', doneAt: at + 2 * MINUTE, certificate });
  return true;
};

/** Activates an initialized cluster, with the first officer and a first backup. */
export const naiveActivate = (
  it: NaiveHolder,
  { at, user: name = 'admin' }: NaiveOrder,
): boolean => {
  const [first] = it.hsms;
  if (
    it.is !== 'INITIALIZED' ||
    it.hasBeen === 'ACTIVE' ||
    first?.is !== 'ACTIVE' ||
    successor(it, first) !== undefined ||
    !USER_NAME.test(name) ||
    name.toUpperCase() === 'APP_USER'
  )
    return false;
  const { lag } = it.terms;
  if (lag === 0) it.is = 'ACTIVE';
  else it.reportAt = at + lag;
  it.hasBeen = 'ACTIVE';
  const others = first.books?.users.filter(({ role }) => role !== 'PRECO') ?? [];
  if (first.books !== undefined) first.books.users = [...others, newUser(name, 'CO', at)];
  it.backups.push(newBackup(it, first, at));
  return true;
};

/** Deletes a cluster without HSMs. */
export const destroy = (it: NaiveHolder, { at }: NaiveOrder): boolean => {
  if (!RESTING.has(it.is) || it.hsms.length > 0) return false;
  Object.assign(it, { is: 'DELETING', doneAt: at + 2 * MINUTE });
  return true;
};
