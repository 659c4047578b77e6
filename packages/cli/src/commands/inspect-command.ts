/**
 * `hsm-lifecycle inspect`: what a portable envelope says about itself. Needs no keys.
 *
 * @module
 */
import {
  HEADER_BYTES_MAX,
  inspectSealed,
  PLAINTEXT_BYTES_MAX,
  RECORD_BYTES_MAX,
  splitEnvelope,
  type EnvelopeMalformed,
  type SealedInfo,
} from '@hsm-lifecycle/crypto';
import { readBytes } from '../store/files.ts';
import { instantText } from '../tell/when.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { hexOf, printJson, type JsonOption } from './store-io.ts';

/** Frames add less than an eighth to what is in them. */
const ENVELOPE_BYTES_MAX = PLAINTEXT_BYTES_MAX + PLAINTEXT_BYTES_MAX / 8 + HEADER_BYTES_MAX + RECORD_BYTES_MAX;

const flawText = ({ code, field }: EnvelopeMalformed): string => {
  if (code === 'magic') return 'it does not begin as one';
  if (code === 'version' || code === 'suite') return `its ${code} is not one that this release knows`;
  if (code === 'length') return 'it is cut short, or something follows it';
  return `its ${code}${field === undefined ? '' : ` ${field}`} is not well formed`;
};

const slotRows = ({ slot }: SealedInfo): readonly (readonly [string, string])[] =>
  slot === undefined
    ? [['key record', 'destroyed: nobody can open this again']]
    : [
        ['key record of', `${slot.holderBackupId} in ${slot.holderRegion}`],
        ['generation', `${slot.generation}`],
        ['wrapped under', `persistent backup key ${hexOf(slot.pbkId)}`],
      ];

const rows = (info: SealedInfo): readonly (readonly [string, string])[] => [
  ['format', `version ${info.version}, suite ${info.suite} (AES-256-GCM, AES key wrap, SP 800-108 HMAC-SHA-256)`],
  ['sealed as', `${info.backupId} of ${info.clusterId}, in ${info.originRegion}`],
  ['HSM type', info.hsmType],
  ['date', instantText(info.createdAt)],
  ['contents', `${info.plaintextBytes} bytes, in ${info.frames === 1 ? 'one frame' : `${info.frames} frames`} of up to ${info.frameBytes}`],
  ['salt', hexOf(info.salt)],
  ['commitment', hexOf(info.commitment)],
  ...slotRows(info),
];

const WIDTH = 14;

/** Inspects an envelope: 0 if it is well formed, 2 if it is none. */
export const inspectCommand = (file: string, { json }: JsonOption, io: Io): ExitCode => {
  const bytes = readBytes(file, ENVELOPE_BYTES_MAX);
  if (bytes._tag === 'Left') return refuseInput(io, bytes.left);
  const parts = splitEnvelope(bytes.right);
  const info = parts._tag === 'Left' ? parts : inspectSealed(parts.right.payload, parts.right.record);
  if (info._tag === 'Left') return refuseInput(io, `${file} is no sealed backup: ${flawText(info.left)}`);
  if (json === true) printJson(io, 'envelope', { file, bytes: bytes.right.length, ...info.right });
  else {
    const colors = colorsFor(io);
    const lines = rows(info.right).map(([name, text]) => `  ${colors.dim(name.padEnd(WIDTH))} ${text}`);
    const caveat = colors.dim('All of this is readable by anybody, and proven only when the backup is opened.');
    io.out([colors.bold(`${file}, ${bytes.right.length} bytes`), ...lines, caveat, ''].join('\n'));
  }
  return EXIT.fine;
};
