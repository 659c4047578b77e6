/**
 * Seals a backup.
 *
 * @module
 */
import { sealSnapshot, type Bytes, type ProviderFailed, type Sealed } from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { ownBytes } from '../kernel/bytes.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import type { SealedBackup } from '../store/key-entry.ts';
import { failed, failedBy, type Failed } from './effect-outcome.ts';
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

/** What was sealed, with the facts that it was sealed under. */
const backupOf = (
  { holderId, region, backupId, clusterId }: KeyOwner,
  { payload, record, salt, commitment }: Sealed,
  maker: string,
): SealedBackup => ({
  entry: {
    holderId,
    payloadId: backupId,
    clusterId,
    originRegion: region,
    holder: { region, manufacturer: maker, backupId },
    generation: 0,
    commitment,
    isVerified: true,
    record,
  },
  payload,
  salt,
});

/**
 * Seals the contents of a backup. Stores nothing.
 *
 * @returns Right: the sealed backup; or why it failed for good. Left: the keyring or the cipher did
 *   not work; try again
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
  return right(backupOf(owner, outcome.right, maker.right));
};
