/**
 * A drill that has been run and sealed.
 *
 * @module
 */
import { hasPassed, type DrillRun } from '@hsm-lifecycle/drills';
import { isSound, type SealedDrill } from './seal/seal-drill.ts';

/** A finished drill; `sealed` is absent if its backups were not sealed. */
export type FinishedDrill = {
  readonly file: string;
  readonly run: DrillRun;
  readonly sealed?: SealedDrill;
  /** The page that was written, if one was asked for. */
  readonly html?: string;
};

/** Tells whether every expectation holds, and everything that was sealed is sound. */
export const isPassed = ({ run, sealed }: FinishedDrill): boolean =>
  hasPassed(run) && (sealed === undefined || isSound(sealed));
