/**
 * What a store must do in one commit.
 *
 * @module
 */
import type { Store } from '../store/store.ts';
import { isAlike, mustBeRight, mustHold, tagOf, type StoreCase } from './case.ts';
import {
  FLEET,
  specimenBackup,
  specimenChange,
  specimenEffect,
  specimenEvent,
  specimenEntry,
  writtenTo,
} from './specimen.ts';

/** How many events, holders and effects there are. */
const counts = async (store: Store): Promise<readonly number[]> => [
  (await mustBeRight(store.read({ fleet: FLEET, after: 0 }))).length,
  (await mustBeRight(store.holders(FLEET))).length,
  (await mustBeRight(store.pending(FLEET))).length,
];

const whole = (version: number, id: string) => ({
  events: [specimenEvent('a', version)],
  effects: [specimenEffect(version, `hsm-${version}`)],
  sealed: [specimenBackup(id, version)],
});

/** The cases. */
export const togetherCases: Readonly<Record<string, StoreCase>> = {
  'writes events, backups and effects together': async (store) => {
    await writtenTo(store, whole(1, 'backup-one'));
    mustHold(isAlike(await counts(store), [1, 1, 1]), 'all are there');
  },
  'writes none of them at another head': async (store) => {
    await writtenTo(store, whole(1, 'backup-one'));
    mustHold(
      (await tagOf(store.commit(specimenChange(whole(2, 'backup-two'))))) === 'Conflict',
      'the conflict is told',
    );
    mustHold(isAlike(await counts(store), [1, 1, 1]), 'nothing was written');
    await writtenTo(store, whole(2, 'backup-two'));
    mustHold(isAlike(await counts(store), [2, 2, 2]), 'salt and commitment were not used up');
  },
  'writes none of them if a backup or a record is refused': async (store) => {
    await writtenTo(store, whole(1, 'backup-one'));
    const expected = await mustBeRight(store.head(FLEET));
    const later = { ...specimenChange({ ...whole(2, 'backup-two'), expected }) };
    const lost = specimenEntry('backup-lost', 'backup-none');
    mustHold(
      (await tagOf(store.commit({ ...later, records: [{ change: 'ADD', entry: lost }] }))) ===
        'RecordMissing',
      'the refusal is told',
    );
    mustHold(isAlike(await counts(store), [1, 1, 1]), 'nothing was written');
    const twice = { ...later, sealed: [specimenBackup('backup-one', 3)] };
    mustHold((await tagOf(store.commit(twice))) === 'RecordExists', 'this one too');
    mustHold(isAlike(await counts(store), [1, 1, 1]), 'again nothing');
  },
  'writes none of them if a claim is lost': async (store) => {
    await writtenTo(store, whole(1, 'backup-one'));
    const nobody = { fleet: FLEET, position: 1, ordinal: 0, worker: 'nobody', attempt: 1 };
    const expected = await mustBeRight(store.head(FLEET));
    const change = specimenChange({ ...whole(2, 'backup-two'), expected, done: [nobody] });
    mustHold((await tagOf(store.commit(change))) === 'ClaimLost', 'the refusal is told');
    mustHold(isAlike(await counts(store), [1, 1, 1]), 'nothing was written');
  },
  'ends an effect with its result': async (store) => {
    await writtenTo(store, { events: [specimenEvent('a', 1)], effects: [specimenEffect(1, 'x')] });
    const done = await mustBeRight(
      store.claim({ fleet: FLEET, worker: 'one', limit: 1, leaseMs: 1000 }),
    );
    const sealed = [specimenBackup('x', 1)];
    await writtenTo(store, { events: [specimenEvent('a', 2)], sealed, done });
    mustHold(isAlike(await counts(store), [2, 1, 0]), 'both are there, and the effect is gone');
  },
};
