/**
 * What a store must do with sealed backups.
 *
 * @module
 */
import { isSameBytes } from '../kernel/bytes.ts';
import type { KeyEntry, RecordChange } from '../store/key-entry.ts';
import type { Store } from '../store/store.ts';
import { mustBeRight, isAlike, mustHold, tagOf, type StoreCase } from './case.ts';
import {
  FLEET,
  patternBytes,
  specimenBackup,
  specimenChange,
  specimenEntry,
  writtenTo,
  type Some,
} from './specimen.ts';

const isSameEntry = (a: KeyEntry | undefined, b: KeyEntry): boolean =>
  a !== undefined &&
  isSameBytes(a.record, b.record) &&
  isSameBytes(a.commitment, b.commitment) &&
  isAlike(
    [a.holderId, a.payloadId, a.clusterId, a.originRegion, a.generation, a.isVerified],
    [b.holderId, b.payloadId, b.clusterId, b.originRegion, b.generation, b.isVerified],
  ) &&
  isAlike(
    [a.holder.region, a.holder.manufacturer, a.holder.backupId],
    [b.holder.region, b.holder.manufacturer, b.holder.backupId],
  );

const entryOf = async (store: Store, id: string): Promise<KeyEntry | undefined> =>
  (await mustBeRight(store.sealed(FLEET, id)))?.entry;

const payloadOf = async (store: Store, id: string): Promise<Uint8Array> =>
  (await mustBeRight(store.sealed(FLEET, id)))?.payload ?? new Uint8Array();

const refusalOf = (store: Store, some: Some): Promise<string> =>
  tagOf(store.commit(specimenChange(some)));

const put = (store: Store, id: string, seed: number) =>
  writtenTo(store, { sealed: [specimenBackup(id, seed)] });

const destroy = (holderId: string): RecordChange => ({ change: 'DESTROY', holderId });
const add = (entry: KeyEntry): RecordChange => ({ change: 'ADD', entry });
const replace = (entry: KeyEntry, generation: number): RecordChange => ({
  change: 'REPLACE',
  entry,
  generation,
});

