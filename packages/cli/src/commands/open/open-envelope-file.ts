/**
 * Opening a portable envelope with a key file, without a store.
 *
 * @module
 */
import { nobleCipher, type CryptoError, type PbkInfo } from '@hsm-lifecycle/crypto';
import { openFileKeyring, type FileKeyring } from '@hsm-lifecycle/crypto/node';
import {
  MANUFACTURER,
  openEnvelope,
  type HostFailed,
  type OpenedEnvelope,
} from '@hsm-lifecycle/runtime';
import { explainError } from '../../sentences/explain-error.ts';
import { readEnvelopeFile, type EnvelopeFile } from '../../store/read-envelope.ts';
import { keysProblem } from '../../store/store-problem.ts';
import { colorsFor, EXIT, fail, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import { inventoryLines } from './inventory.ts';
import type { OpenArguments } from './open-arguments.ts';

const envelopeText = (file: string, envelope: OpenedEnvelope, io: Io): string => {
  const { backupId, clusterId, originRegion, slots } = envelope.info;
  const { holderRegion = originRegion, holderBackupId, generation } = slots?.[0] ?? {};
  const colors = colorsFor(io);
  return [
    `${file} opens with the keys of ${holderRegion}, and every byte is authentic.`,
    colors.dim(
      `Sealed in ${originRegion} as ${backupId}, from an HSM of ${clusterId}; ` +
        `key record of ${holderBackupId}, generation ${generation}.`,
    ),
    colors.dim('Only the file itself says which backup it is: compare the ids with what you know.'),
    '',
    ...inventoryLines(envelope, colors),
    '',
  ].join('\n');
};

/** The same members as for a backup in a store, and the file. */
const envelopeJson = (file: string, { info, contents, secrets }: OpenedEnvelope): object => {
  const { backupId: payloadId, clusterId, originRegion, slots } = info;
  const { holderBackupId: id, holderRegion: region, generation } = slots?.[0] ?? {};
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

const failureText = (
  file: string,
  error: CryptoError | HostFailed,
  key: PbkInfo | undefined,
): string => {
  if (error._tag === 'BackupPurged')
    return `${file} no longer has a key record: nobody can open it again`;
  if (error._tag === 'SnapshotMalformed')
    return `${file} opens, but does not hold the contents of an HSM`;
  if (error._tag !== 'KeyUnavailable' || error.lacks !== undefined)
    return `${file} does not open: ${explainError(error)}`;
  return key?.status === 'retired'
    ? `${file} does not open: its key, epoch ${key.epoch} of ${key.region}, has been retired`
    : `${file} does not open: its key is not in the key file (persistent backup key ${error.key})`;
};

const openWith = async (
  keyring: FileKeyring,
  { bytes, info }: EnvelopeFile,
  { file, options, io }: OpenArguments,
): Promise<ExitCode> => {
  const [key] = (info.slots ?? []).flatMap(({ pbkId }) => keyring.findKey(pbkId) ?? []);
  // The header does not name the manufacturer, but each key belongs to exactly one.
  const planes = {
    cipher: nobleCipher(),
    keyring,
    manufacturerOf: () => key?.manufacturer ?? MANUFACTURER,
  };
  const outcome = await openEnvelope(planes, bytes);
  if (outcome._tag === 'Left') return fail(io, failureText(file, outcome.left, key));
  if (options.json === true) printJson(io, 'opened-backup', envelopeJson(file, outcome.right));
  else io.out(envelopeText(file, outcome.right, io));
  return EXIT.fine;
};

/** Opens a portable envelope: 0 if it opens, 1 if not, 2 if it or the keys cannot be read. */
export const openEnvelopeFile = async (request: OpenArguments): Promise<ExitCode> => {
  const { file, io, options } = request;
  const envelope = readEnvelopeFile(file);
  if (envelope._tag === 'Left') return refuseInput(io, envelope.left);
  const { keys } = options;
  if (keys === undefined)
    return refuseInput(
      io,
      `${file} is a single sealed backup: give --keys FILE, ` +
        `the key file of the store that it was exported from`,
    );
  const keyring = openFileKeyring(keys);
  if (keyring._tag === 'Left') return refuseInput(io, keysProblem(keys, keyring.left));
  return openWith(keyring.right, envelope.right, request);
};
