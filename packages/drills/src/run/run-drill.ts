/**
 * Running a drill from beginning to end.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import { emptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { Drill } from '../file/drill.ts';
import { misfitAt, type DrillMisfit } from '../file/misfit.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { newLedger, type DrillRun } from '../ledger/ledger.ts';
import { nameBook } from '../sentences/name-book.ts';
import { judgeExpectations } from './judge-expectations.ts';
import { scheduleOf } from './schedule.ts';
import { takeStep } from './take-step.ts';

const startingFleet = ({ startsAt, edition, quotas }: Drill): Either<DrillMisfit, Fleet> => {
  const fleet = emptyFleet({
    at: startsAt,
    ...(edition === undefined ? {} : { edition }),
    ...(quotas === undefined ? {} : { quotas }),
  });
  return fleet._tag === 'Right'
    ? fleet
    : left(
        misfitAt({
          path: 'startsAt',
          expected: 'an instant at which a fleet can begin',
          actual: explain(fleet.left),
        }),
      );
};

/**
 * Runs a drill. It stops at a step that is refused unexpectedly; the expectations at the end are
 * judged all the same.
 *
 * @returns Right: the timeline, and a verdict on each expectation. Left: the first place in the
 *   file that makes no sense, such as a reference to a name that was never given.
 */
export const runDrill = (drill: Drill): Either<DrillMisfit, DrillRun> => {
  const beginning = startingFleet(drill);
  if (beginning._tag === 'Left') return beginning;
  const schedule = scheduleOf(drill);
  if (schedule._tag === 'Left') return schedule;
  const ledger = newLedger(beginning.right, nameBook());
  const reached = new Set<number>();
  for (const turn of schedule.right) {
    const progress = takeStep({ ...turn, ledger });
    if (progress._tag === 'Left') return progress;
    reached.add(turn.index);
    if (progress.right === 'STOP') break;
  }
  const flaw = judgeExpectations(drill.expect ?? [], ledger);
  if (flaw._tag === 'Left') return flaw;
  const { fleet, book, signingRequests, entries, happenings } = ledger;
  const { accepted, verdicts, at: endsAt } = ledger;
  return right({
    drill,
    fleet,
    book,
    signingRequests,
    entries,
    happenings,
    accepted,
    verdicts,
    endsAt,
    notReached: drill.steps.length - reached.size,
  });
};
