/**
 * Opens a portable envelope with the keys alone, without a store.
 *
 * @module
 */
import {
  inspectSealed,
  openSnapshot,
  splitEnvelope,
  type Bytes,
  type EnvelopeMalformed,
  type Expected,
  type OpenError,
  type SealedInfo,
  type SlotHeader,
  type SnapshotMalformed,
} from '@hsm-lifecycle/crypto';
import { decodeContents, type OpenedContents } from '../effects/payload-contents.ts';
import { manufacturer, type HostPlanes } from '../effects/planes.ts';
import { hostFailed } from '../host/host-failed.ts';
import type { HostFailed } from '../host/refusals.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';

/** The facts of an envelope, authenticated by opening it, and its contents. */
export type OpenedEnvelope = OpenedContents & { readonly info: SealedInfo };

/** What opening an envelope uses of a host. */
export type EnvelopePlanes = HostPlanes;

/**
 * The facts in the file itself. That it opens shows that it is complete and was sealed under these
 * keys, not that it is the backup that the caller wants.
 */
const ownWords = (
  planes: EnvelopePlanes,
  { clusterId, originRegion, backupId, hsmType }: SealedInfo,
  slot: SlotHeader,
): Either<HostFailed, Expected> => {
  const maker = manufacturer(planes, hsmType);
  if (isLeft(maker)) return left(hostFailed('manufacturerOf', maker.left.fault));
  const { holderRegion: region, holderBackupId } = slot;
  const holder = { region, backupId: holderBackupId, manufacturer: maker.right };
  return right({ clusterId, originRegion, originBackupId: backupId, holder });
};

type Read = {
  readonly payload: Bytes;
  readonly record: Bytes | undefined;
  readonly info: SealedInfo;
};

const read = (envelope: Bytes): Either<EnvelopeMalformed, Read> => {
  const parts = splitEnvelope(envelope);
  if (isLeft(parts)) return parts;
  const { payload, record } = parts.right;
  const info = inspectSealed(payload, record);
  return isLeft(info) ? info : right({ payload, record, info: info.right });
};

/**
 * Opens a portable envelope, as `exportBackup` makes it.
 *
 * @param envelope - the whole file
 * @param expected - what the caller's state says about the backup. If left out, the facts in the
 *   file are used: then check `info`, since any backup under the keyring opens
 * @returns Left: `EnvelopeMalformed`; `BackupPurged` if the file says that its key record was
 *   destroyed; `HostFailed` if `manufacturerOf` throws; `SnapshotMalformed` if something else than
 *   the contents of a backup was sealed; otherwise as for `openSnapshot`
 */
export const openEnvelope = async (
  planes: EnvelopePlanes,
  envelope: Bytes,
  expected?: Expected,
): Answer<OpenError | SnapshotMalformed | HostFailed, OpenedEnvelope> => {
  const parts = read(envelope);
  if (isLeft(parts)) return parts;
  const { payload, record, info } = parts.right;
  if (info.slots === undefined) return left({ _tag: 'BackupPurged' });
  const facts = expected === undefined ? ownWords(planes, info, info.slots[0]) : right(expected);
  if (isLeft(facts)) return facts;
  const snapshot = await openSnapshot({ payload, record, expected: facts.right }, planes);
  if (isLeft(snapshot)) return snapshot;
  const contents = decodeContents(snapshot.right);
  snapshot.right.fill(0);
  return isLeft(contents) ? contents : right({ ...contents.right, info });
};
