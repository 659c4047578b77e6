/**
 * Refusals for keys and users that are not listed. They do not exist if all contents are listed;
 * else nobody can tell (U-72).
 *
 * @module
 */
import type { Left } from '../kernel/either.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Material } from '../model/contents.ts';
import { accessesOf } from '../model/users.ts';
import type { ContentsUnknown, OwnerNotFound } from '../rules/contents-refusals.ts';
import type { KeyNotFound, UserNotFound } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';

/** Whether all users of the cluster's ACTIVE HSMs are listed. */
const areUsersListed = (cluster: Cluster): boolean =>
  accessesOf(cluster).every(({ isComplete }) => isComplete);

/** Makes the refusal of a command that depends on what is not listed. */
const contentsUnknown = (field: ContentsUnknown['field'], given: string): Left<ContentsUnknown> =>
  refused({ _tag: 'ContentsUnknown', rule: 'U-72', field, given });

/** Makes the refusal for a user that no ACTIVE HSM of the cluster has listed. */
export const userNotListed = (
  cluster: Cluster,
  name: string,
): Left<UserNotFound | ContentsUnknown> =>
  areUsersListed(cluster)
    ? refused({ _tag: 'UserNotFound', rule: 'M-3', name })
    : contentsUnknown('name', name);

/** Makes the refusal for a key that is not listed. */
export const keyNotListed = (
  { isComplete }: Material,
  keyId: string,
): Left<KeyNotFound | ContentsUnknown> =>
  isComplete
    ? refused({ _tag: 'KeyNotFound', rule: 'M-3', keyId })
    : contentsUnknown('keyId', keyId);

/** Makes the refusal for a crypto user that no ACTIVE HSM of the cluster has listed. */
export const ownerNotListed = <Rule extends OwnerNotFound['rule']>(
  cluster: Cluster,
  rule: Rule,
  owner: string,
): Left<OwnerNotFound<Rule> | ContentsUnknown> =>
  areUsersListed(cluster)
    ? refused({ _tag: 'OwnerNotFound', rule, owner })
    : contentsUnknown('owner', owner);
