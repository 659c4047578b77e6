/**
 * The contract of a store of sealed backups.
 *
 * @module
 */
import { isSameBytes } from '../kernel/bytes.ts';
import type { KeyEntry, SnapshotStore } from '../ports/snapshot-store.ts';
import { ensure, isAlike, must, tagOf, type ContractCase } from './case.ts';
import { bytes, record, sealed } from './specimen.ts';

/** Makes an empty store, another each time. */
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
  'gives payload and record back as they were put': async (store) => {
    const it = sealed('backup-one', 1);
    await must(store.put(it));
    ensure(
      isSameBytes((await must(store.payload('backup-one'))) ?? new Uint8Array(), it.payload),
      'the payload is unchanged',
    );
    ensure(
      isSameEntry(await must(store.entry('backup-one')), it.entry),
      'the record and its facts are unchanged',
    );
    ensure(isAlike(await must(store.holderIds()), ['backup-one']), 'the holder is listed');
  },
  'has nothing under a name that nobody put': async (store) => {
    ensure((await must(store.payload('backup-none'))) === undefined, 'no payload');
    ensure((await must(store.entry('backup-none'))) === undefined, 'no record');
  },
  'never overwrites: what is there stays': async (store) => {
    const it = sealed('backup-one', 1);
    await must(store.put(it));
    ensure(
      (await tagOf(store.put(sealed('backup-one', 2)))) === 'RecordExists',
      'a second put is refused',
    );
    ensure(
      (await tagOf(store.add(record('backup-one', 'backup-one', 1)))) === 'RecordExists',
      'a second record is refused',
    );
    ensure(
      isSameBytes((await must(store.payload('backup-one'))) ?? new Uint8Array(), it.payload),
      'the first payload stays',
    );
  },
  'refuses a salt or a commitment that it has ever seen': async (store) => {
    const first = sealed('backup-one', 1);
    const other = sealed('backup-two', 2);
    await must(store.put(first));
    await must(store.destroy('backup-one'));
    ensure(
      (await tagOf(store.put({ ...other, salt: first.salt }))) === 'SeenBefore',
      'the salt is known',
    );
    const again = { ...other, entry: { ...other.entry, commitment: first.entry.commitment } };
    ensure((await tagOf(store.put(again))) === 'SeenBefore', 'the commitment is known');
    ensure((await must(store.entry('backup-two'))) === undefined, 'a refused put leaves no trace');
    await must(store.put(other));
  },
  'gives further holders records of their own': async (store) => {
    await must(store.put(sealed('backup-one', 1)));
    const copy = record('backup-copy', 'backup-one', 1);
    await must(store.add(copy));
    ensure(isSameEntry(await must(store.entry('backup-copy')), copy), 'the record is there');
    ensure(
      (await tagOf(store.add(record('backup-lost', 'backup-none')))) === 'RecordMissing',
      'not for a payload that is not there',
    );
  },
  'replaces a record of the known generation only': async (store) => {
    const it = sealed('backup-one', 1);
    await must(store.put(it));
    const next = { ...it.entry, generation: 1, record: bytes(100, 9) };
    ensure(
      (await tagOf(store.replace(next, 5))) === 'RecordExists',
      'of another generation: refused',
    );
    await must(store.replace(next, 0));
    ensure(isSameEntry(await must(store.entry('backup-one')), next), 'the new record is there');
    ensure(
      (await tagOf(store.replace(record('backup-two', 'backup-one'), 0))) === 'RecordMissing',
      'no record, nothing to replace',
    );
  },
  'destroys for good, as often as one likes': async (store) => {
    await must(store.put(sealed('backup-one', 1)));
    ensure(await must(store.destroy('backup-one')), 'the first time there was a record');
    ensure(!(await must(store.destroy('backup-one'))), 'the second time there was none');
    ensure((await must(store.entry('backup-one'))) === undefined, 'the record is gone');
    ensure((await must(store.holderIds())).length === 0, 'the holder is not listed');
    ensure(
      (await tagOf(store.put(sealed('backup-one', 2)))) === 'RecordDestroyed',
      'it cannot be put again',
    );
    ensure(
      (await tagOf(store.add(record('backup-one', 'backup-one', 1)))) === 'RecordDestroyed',
      'nor added',
    );
    ensure(
      (await tagOf(store.replace(record('backup-one', 'backup-one', 1), 0))) === 'RecordDestroyed',
      'nor replaced',
    );
  },
  'keeps a payload as long as somebody has a record for it': async (store) => {
    await must(store.put(sealed('backup-one', 1)));
    await must(store.add(record('backup-copy', 'backup-one', 1)));
    await must(store.destroy('backup-one'));
    ensure((await must(store.payload('backup-one'))) !== undefined, 'the copy still needs it');
    await must(store.destroy('backup-copy'));
    ensure((await must(store.payload('backup-one'))) === undefined, 'nobody needs it');
  },
  'does not hand out what it keeps, nor keep what it was handed': async (store) => {
    const it = sealed('backup-one', 1);
    const record0 = it.entry.record.slice();
    await must(store.put(it));
    it.entry.record.fill(0);
    (await must(store.entry('backup-one')))?.record.fill(0);
    ensure(
      isSameBytes((await must(store.entry('backup-one')))?.record ?? new Uint8Array(), record0),
      'the record is unchanged',
    );
  },
};

/**
 * Lists what a store of sealed backups promises.
 *
 * @param fresh - makes an empty store for each case
 */
export const snapshotStoreContract = (fresh: FreshStore): readonly ContractCase[] =>
  Object.entries(cases).map(([name, check]) => ({ name, run: async () => check(await fresh()) }));
