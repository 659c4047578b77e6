/**
 * All faults that can be planted.
 *
 * @module
 */
import { faultsOfContents } from './faults-of-contents.mjs';
import { faultsOfEstates } from './faults-of-estates.mjs';
import { faultsOfTime } from './faults-of-time.mjs';

/** By name, what is wrong, and where. */
export const faults = { ...faultsOfTime, ...faultsOfContents, ...faultsOfEstates };