/** The cases. */
export const backupCases: Readonly<Record<string, StoreCase>> = {
  'returns payload and record unchanged': async (store) => {
    const backup = specimenBackup('backup-one', 1);
    await writtenTo(store, { sealed: [backup] });
    mustHold(isSameBytes(await payloadOf(store, 'backup-one'), backup.payload), 'the payload');
    mustHold(isSameEntry(await entryOf(store, 'backup-one'), backup.entry), 'record and facts');
    mustHold(isAlike(await mustBeRight(store.holders(FLEET)), ['backup-one']), 'it is listed');
    mustHold((await mustBeRight(store.holders('fleet-two'))).length === 0, 'in its fleet alone');
  },
  'has nothing under an unknown id': async (store) => {
    mustHold((await mustBeRight(store.sealed(FLEET, 'backup-none'))) === undefined, 'nothing');
  },
  'never overwrites anything': async (store) => {
    await put(store, 'backup-one', 1);
    const before = await payloadOf(store, 'backup-one');
    mustHold(
      (await refusalOf(store, { sealed: [specimenBackup('backup-one', 2)] })) === 'RecordExists',
      'a second backup of the same id is refused',
    );
    const again = specimenEntry('backup-one', 'backup-one', 1);
    mustHold(
      (await refusalOf(store, { records: [add(again)] })) === 'RecordExists',
      'a second record is refused',
    );
    mustHold(isSameBytes(await payloadOf(store, 'backup-one'), before), 'the first one stays');
  },
  'refuses a salt or a commitment that the store has ever had, in any fleet': async (store) => {
    const first = specimenBackup('backup-one', 1);
    const other = specimenBackup('backup-two', 2);
    await writtenTo(store, { sealed: [first] }, { records: [destroy('backup-one')] });
    const salted = [{ ...other, salt: first.salt }];
    mustHold((await refusalOf(store, { sealed: salted })) === 'SeenBefore', 'the salt is known');
    const fleet = 'fleet-two';
    mustHold(
      (await refusalOf(store, { fleet, sealed: salted })) === 'SeenBefore',
      'in another fleet too',
    );
    const entry = { ...other.entry, commitment: first.entry.commitment };
    mustHold(
      (await refusalOf(store, { sealed: [{ ...other, entry }] })) === 'SeenBefore',
      'the commitment is known',
    );
    mustHold((await entryOf(store, 'backup-two')) === undefined, 'a refusal leaves no trace');
    await writtenTo(store, { sealed: [other] });
  },
  'adds records for further holders': async (store) => {
    await put(store, 'backup-one', 1);
    const copy = specimenEntry('backup-copy', 'backup-one', 1);
    await writtenTo(store, { records: [add(copy)] });
    mustHold(isSameEntry(await entryOf(store, 'backup-copy'), copy), 'the record is there');
    const lost = specimenEntry('backup-lost', 'backup-none');
    mustHold(
      (await refusalOf(store, { records: [add(lost)] })) === 'RecordMissing',
      'a record for a missing payload is refused',
    );
  },
  'replaces a record only if its generation is as expected': async (store) => {
    const backup = specimenBackup('backup-one', 1);
    await writtenTo(store, { sealed: [backup] });
    const next = { ...backup.entry, generation: 1, record: patternBytes(100, 9) };
    mustHold(
      (await refusalOf(store, { records: [replace(next, 5)] })) === 'RecordExists',
      'replacing another generation is refused',
    );
    await writtenTo(store, { records: [replace(next, 0)] });
    mustHold(isSameEntry(await entryOf(store, 'backup-one'), next), 'the new record is there');
    const missing = specimenEntry('backup-two', 'backup-one');
    mustHold(
      (await refusalOf(store, { records: [replace(missing, 0)] })) === 'RecordMissing',
      'replacing a missing record is refused',
    );
  },
  'destroys a record for good, and may be asked again': async (store) => {
    await put(store, 'backup-one', 1);
    await writtenTo(
      store,
      { records: [destroy('backup-one')] },
      { records: [destroy('backup-one')] },
    );
    mustHold((await entryOf(store, 'backup-one')) === undefined, 'the record is gone');
    mustHold((await mustBeRight(store.holders(FLEET))).length === 0, 'it is not listed');
    const again = specimenEntry('backup-one', 'backup-one', 1);
    const refusals = await Promise.all([
      refusalOf(store, { sealed: [specimenBackup('backup-one', 2)] }),
      refusalOf(store, { records: [add(again)] }),
      refusalOf(store, { records: [replace(again, 0)] }),
    ]);
    mustHold(
      refusals.every((tag) => tag === 'RecordDestroyed'),
      'a destroyed record cannot be sealed, added or replaced',
    );
  },
  'keeps a payload as long as there is a record for it': async (store) => {
    await put(store, 'backup-one', 1);
    const copy = specimenEntry('backup-copy', 'backup-one', 1);
    await writtenTo(store, { records: [add(copy)] }, { records: [destroy('backup-one')] });
    mustHold((await payloadOf(store, 'backup-copy')).length > 0, 'the copy still needs it');
    await writtenTo(store, { records: [destroy('backup-copy')] });
    const late = specimenEntry('backup-late', 'backup-one', 1);
    mustHold(
      (await refusalOf(store, { records: [add(late)] })) === 'RecordMissing',
      'the payload goes with its last record',
    );
  },
  'copies bytes on their way in and out': async (store) => {
    const backup = specimenBackup('backup-one', 1);
    const before = backup.entry.record.slice();
    await writtenTo(store, { sealed: [backup] });
    backup.entry.record.fill(0);
    (await entryOf(store, 'backup-one'))?.record.fill(0);
    const now = (await entryOf(store, 'backup-one'))?.record ?? new Uint8Array();
    mustHold(isSameBytes(now, before), 'the record is unchanged');
  },
};
