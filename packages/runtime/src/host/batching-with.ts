/**
 * What writing in batches needs.
 *
 * @module
 */
import type { FleetStore } from '../effects/planes.ts';
import type { Committed } from '../store/change.ts';
import type { Claim, ClaimBy, NewEffect } from '../store/effect-row.ts';
import type { Decider } from './decide.ts';
import type { Loaded } from './load.ts';

/** What batching needs. */
export type BatchingWith = FleetStore & {
  readonly loaded: Loaded;
  readonly pending: number;
  readonly decide: Decider;
  /** Names the next commit. */
  readonly commitId: () => string;
  /** Who claims effects with a commit that ends some, and how many. */
  readonly claimBy: (ending: readonly Claim[]) => ClaimBy;
  /** Called when work has to wait for effects. */
  readonly onWaiting: () => void;
  /** Called after each commit, before its work is answered. */
  readonly onCommitted: (done: Committed, effects: readonly NewEffect[]) => void;
};
