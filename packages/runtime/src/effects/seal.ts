/**
 * Seals a backup.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import {
  cryptoSentences,
  inspectSealed,
  sealSnapshot,
  type Bytes,
  type Sealed,
} from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { SealedBackup } from '../ports/snapshot-store.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import { findSealed } from './find.ts';
import type { KeyOwner } from './key-owner.ts';
import { flawOf, inspectedFlaw } from './key-entry.ts';
import { encodeContents } from './payload-contents.ts';
import { manufacturer, type EffectPlanes } from './planes.ts';
import {
  done,
  failed,
  effectFailure,
  type EffectAnswer,
  type EffectOutcome,
} from './effect-outcome.ts';

/** A backup, and the HSM that it is made from. */
export type SealTask = { readonly owner: KeyOwner; readonly hsmId: string };

const secretsFor = async (
  { secretsOf }: EffectPlanes,
  { owner, hsmId }: SealTask,
): Answer<'SecretsUnavailable', Bytes | undefined> => {
  const { clusterId, backupId, region } = owner;
  try {
    const secrets = await secretsOf?.({ clusterId, hsmId, backupId, region });
    // A host in plain JavaScript may give text, which would be sealed but never come back as bytes.
    return secrets === undefined || secrets instanceof Uint8Array
      ? right(secrets)
      : left('SecretsUnavailable');
  } catch {
    return left('SecretsUnavailable');
  }
};

const backupOf = (
  owner: KeyOwner,
  { payload, record }: Sealed,
  planes: EffectPlanes,
): Either<string, SealedBackup> => {
  const info = inspectSealed(payload, record);
  if (isLeft(info)) return left(info.left.code);
  const { salt, commitment, slots } = info.right;
  const holder = {
    region: owner.region,
    manufacturer: manufacturer(planes, owner.hsmType),
    backupId: owner.backupId,
  };
  const facts = {
    holderId: owner.holderId,
    payloadId: owner.backupId,
    clusterId: owner.clusterId,
    originRegion: owner.region,
    holder,
  };
  const entry = {
    ...facts,
    generation: slots?.[0].generation ?? 0,
    commitment,
    isVerified: true,
    record,
  };
  const flaw = inspectedFlaw(owner, entry, info.right);
  return flaw === undefined ? right({ entry, payload, salt }) : left(flaw);
};

const sealed = async (
  planes: EffectPlanes,
  sealing: SealTask,
): Answer<Either<never, EffectOutcome>, SealedBackup> => {
  const { owner } = sealing;
  const secrets = await secretsFor(planes, sealing);
  if (isLeft(secrets)) return left(failed('The host did not provide the contents of the HSM.'));
  const { region, backupId, clusterId, hsmType, createdAt = 0 } = owner;
  const facts = {
    region,
    backupId,
    clusterId,
    hsmType,
    createdAt,
    manufacturer: manufacturer(planes, hsmType),
  };
  const snapshot = encodeContents(owner.contents, secrets.right);
  if (isLeft(snapshot)) return left(failed(explain(snapshot.left, { books: [cryptoSentences] })));
  const outcome = await sealSnapshot({ ...facts, snapshot: snapshot.right }, planes);
  snapshot.right.fill(0);
  if (isLeft(outcome)) return left(failed(explain(outcome.left, { books: [cryptoSentences] })));
  const backup = backupOf(owner, outcome.right, planes);
  return isLeft(backup)
    ? left(failed(`The sealed backup is not the one requested: its ${backup.left} differs.`))
    : backup;
};

/** How sealing ended, or the sealed backup to store. */
export type Prepared = EffectOutcome | SealedBackup;

/** Tells a sealed backup from an outcome. */
export const isSealed = (prepared: Prepared): prepared is SealedBackup => 'payload' in prepared;

/**
 * Seals the contents of a backup, unless an earlier run has stored it.
 *
 * @returns Right: the sealed backup, checked against the state, not yet stored; or the outcome, if
 *   there is nothing to store
 */
export const prepareSeal = async (
  planes: EffectPlanes,
  sealing: SealTask,
): Answer<StorageFailed, Prepared> => {
  const { owner } = sealing;
  const before = await findSealed(planes.snapshots, owner.holderId);
  if (!isLeft(before)) {
    const flaw = flawOf(owner, before.right);
    return flaw === undefined
      ? done
      : failed(`The stored backup is another one: its ${flaw} differs.`);
  }
  if (before.left._tag === 'StorageFailed') return effectFailure(before.left);
  const backup = await sealed(planes, sealing);
  return isLeft(backup) ? backup.left : backup;
};

/**
 * Seals the contents of a backup and stores it, unless an earlier run did.
 *
 * @returns Right: whether the sealed bytes are durable and belong to this backup
 */
export const seal = async (planes: EffectPlanes, sealing: SealTask): EffectAnswer => {
  const prepared = await prepareSeal(planes, sealing);
  if (isLeft(prepared)) return prepared;
  if (!isSealed(prepared.right)) return right(prepared.right);
  const stored = await planes.snapshots.put(prepared.right);
  return isLeft(stored) ? effectFailure(stored.left) : done;
};
