/**
 * Who asks, and where.
 *
 * @module
 */
import type { AccountId, Region } from '@hsm-lifecycle/core';

/** The caller of an action. */
export type Caller = {
  readonly account: AccountId;
  readonly region: Region;
  /** Identifies the request in the log. */
  readonly requestId: string;
};
