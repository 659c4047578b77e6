/**
 * `hsm-lifecycle open` on a portable envelope: opens it with a key file, and prints what it holds.
 * No store is needed.
 *
 * @module
 */
import { nobleCipher, type CryptoError, type PbkInfo } from '@hsm-lifecycle/crypto';
import { openFileKeyring, type FileKeyring } from '@hsm-lifecycle/crypto/node';
import { MANUFACTURER, openEnvelope, type OpenedEnvelope } from '@hsm-lifecycle/runtime';
import { keysProblem } from '../store/problem.ts';
import { readEnvelope, type ReadEnvelope } from '../store/read-envelope.ts';
import { explainError } from '../store/explain-error.ts';
import { inventoryLines } from '../tell/inventory.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { fail, printJson, type StoreOptions } from './store-io.ts';

const told = (file: string, opened: OpenedEnvelope, io: Io): string => {
  const { backupId, clusterId, originRegion, slot } = opened.info;
  const colors = colorsFor(io);
  return [
    `${file} opens with the keys of ${slot?.holderRegion ?? originRegion}, and every byte is authentic.`,
    colors.dim(
      `Sealed in ${originRegion} as ${backupId}, from an HSM of ${clusterId}; key record of ${slot?.holderBackupId}, generation ${slot?.generation}.`,
    ),
    colors.dim(
      'That it is the backup you mean, nothing says but the file itself: compare the ids with what you know.',
    ),
    '',
    ...inventoryLines(opened, colors),
    '',
  ].join('\n');
};

/** The same members as of a backup in a store, and the file. */
const jsonOf = (file: string, { info, contents, secrets }: OpenedEnvelope): object => {
  const { backupId: payloadId, clusterId, originRegion, slot } = info;
  const { holderBackupId: id, holderRegion: region, generation } = slot ?? {};
  return {
    file,
    id,
    region,
    payloadId,
    originRegion,
    clusterId,
    generation,
    contents,
    secretBytes: secrets?.length ?? 0,
  };
};

const unopened = (file: string, error: CryptoError, key: PbkInfo | undefined): string => {
  if (error._tag === 'BackupPurged')
    return `${file} has no key record any more: nobody can open it again`;
  if (error._tag === 'SnapshotMalformed')
    return `${file} opens, and holds something else than the contents of an HSM`;
  if (error._tag !== 'KeyUnavailable') return `${file} does not open: ${explainError(error)}`;
  return key?.status === 'retired'
    ? `${file} does not open: its key, epoch ${key.epoch} of ${key.region}, was retired by a rotation`
    : `${file} does not open: the key file has no key for it (persistent backup key ${error.key})`;
};

type Opening = {
  readonly file: string;
  readonly read: ReadEnvelope;
  readonly keyring: FileKeyring;
};

const opened = async (
  { file, read, keyring }: Opening,
  { json }: StoreOptions,
  io: Io,
): Promise<ExitCode> => {
  const key = read.info.slot && keyring.findKey(read.info.slot.pbkId);
  // The header does not name the manufacturer; the key that the record names is one manufacturer's.
  const planes = {
    cipher: nobleCipher(),
    keyring,
    manufacturerOf: () => key?.manufacturer ?? MANUFACTURER,
  };
  const outcome = await openEnvelope(planes, read.bytes);
  if (outcome._tag === 'Left') return fail(io, unopened(file, outcome.left, key));
  if (json === true) printJson(io, 'opened-backup', jsonOf(file, outcome.right));
  else io.out(told(file, outcome.right, io));
  return EXIT.fine;
};

/**
 * Opens an envelope: 0 if it opens, 1 if it does not, 2 if it is none or the keys cannot be read.
 */
export const openEnvelopeFile = async (
  file: string,
  options: StoreOptions,
  io: Io,
): Promise<ExitCode> => {
  const read = readEnvelope(file);
  if (read._tag === 'Left') return refuseInput(io, read.left);
  const { keys } = options;
  if (keys === undefined)
    return refuseInput(
      io,
      `${file} is one sealed backup: say with --keys FILE where the keys are, those of the store that it was exported from`,
    );
  const keyring = openFileKeyring(keys);
  if (keyring._tag === 'Left') return refuseInput(io, keysProblem(keys, keyring.left));
  return opened({ file, read: read.right, keyring: keyring.right }, options, io);
};
