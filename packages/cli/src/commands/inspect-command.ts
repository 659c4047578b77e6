/**
 * `hsm-lifecycle inspect`: prints the header of a portable envelope. Needs no keys.
 *
 * @module
 */
import type { SealedInfo, SlotHeader } from '@hsm-lifecycle/crypto';
import { instantText } from '@hsm-lifecycle/drills/sentences';
import { JSON_OPTION, type JsonOption } from '../options/common-options.ts';
import { examples, EXIT_CODES } from '../options/help.ts';
import { nonEmpty } from '../options/option-values.ts';
import type { AddCommand } from '../options/shell.ts';
import { readEnvelopeFile } from '../store/read-envelope.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from '../terminal/io.ts';
import { printJson, asHex } from '../terminal/print-json.ts';

type Row = readonly [name: string, text: string];

const CIPHERS = '(AES-256-GCM, AES key wrap, SP 800-108 HMAC-SHA-256)';

const recipientText = ({ recipient, epoch, pbkId }: SlotHeader): string =>
  `persistent backup key ${asHex(pbkId)}, epoch ${epoch}, for ${recipient}`;

const slotRows = ({ slots }: SealedInfo): readonly Row[] =>
  slots === undefined
    ? [['key record', 'destroyed: nobody can open this backup again']]
    : [
        ['key record of', `${slots[0].holderBackupId} in ${slots[0].holderRegion}`],
        ['generation', `${slots[0].generation}`],
        ...slots.map((slot): Row => ['wrapped under', recipientText(slot)]),
      ];

const contentsText = ({ plaintextBytes, frames, frameBytes }: SealedInfo): string =>
  `${plaintextBytes} bytes, in ${frames === 1 ? 'one frame' : `${frames} frames`} ` +
  `of up to ${frameBytes} bytes`;

const rowsOf = (info: SealedInfo): readonly Row[] => [
  ['format', `version ${info.version}, suite ${info.suite} ${CIPHERS}`],
  ['sealed as', `${info.backupId} of ${info.clusterId}, in ${info.originRegion}`],
  ['HSM type', info.hsmType],
  ['date', instantText(info.createdAt)],
  ['contents', contentsText(info)],
  ['salt', asHex(info.salt)],
  ['commitment', asHex(info.commitment)],
  ...slotRows(info),
];

const NAME_WIDTH = 14;

const inspect = (file: string, { json = false }: JsonOption, io: Io): ExitCode => {
  const envelope = readEnvelopeFile(file);
  if (envelope._tag === 'Left') return refuseInput(io, envelope.left);
  const { bytes, info } = envelope.right;
  if (json) {
    const { version: envelopeVersion, ...facts } = info;
    printJson(io, 'envelope', { file, bytes: bytes.length, envelopeVersion, ...facts });
    return EXIT.fine;
  }
  const colors = colorsFor(io);
  const lines = rowsOf(info).map(
    ([name, text]) => `  ${colors.dim(name.padEnd(NAME_WIDTH))} ${text}`,
  );
  const caveat = colors.dim(
    'Anybody can read this header. Only opening the backup proves that it is authentic.',
  );
  io.out([colors.bold(`${file}, ${bytes.length} bytes`), ...lines, caveat, ''].join('\n'));
  return EXIT.fine;
};

/** Adds the command `inspect`: 0 if the envelope is well formed, 2 if not. */
export const addInspectCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('inspect')
    .description('print the header of a portable envelope; needs no keys')
    .argument('<file>', 'a portable envelope, made by "export"', nonEmpty)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples('inspect frankfurt.backup', 'inspect --json frankfurt.backup') +
        `\n\nThe format: docs/reference/envelope.md.` +
        EXIT_CODES,
    )
    .action((file: string, options: JsonOption) => finish(inspect(file, options, io)));
};
