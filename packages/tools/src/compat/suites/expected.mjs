/**
 * What the consumer's programs print, in every tool alike.
 *
 * @module
 */

/** By the program. */
export const printsProgram = [
  'cluster: ACTIVE, 1 HSM, last event BackupStarted',
  'fleet: UNINITIALIZED, the same in a file: true',
  'snapshot: {"users":["admin"]}',
].join('\n');

/** By the host. */
export const printsHost = 'host: dispatched Right, verified Right';
