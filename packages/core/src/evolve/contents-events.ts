/**
 * What the events of users, keys, certificates and policies make of a cluster.
 *
 * Keys are the cluster's and change once; users and policies change on each ACTIVE HSM by itself,
 * and HSMs that share a value go on sharing it.
 *
 * @module
 */
import { edit, type Draft } from '../kernel/draft.ts';
import { invariant } from '../kernel/invariant.ts';
import { appended, kept, mapped } from '../kernel/list.ts';
import type { Cluster } from '../state/cluster.ts';
import type { ContentsEvent } from '../state/event.ts';
import { changedHsm, isPeer } from '../state/hsm.ts';
import { user, type Admin, type Material } from '../values/contents.ts';
import type { EpochMillis } from '../values/instant.ts';
import { changed, type Handlers } from './changed.ts';

const withAdmins = (
  before: Cluster,
  at: EpochMillis,
  recipe: (draft: Draft<Admin>) => void,
): Cluster => {
  const known = new Map<Admin, Admin>();
  const hsms = mapped(before.hsms, (it) => {
    if (!isPeer(it) || it.admin === undefined) return it;
    const admin = known.get(it.admin) ?? edit(it.admin, recipe);
    known.set(it.admin, admin);
    if (admin === it.admin) return it;
    return changedHsm(it, (after) => {
      after.admin = admin;
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
  const { keys, certificates } = { ...materialOf(before), ...changes };
  return changed(before, at, (after) => {
    after.material = Object.freeze({ keys, certificates });
  });
};

/** By event, the cluster after it. */
export const contentsEvents: Handlers<ContentsEvent> = {
  UserCreated: (before, { at, name, role }) =>
    withAdmins(before, at, (draft) => {
      draft.users.push(user(name, role, at));
    }),
  UserDeleted: (before, { at, name }) =>
    withAdmins(before, at, (draft) => {
      const index = draft.users.findIndex((it) => it.name === name);
      if (index >= 0) draft.users.splice(index, 1);
    }),
  UserLoggedIn: (before, { at, name }) =>
    withAdmins(before, at, (draft) => {
      const seen = draft.users.find((it) => it.name === name);
      if (seen !== undefined) seen.lastSeenAt = at;
    }),
  KeyCreated: (before, { at, key }) =>
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
    withAdmins(before, at, (draft) => {
      draft.policies = { ...draft.policies, [name]: value };
    }),
};
