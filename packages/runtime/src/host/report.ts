/**
 * Reporting how an effect ended. What was sealed is stored in the transaction of its report, where
 * log and store can do that.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { effectFailure, type EffectOutcome } from '../effects/effect-outcome.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, right } from '../kernel/either.ts';
import type { PutError } from '../ports/snapshot-store.ts';
import type { Together } from '../ports/together.ts';
import type { AppendError, Journal, MakeCommand } from './journal.ts';
import type { Report } from './perform.ts';

/** What reporting needs. */
export type Reporting = {
  readonly own: Journal;
  readonly clock: (fleet: Fleet) => EpochMillis;
  /** Present when a backup is stored by whoever reports it. */
  readonly together: Together | undefined;
};

type Told = EffectOutcome & { readonly id: string };

/**
 * A report that nobody waits for any more is no fault: the client, a lost region or a failed backup
 * was faster.
 */
const isLate = ({ _tag }: { readonly _tag: string }): boolean =>
  _tag === 'NothingInProgress' || _tag === 'WaitsForBackup';

const isOfStore = (error: AppendError | PutError): error is PutError =>
  error._tag === 'StorageFailed' ||
  error._tag === 'RecordExists' ||
  error._tag === 'RecordDestroyed' ||
  error._tag === 'SeenBefore';

const settling =
  ({ clock }: Reporting, told: Told): MakeCommand<never> =>
  (fleet) =>
    right({ type: 'Settle', data: { ...told, at: clock(fleet) } } as const);

const tell = async (reporting: Reporting, told: Told): Answer<AppendError, void> => {
  const settled = await reporting.own.commit(settling(reporting, told));
  return isLeft(settled) && !isLate(settled.left) ? settled : right(undefined);
};

/** Reports. Left: it could not be written down, and must be tried again */
export const report = async (reporting: Reporting, told: Report): Answer<AppendError, void> => {
  if (told === undefined) return right(undefined);
  const { sealed, ...verdict } = told;
  const { own, together } = reporting;
  if (sealed === undefined || together === undefined) return tell(reporting, verdict);
  const settled = await own.commitBy(
    (batch) => together.putAndAppend(sealed, batch),
    settling(reporting, verdict),
  );
  if (!isLeft(settled) || isLate(settled.left)) return right(undefined);
  if (!isOfStore(settled.left)) return { _tag: 'Left', left: settled.left };
  const failure = effectFailure(settled.left);
  return isLeft(failure) ? failure : tell(reporting, { ...failure.right, id: verdict.id });
};
