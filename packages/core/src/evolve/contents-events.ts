/**
 * Applies the events of users, keys, certificates and policies to a cluster.
 *
 * Keys belong to the cluster, so one value changes. Users and policies change on each ACTIVE HSM;
 * HSMs that share a value keep sharing it.
 *
 * @module
 */
import { edit, type Draft } from '../kernel/draft.ts';
import { invariant } from '../kernel/invariant.ts';
import { appended, kept, mapped } from '../kernel/list.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ContentsEvent } from '../model/event.ts';
import { changedHsm, isPeer } from '../model/hsm.ts';
import { user, type Access, type Material, type User } from '../model/contents.ts';
import type { HsmId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { isSameName, userIn } from '../model/users.ts';
import { changed, type Handlers } from './changed.ts';

/** When something is written, and on which HSMs; on every peer if left out. */
type Writing = { readonly at: EpochMillis; readonly hsmIds?: readonly HsmId[] };

const withAccess = (
  before: Cluster,
  { at, hsmIds }: Writing,
  recipe: (draft: Draft<Access>) => void,
): Cluster => {
  const known = new Map<Access, Access>();
  const hsms = mapped(before.hsms, (it) => {
    if (!isPeer(it) || it.access === undefined) return it;
    if (hsmIds !== undefined && !hsmIds.includes(it.hsmId)) return it;
    const access = known.get(it.access) ?? edit(it.access, recipe);
    known.set(it.access, access);
    if (access === it.access) return it;
    return changedHsm(it, (after) => {
      after.access = access;
    });
  });
  return changed(before, at, (after) => {
    after.hsms = hsms;
  });
};

const materialOf = ({ material, clusterId }: Cluster): Material => {
  invariant(material !== undefined, `${clusterId} holds nothing`);
  return material;
};

const withMaterial = (before: Cluster, at: EpochMillis, changes: Partial<Material>): Cluster => {
  const { isComplete, keys, certificates } = { ...materialOf(before), ...changes };
  return changed(before, at, (after) => {
    after.material = Object.freeze({ isComplete, keys, certificates });
  });
};

/** Gives a user to some of the HSMs; the rest are left as they are. */
const withUser = (before: Cluster, its: User, writing: Writing): Cluster =>
  withAccess(before, writing, (draft) => {
    draft.users.push(its);
  });

/** Handlers by event type. */
export const contentsEvents: Handlers<ContentsEvent> = {
  // What completes a user's coverage is that very user, so that it counts once (U-40).
  UserCreated: (before, { at, name, role, hsmIds }) =>
    withUser(before, userIn(before, name) ?? user(name, role, at), { at, hsmIds }),
  UserReplicated: (before, { at, user: its, hsmIds }) =>
    withUser(before, Object.freeze({ ...its }), { at, hsmIds }),
  UserDeleted: (before, { at, name }) =>
    withAccess(before, { at }, (draft) => {
      const index = draft.users.findIndex((it) => isSameName(it.name, name));
      if (index >= 0) draft.users.splice(index, 1);
    }),
  UserLoggedIn: (before, { at, name }) =>
    withAccess(before, { at }, (draft) => {
      const seen = draft.users.find((it) => isSameName(it.name, name));
      if (seen !== undefined) seen.lastSeenAt = at;
    }),
  PasswordChanged: (before, { at, name }) =>
    withAccess(before, { at }, (draft) => {
      const its = draft.users.find((it) => isSameName(it.name, name));
      if (its !== undefined) its.passwordSetAt = at;
    }),
  KeyCreated: (before, { at, key }) =>
    withMaterial(before, at, {
      keys: appended(materialOf(before).keys, Object.freeze({ ...key })),
    }),
  KeyReplicated: (before, { at, key }) =>
    withMaterial(before, at, {
      keys: appended(materialOf(before).keys, Object.freeze({ ...key })),
    }),
  KeyDeleted: (before, { at, keyId }) =>
    withMaterial(before, at, { keys: kept(materialOf(before).keys, (it) => it.keyId !== keyId) }),
  CertificatePut: (before, { at, certificate }) => {
    const others = kept(
      materialOf(before).certificates,
      (it) => it.certificateId !== certificate.certificateId,
    );
    return withMaterial(before, at, {
      certificates: appended(others, Object.freeze({ ...certificate })),
    });
  },
  PolicySet: (before, { at, name, value }) =>
    withAccess(before, { at }, (draft) => {
      draft.policies = { ...draft.policies, [name]: value };
    }),
};
