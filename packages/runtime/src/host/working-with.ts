/**
 * What performing the effects of a fleet needs.
 *
 * @module
 */
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { Callbacks, SealingPlanes } from '../effects/planes.ts';
import type { EffectKey } from '../store/effect-row.ts';
import type { Batching } from './batching.ts';
import type { OnFault } from './faults.ts';

/** An HSM that waits for a backup. */
export type WaitingHsm = { readonly hsmId: string; readonly key: EffectKey };

/** What performing effects needs. */
export type WorkingWith = {
  readonly planes: SealingPlanes & Callbacks;
  readonly own: Batching;
  readonly at: (fleet: Fleet) => number;
  readonly worker: string;
  readonly deadlineMs: number;
  readonly atOnce: number;
  readonly onFault: OnFault;
  /** By the id of a backup: the HSM that joins from it, and the effect that opens it. */
  readonly waitingFor: () => Map<string, WaitingHsm>;
};
