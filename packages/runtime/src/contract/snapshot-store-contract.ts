/**
 * The contract of a store of sealed backups.
 *
 * @module
 */
import { isSameBytes } from '../kernel/bytes.ts';
import type { KeyEntry, SnapshotStore } from '../ports/snapshot-store.ts';
import { mustHold, isAlike, mustBeRight, tagOf, type ContractCase } from './case.ts';
import { patternBytes, specimenBackup, specimenEntry } from './specimen.ts';

/** Makes an empty store, a new one each time. */
export type FreshStore = () => SnapshotStore | Promise<SnapshotStore>;

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

type Case = (store: SnapshotStore) => Promise<void>;

const cases: Readonly<Record<string, Case>> = {
  'returns payload and record unchanged': async (store) => {
    const backup = specimenBackup('backup-one', 1);
    await mustBeRight(store.put(backup));
    mustHold(
      isSameBytes(
        (await mustBeRight(store.payload('backup-one'))) ?? new Uint8Array(),
        backup.payload,
      ),
      'the payload is unchanged',
    );
    mustHold(
      isSameEntry(await mustBeRight(store.entry('backup-one')), backup.entry),
      'the record and its facts are unchanged',
    );
    mustHold(isAlike(await mustBeRight(store.holderIds()), ['backup-one']), 'the holder is listed');
  },
  'has nothing under an unknown id': async (store) => {
    mustHold((await mustBeRight(store.payload('backup-none'))) === undefined, 'no payload');
    mustHold((await mustBeRight(store.entry('backup-none'))) === undefined, 'no record');
  },
  'never overwrites anything': async (store) => {
    const backup = specimenBackup('backup-one', 1);
    await mustBeRight(store.put(backup));
    mustHold(
      (await tagOf(store.put(specimenBackup('backup-one', 2)))) === 'RecordExists',
      'a second put is refused',
    );
    mustHold(
      (await tagOf(store.add(specimenEntry('backup-one', 'backup-one', 1)))) === 'RecordExists',
      'a second record is refused',
    );
    mustHold(
      isSameBytes(
        (await mustBeRight(store.payload('backup-one'))) ?? new Uint8Array(),
        backup.payload,
      ),
      'the first payload stays',
    );
  },
  'refuses a salt or a commitment that the store has ever had': async (store) => {
    const first = specimenBackup('backup-one', 1);
    const other = specimenBackup('backup-two', 2);
    await mustBeRight(store.put(first));
    await mustBeRight(store.destroy('backup-one'));
    mustHold(
      (await tagOf(store.put({ ...other, salt: first.salt }))) === 'SeenBefore',
      'the salt is known',
    );
    const again = { ...other, entry: { ...other.entry, commitment: first.entry.commitment } };
    mustHold((await tagOf(store.put(again))) === 'SeenBefore', 'the commitment is known');
    mustHold(
      (await mustBeRight(store.entry('backup-two'))) === undefined,
      'a refused put leaves no trace',
    );
    await mustBeRight(store.put(other));
  },
  'adds records for further holders': async (store) => {
    await mustBeRight(store.put(specimenBackup('backup-one', 1)));
    const copy = specimenEntry('backup-copy', 'backup-one', 1);
    await mustBeRight(store.add(copy));
    mustHold(
      isSameEntry(await mustBeRight(store.entry('backup-copy')), copy),
      'the record is there',
    );
    mustHold(
      (await tagOf(store.add(specimenEntry('backup-lost', 'backup-none')))) === 'RecordMissing',
      'a record for a missing payload is refused',
    );
  },
  'replaces a record only if its generation is as expected': async (store) => {
    const backup = specimenBackup('backup-one', 1);
    await mustBeRight(store.put(backup));
    const next = { ...backup.entry, generation: 1, record: patternBytes(100, 9) };
    mustHold(
      (await tagOf(store.replace(next, 5))) === 'RecordExists',
      'replacing another generation is refused',
    );
    await mustBeRight(store.replace(next, 0));
    mustHold(
      isSameEntry(await mustBeRight(store.entry('backup-one')), next),
      'the new record is there',
    );
    mustHold(
      (await tagOf(store.replace(specimenEntry('backup-two', 'backup-one'), 0))) ===
        'RecordMissing',
      'replacing a missing record is refused',
    );
  },
  'destroys a record for good, and may be asked again': async (store) => {
    await mustBeRight(store.put(specimenBackup('backup-one', 1)));
    mustHold(await mustBeRight(store.destroy('backup-one')), 'the first time there was a record');
    mustHold(!(await mustBeRight(store.destroy('backup-one'))), 'the second time there was none');
    mustHold((await mustBeRight(store.entry('backup-one'))) === undefined, 'the record is gone');
    mustHold((await mustBeRight(store.holderIds())).length === 0, 'the holder is not listed');
    mustHold(
      (await tagOf(store.put(specimenBackup('backup-one', 2)))) === 'RecordDestroyed',
      'a destroyed record cannot be put again',
    );
    mustHold(
      (await tagOf(store.add(specimenEntry('backup-one', 'backup-one', 1)))) === 'RecordDestroyed',
      'a destroyed record cannot be added',
    );
    mustHold(
      (await tagOf(store.replace(specimenEntry('backup-one', 'backup-one', 1), 0))) ===
        'RecordDestroyed',
      'a destroyed record cannot be replaced',
    );
  },
  'keeps a payload as long as there is a record for it': async (store) => {
    await mustBeRight(store.put(specimenBackup('backup-one', 1)));
    await mustBeRight(store.add(specimenEntry('backup-copy', 'backup-one', 1)));
    await mustBeRight(store.destroy('backup-one'));
    mustHold(
      (await mustBeRight(store.payload('backup-one'))) !== undefined,
      'the copy still needs it',
    );
    await mustBeRight(store.destroy('backup-copy'));
    mustHold(
      (await mustBeRight(store.payload('backup-one'))) === undefined,
      'the payload goes with its last record',
    );
  },
  'copies bytes on their way in and out': async (store) => {
    const backup = specimenBackup('backup-one', 1);
    const record0 = backup.entry.record.slice();
    await mustBeRight(store.put(backup));
    backup.entry.record.fill(0);
    (await mustBeRight(store.entry('backup-one')))?.record.fill(0);
    mustHold(
      isSameBytes(
        (await mustBeRight(store.entry('backup-one')))?.record ?? new Uint8Array(),
        record0,
      ),
      'the record is unchanged',
    );
  },
};

/**
 * Lists what a store of sealed backups must do, as cases.
 *
 * @param fresh - makes an empty store for each case
 */
export const snapshotStoreContract = (fresh: FreshStore): readonly ContractCase[] =>
  Object.entries(cases).map(([name, check]) => ({ name, run: async () => check(await fresh()) }));
