/**
 * What happens in the background and is no client's error: told to the operator.
 *
 * @module
 */
import { ignored } from '../kernel/ignored.ts';
import type { EffectKey } from '../store/effect-row.ts';
import type { StorageFailed } from '../store/storage-failed.ts';

/** Something that an operator should know. */
export type HostFault =
  /** A function of the host threw. */
  | { readonly _tag: 'CallbackThrew'; readonly fault: unknown }
  /** Work was not done in time, and was reported as failed if it can be. */
  | { readonly _tag: 'DeadlineOver'; readonly ms: number }
  /** A keyring or cipher did not work; the work is tried again. */
  | { readonly _tag: 'ProviderDown'; readonly provider: string }
  /** The store did not take the result; the work is tried again. */
  | { readonly _tag: 'NotStored'; readonly error: StorageFailed }
  /** A row asks for work that no event in the log requires. Nothing was done for it. */
  | { readonly _tag: 'EffectWithoutEvent' }
  /**
   * An event in the log asks to destroy a key record, but the fleet still has its holder. Nothing
   * was destroyed: the log was altered before the checkpoint. Verify the store.
   */
  | { readonly _tag: 'NotDestroyed'; readonly holderId: string }
  /** The result cannot be written, for instance because the log has a newer event. */
  | { readonly _tag: 'NotWritten'; readonly error: { readonly _tag: string } }
  /** The wall clock leapt by so many milliseconds, and is not followed until `acceptClock`. */
  | { readonly _tag: 'ClockLeapt'; readonly ms: number }
  /** The fleet's last event is that long ago; time will go on from there. */
  | { readonly _tag: 'LongGap'; readonly ms: number };

/** The work that a fault is about. */
export type FaultyEffect = EffectKey & { readonly kind: string; readonly record: string };

/** Is told of faults. What it throws, or rejects with, is ignored. */
export type OnFault = (fault: HostFault, effect?: FaultyEffect) => void;

/** Makes a listener that never throws or rejects. */
export const heard =
  (onFault: OnFault | undefined): OnFault =>
  (fault, effect) => {
    try {
      ignored(onFault?.(fault, effect));
    } catch {
      // Nobody is left to tell.
    }
  };
