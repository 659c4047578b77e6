/**
 * Opening a portable envelope with the keys alone, where no store is at hand.
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
import { manufacturer, type SealingPlanes } from '../effects/planes.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';

/** What an envelope says about itself, proven by its opening, and what it holds. */
export type OpenedEnvelope = OpenedContents & { readonly info: SealedInfo };

/** What opening an envelope needs of a host. */
export type EnvelopePlanes = Pick<SealingPlanes, 'cipher' | 'keyring' | 'manufacturerOf'>;

/**
 * The file's own words: it is whole and was sealed under these keys, but whether it is the one that
 * was wanted, only its reader can say.
 */
const ownWords = (
  planes: EnvelopePlanes,
  { clusterId, originRegion, backupId, hsmType }: SealedInfo,
  slot: SlotHeader,
): Expected => ({
  clusterId,
  originRegion,
  originBackupId: backupId,
  holder: {
    region: slot.holderRegion,
    backupId: slot.holderBackupId,
    manufacturer: manufacturer(planes, hsmType),
  },
});

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
 * Opens a portable envelope, such as `exportBackup` gives.
 *
 * @param envelope - the whole file
 * @param expected - what the caller's own state says about the backup; the file's own words if left
 *   out, and then look at `info`: any other backup of the keyring would open as well
 * @returns Left: `EnvelopeMalformed`; `BackupPurged` when the file says that its key record was
 *   destroyed; else as `openSnapshot`; `SnapshotMalformed` when something else than the contents of
 *   a backup was sealed
 */
export const openEnvelope = async (
  planes: EnvelopePlanes,
  envelope: Bytes,
  expected?: Expected,
): Answer<OpenError | SnapshotMalformed, OpenedEnvelope> => {
  const parts = read(envelope);
  if (isLeft(parts)) return parts;
  const { payload, record, info } = parts.right;
  if (info.slot === undefined) return left({ _tag: 'BackupPurged' });
  const snapshot = await openSnapshot(
    { payload, record, expected: expected ?? ownWords(planes, info, info.slot) },
    planes,
  );
  if (isLeft(snapshot)) return snapshot;
  const contents = decodeContents(snapshot.right);
  snapshot.right.fill(0);
  return isLeft(contents) ? contents : right({ ...contents.right, info });
};
