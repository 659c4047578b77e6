/**
 * Seals a backup.
 *
 * @module
 */
import {
  inspectSealed,
  sealSnapshot,
  type Bytes,
  type ProviderFailed,
  type Sealed,
} from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { ownBytes } from '../kernel/bytes.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { SealedBackup } from '../store/key-entry.ts';
import { failed, failedBy, type Failed } from './effect-outcome.ts';
import { inspectedFlaw } from './key-entry.ts';
import type { KeyOwner } from './key-owner.ts';
import { encodeContents } from './payload-contents.ts';
import {
  attemptOf,
  manufacturerFor,
  type Attempt,
  type Callbacks,
  type HostPlanes,
} from './planes.ts';

/** What sealing uses. */
export type SealPlanes = HostPlanes & Callbacks & Partial<Attempt>;

/** A backup, and the HSM that it is made from. */
export type SealTask = { readonly owner: KeyOwner; readonly hsmId: string };

/** What was given, without its text, which may be secret. */
const kindOf = (given: unknown): string => (given === null ? 'null' : typeof given);

const secretsFor = async (
  planes: SealPlanes,
  { owner, hsmId }: SealTask,
): Answer<'SecretsUnavailable', Bytes | undefined> => {
  const { clusterId, backupId, region } = owner;
  try {
    const source = { clusterId, hsmId, backupId, region };
    const secrets: unknown = await planes.secretsOf?.(source, attemptOf(planes));
    if (secrets === undefined) return right(undefined);
    const bytes = ownBytes(secrets);
    if (bytes !== undefined) return right(bytes);
    // A host in plain JavaScript may give text, which would be sealed but never come back as bytes.
    planes.onThrown?.(new TypeError(`secretsOf gave ${kindOf(secrets)}, and no Uint8Array`));
    return left('SecretsUnavailable');
  } catch (fault) {
    planes.onThrown?.(fault);
    return left('SecretsUnavailable');
  }
};

const backupOf = (
  owner: KeyOwner,
  { payload, record }: Sealed,
  maker: string,
): Either<string, SealedBackup> => {
  const info = inspectSealed(payload, record);
  if (isLeft(info)) return left(info.left.code);
  const { salt, commitment, slots } = info.right;
  const holder = {
    region: owner.region,
    manufacturer: maker,
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

/**
 * Seals the contents of a backup. Stores nothing.
 *
 * @returns Right: the sealed backup, checked against the state; or why it failed for good. Left:
 *   the keyring or the cipher did not work; try again
 */
export const seal = async (
  planes: SealPlanes,
  task: SealTask,
): Answer<ProviderFailed, SealedBackup | Failed> => {
  const { owner } = task;
  const secrets = await secretsFor(planes, task);
  if (isLeft(secrets)) return failed('The host did not provide the contents of the HSM.');
  const { region, backupId, clusterId, hsmType, createdAt = 0 } = owner;
  const maker = manufacturerFor(planes, hsmType);
  if (isLeft(maker)) return failed(maker.left);
  const facts = {
    region,
    backupId,
    clusterId,
    hsmType,
    createdAt,
    manufacturer: maker.right,
  };
  const snapshot = encodeContents(owner.contents, secrets.right);
  if (isLeft(snapshot)) return failedBy(snapshot.left);
  const outcome = await sealSnapshot({ ...facts, snapshot: snapshot.right }, planes);
  snapshot.right.fill(0);
  if (isLeft(outcome))
    return outcome.left._tag === 'ProviderFailed' ? left(outcome.left) : failedBy(outcome.left);
  const backup = backupOf(owner, outcome.right, maker.right);
  return isLeft(backup)
    ? failed(`The sealed backup is not the one requested: its ${backup.left} differs.`)
    : backup;
};
