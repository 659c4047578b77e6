/**
 * What the consumer's programs print, in every tool alike.
 *
 * @module
 */

/** By the program that runs anywhere. */
export const PROGRAM_PRINTS = [
  'cluster: ACTIVE, 1 HSM, 1 backup',
  'fleet: UNINITIALIZED, the same in a file: true',
  'snapshot: {"users":["admin"]}',
].join('\n');

/** By the host, which needs Node's modules. */
export const HOST_PRINTS = 'host: dispatched Right, verified Right';
