/**
 * `hsm-lifecycle inspect`: what a portable envelope says about itself. Needs no keys.
 *
 * @module
 */
import type { SealedInfo } from '@hsm-lifecycle/crypto';
import { readEnvelope } from '../store/read-envelope.ts';
import { instantText } from '../tell/when.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { hexOf, printJson, type JsonOption } from './store-io.ts';

const slotRows = ({ slot }: SealedInfo): readonly (readonly [string, string])[] =>
  slot === undefined
    ? [['key record', 'destroyed: nobody can open this again']]
    : [
        ['key record of', `${slot.holderBackupId} in ${slot.holderRegion}`],
        ['generation', `${slot.generation}`],
        ['wrapped under', `persistent backup key ${hexOf(slot.pbkId)}`],
      ];

const rows = (info: SealedInfo): readonly (readonly [string, string])[] => [
  [
    'format',
    `version ${info.version}, suite ${info.suite} (AES-256-GCM, AES key wrap, SP 800-108 HMAC-SHA-256)`,
  ],
  ['sealed as', `${info.backupId} of ${info.clusterId}, in ${info.originRegion}`],
  ['HSM type', info.hsmType],
  ['date', instantText(info.createdAt)],
  [
    'contents',
    `${info.plaintextBytes} bytes, in ${info.frames === 1 ? 'one frame' : `${info.frames} frames`} of up to ${info.frameBytes}`,
  ],
  ['salt', hexOf(info.salt)],
  ['commitment', hexOf(info.commitment)],
  ...slotRows(info),
];

const WIDTH = 14;

/** Inspects an envelope: 0 if it is well formed, 2 if it is none. */
export const inspectCommand = (file: string, { json }: JsonOption, io: Io): ExitCode => {
  const read = readEnvelope(file);
  if (read._tag === 'Left') return refuseInput(io, read.left);
  const { bytes, info } = read.right;
  const { version: envelopeVersion, ...facts } = info;
  if (json === true)
    printJson(io, 'envelope', { file, bytes: bytes.length, envelopeVersion, ...facts });
  else {
    const colors = colorsFor(io);
    const lines = rows(info).map(([name, text]) => `  ${colors.dim(name.padEnd(WIDTH))} ${text}`);
    const caveat = colors.dim(
      'All of this is readable by anybody, and proven only when the backup is opened.',
    );
    io.out([colors.bold(`${file}, ${bytes.length} bytes`), ...lines, caveat, ''].join('\n'));
  }
  return EXIT.fine;
};
