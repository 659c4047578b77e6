/**
 * Reads and writes commands as plain JSON.
 *
 * @module
 */
import type { Command } from '../transitions/command.ts';
import type { Either } from '../kernel/either.ts';
import {
  backupCommands,
  clusterCommands,
  fleetWideCommands,
  replicatingCommands,
  startingCommands,
} from './command-codecs.ts';
import type { Codec } from './io.ts';
import { decoded, type MalformedInput } from './malformed-input.ts';
import { observingCommands } from './observed-codecs.ts';
import { oneOf } from './union.ts';
import { typedCodecs } from './typed.ts';

/** What a file or a request is told that asks for a backup. */
const NO_BACKUP_ON_REQUEST =
  'another command: nobody can ask for a backup (F-139); AddHsm and RemoveHsm force one';

/** A command. */
export const commandCodec: Codec<Command> = oneOf<'type', Command>(
  'type',
  typedCodecs<Command>({
    ...startingCommands,
    ...observingCommands,
    ...clusterCommands,
    ...replicatingCommands,
    ...backupCommands,
    ...fleetWideCommands,
  }),
  { CreateBackup: NO_BACKUP_ON_REQUEST },
);

/**
 * Reads a command from a file, a queue or a request.
 *
 * @param value - plain JSON `{ type, data }`; optional members may be absent, unknown ones are
 *   refused
 * @returns Right: the command, deeply frozen. Left: `MalformedInput` at the first wrong place, such
 *   as `data.subnets.0.subnetId`.
 * @see F-46 to F-62, CloudHSM V2 API 2017-04-28
 * @example
 * decodeCommand({ type: 'Advance', data: { at: 'noon' } }); // Left: path 'data.at'
 */
export const decodeCommand = (value: unknown): Either<MalformedInput, Command> =>
  decoded(commandCodec, value);

/**
 * Writes a command as plain JSON.
 *
 * @throws InvariantViolation for a type that no command has
 */
export const encodeCommand = (it: Command): unknown => commandCodec.encode(it);
