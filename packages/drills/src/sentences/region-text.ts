/**
 * A region in a sentence.
 *
 * @module
 */
import { DEFAULT_ACCOUNT, type AccountId, type Region } from '@hsm-lifecycle/core';

/** Names a region, and the account where it is not the one that commands without one mean. */
export const regionText = (account: AccountId, region: Region): string =>
  account === DEFAULT_ACCOUNT ? region : `${region} (account ${account})`;
