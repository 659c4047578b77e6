/**
 * Keeps checkpoints, when nobody is waiting.
 *
 * @module
 */
import type { FleetStore } from '../effects/planes.ts';
import { soon } from '../kernel/soon.ts';
import { checkpointOf, type FleetAt } from './load.ts';

/** What keeping checkpoints needs. */
export type CheckpointsWith = FleetStore & {
  /** The least number of events between two. */
  readonly every: number;
  readonly now: () => FleetAt;
  /** Whether commands are being written. */
  readonly isBusy: () => boolean;
};

/** The checkpoints of a fleet. */
export type Checkpoints = {
  /** Called after each commit. */
  readonly note: () => void;
  /** Waits for the one that is being kept. */
  readonly quiet: () => Promise<void>;
};

/** While commands keep coming, a checkpoint is put off until it is this many times overdue. */
const OVERDUE = 8;

/**
 * Keeps checkpoints. The cost of one grows with the fleet, so large fleets keep fewer. A failed one
 * only makes the next start slower.
 */
export const checkpoints = (input: CheckpointsWith): Checkpoints => {
  const { store, fleet, every, now, isBusy } = input;
  let last = now().head.position;
  let saving: Promise<unknown> | undefined;
  const isDue = (times: number): boolean => {
    const { head, fleet: state } = now();
    return head.position - last >= times * Math.max(every, state.holders.size);
  };
  const save = async (): Promise<void> => {
    await soon();
    if (isBusy() && !isDue(OVERDUE)) return;
    last = now().head.position;
    await store.keep(checkpointOf(fleet, now()));
  };
  return {
    note: () => {
      if (saving !== undefined || !isDue(1)) return;
      saving = save().finally(() => {
        saving = undefined;
      });
    },
    quiet: async () => {
      if (saving === undefined && isDue(1)) {
        last = now().head.position;
        await store.keep(checkpointOf(fleet, now()));
      }
      await saving;
    },
  };
};
