/**
 * All faults that can be planted.
 *
 * @module
 */
import { faultsOfAccounts } from './faults-of-accounts.mjs';
import { faultsOfContents } from './faults-of-contents.mjs';
import { faultsOfFleets } from './faults-of-fleets.mjs';
import { faultsOfFrames } from './faults-of-frames.mjs';
import { faultsOfTime } from './faults-of-time.mjs';

/** By name: what is wrong, and where. */
export const faults = {
  ...faultsOfTime,
  ...faultsOfContents,
  ...faultsOfFleets,
  ...faultsOfAccounts,
  ...faultsOfFrames,
};
