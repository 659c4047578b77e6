/**
 * What a runtime is given.
 *
 * @module
 */
import type { Edition, EpochMillis } from '@hsm-lifecycle/core';
import type { Quotas } from '@hsm-lifecycle/core/fleet';
import type { RandomBytes } from '@hsm-lifecycle/crypto';
import type { Callbacks, HostPlanes } from '../effects/planes.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { OnFault } from './faults.ts';

/** What a runtime needs: a store, a keyring and a cipher. All else may be left out. */
export type RuntimeWith = HostPlanes &
  Omit<Callbacks, 'onThrown'> & {
    readonly store: Store;
    /**
     * A wall clock (see `wallClock`), which is the default; or a function, for a clock of your own
     * that goes where it is sent, in milliseconds since the epoch. It may stand still or run
     * backwards: an instant before the fleet's `asOf` is never used.
     */
    readonly clock?: Clock | (() => EpochMillis);
    /**
     * How long a piece of work may take, with all its attempts; 30,000 ms if left out. Then it is
     * reported as failed, and the fleet goes on. The longest deadline is 2^31 - 1 ms, about 24
     * days; `Infinity` and all that is longer mean that one.
     */
    readonly deadlineMs?: number;
    /** How many effects of a fleet are performed at a time; at least 1, 8 if left out. */
    readonly effectsAtOnce?: number;
    /** Is told what went wrong in the background. */
    readonly onFault?: OnFault;
    /** Varies the ids of a new fleet; the platform's if left out. */
    readonly random?: RandomBytes;
    /**
     * For new clusters; `hostEdition` if left out. Time waits for work under any edition, also one
     * with durations.
     */
    readonly edition?: Edition;
    readonly quotas?: Quotas | 'NONE';
    /** The least number of events between two checkpoints; 1,000 if left out. */
    readonly checkpointEvery?: number;
  };
