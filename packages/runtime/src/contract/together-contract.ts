/**
 * The contract of a log and a store in one database.
 *
 * @module
 */
import type { Together } from '../ports/together.ts';
import { mustHold, isAlike, mustBeRight, tagOf, type ContractCase } from './case.ts';
import { specimenBackup } from './specimen.ts';

/** Makes an empty log and store in one database, new ones each time. */
export type FreshTogether = () => Together | Promise<Together>;

const batch = (n: number, known = 0) => ({
  entries: [{ stream: 'a', event: { n } }],
  expected: new Map([['a', known]]),
});

const heldAndWritten = async ({
  snapshots,
  eventLog,
}: Together): Promise<readonly [number, number]> => [
  (await mustBeRight(snapshots.holderIds())).length,
  (await mustBeRight(eventLog.readAll({ after: 0 }))).length,
];

type Case = (both: Together) => Promise<void>;

const cases: Readonly<Record<string, Case>> = {
  'keeps the backup and the events, and returns the position of the last event': async (both) => {
    mustHold(
      (await mustBeRight(both.putAndAppend(specimenBackup('backup-one', 1), batch(1)))) === 1,
      'the position is returned',
    );
    mustHold(
      (await mustBeRight(both.snapshots.payload('backup-one'))) !== undefined,
      'the payload is there',
    );
    mustHold(isAlike(await heldAndWritten(both), [1, 1]), 'both are there');
  },
  'keeps neither if a stream has another version': async (both) => {
    mustHold(
      (await tagOf(both.putAndAppend(specimenBackup('backup-one', 1), batch(1, 5)))) ===
        'VersionConflict',
      'the conflict is returned',
    );
    mustHold(isAlike(await heldAndWritten(both), [0, 0]), 'neither is there');
    await mustBeRight(both.putAndAppend(specimenBackup('backup-one', 1), batch(1)));
    mustHold(isAlike(await heldAndWritten(both), [1, 1]), 'salt and commitment were not used up');
  },
  'keeps neither if the backup cannot be put': async (both) => {
    const first = specimenBackup('backup-one', 1);
    await mustBeRight(both.putAndAppend(first, batch(1)));
    mustHold(
      (await tagOf(both.putAndAppend(specimenBackup('backup-one', 2), batch(2, 1)))) ===
        'RecordExists',
      'a second record is refused',
    );
    const again = { ...specimenBackup('backup-two', 3), salt: first.salt };
    mustHold(
      (await tagOf(both.putAndAppend(again, batch(2, 1)))) === 'SeenBefore',
      'a repeated salt is refused',
    );
    mustHold(isAlike(await heldAndWritten(both), [1, 1]), 'nothing was written');
  },
};

/**
 * Lists what a log and a store in one database must do, as cases.
 *
 * @param fresh - makes empty ones for each case
 */
export const togetherContract = (fresh: FreshTogether): readonly ContractCase[] =>
  Object.entries(cases).map(([name, check]) => ({ name, run: async () => check(await fresh()) }));
