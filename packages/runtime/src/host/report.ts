/**
 * Reports how an effect ended. A sealed backup is stored in the transaction of its report, if log
 * and store support that.
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
  /** Present if a backup is stored in the transaction of its report. */
  readonly together: Together | undefined;
};

type IdOutcome = EffectOutcome & { readonly id: string };

/**
 * A report that nothing waits for any more is not an error: a client, a lost region or a failed
 * backup ended the work first.
 */
const isLate = ({ _tag }: { readonly _tag: string }): boolean =>
  _tag === 'NothingInProgress' || _tag === 'WaitsForBackup';

const isOfStore = (error: AppendError | PutError): error is PutError =>
  error._tag === 'StorageFailed' ||
  error._tag === 'RecordExists' ||
  error._tag === 'RecordDestroyed' ||
  error._tag === 'SeenBefore';

const settling =
  ({ clock }: Reporting, outcome: IdOutcome): MakeCommand<never> =>
  (fleet) =>
    right({ type: 'Settle', data: { ...outcome, at: clock(fleet) } } as const);

const reportAlone = async (reporting: Reporting, outcome: IdOutcome): Answer<AppendError, void> => {
  const settled = await reporting.own.commit(settling(reporting, outcome));
  return isLeft(settled) && !isLate(settled.left) ? settled : right(undefined);
};

/** Reports. Left: it could not be written, and must be tried again */
export const report = async (reporting: Reporting, result: Report): Answer<AppendError, void> => {
  if (result === undefined) return right(undefined);
  const { sealed, ...outcome } = result;
  const { own, together } = reporting;
  if (sealed === undefined || together === undefined) return reportAlone(reporting, outcome);
  const settled = await own.commitBy(
    (batch) => together.putAndAppend(sealed, batch),
    settling(reporting, outcome),
  );
  if (!isLeft(settled) || isLate(settled.left)) return right(undefined);
  if (!isOfStore(settled.left)) return { _tag: 'Left', left: settled.left };
  const failure = effectFailure(settled.left);
  return isLeft(failure) ? failure : reportAlone(reporting, { ...failure.right, id: outcome.id });
};
