/**
 * What the consumer's programs print, the same in every tool.
 *
 * @module
 */

/** The output of the program that runs anywhere. */
export const PROGRAM_PRINTS = [
  'cluster: ACTIVE, 1 HSM, 1 backup',
  'fleet: UNINITIALIZED, the same in a file: true',
  'snapshot: {"users":["admin"]}',
].join('\n');

/** The output of the host, which needs Node's modules. */
export const HOST_PRINTS = 'host: dispatched Right, verified Right';
