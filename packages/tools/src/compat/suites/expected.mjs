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

/**
 * The output of the golden campaign. A change of core's events or of the simulator changes it;
 * a version of Node must not.
 */
export const CAMPAIGN_PRINTS =
  'campaign: 7487 events, 3a96d949d17c23a54666fa238250c149220feb47cccf2a0f44542314b69e36f0';
