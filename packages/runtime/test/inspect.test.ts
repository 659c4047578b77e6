/**
 * Verifying, opening, exporting, rotating.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@hsm-lifecycle/core';
import { joinEnvelope, openSnapshot, splitEnvelope } from '@hsm-lifecycle/crypto';
import {
  exportBackup,
  MANUFACTURER,
  openBackup,
  openEnvelope,
  rotateKeys,
  verifyStore,
  type KeyEntry,
  type Store,
} from '@hsm-lifecycle/runtime';
import {
  committing,
  destroyBeside,
  entryOf,
  eventsOf,
  grow,
  HOME,
  keyringOf,
  must,
  never,
  refusal,
  replaceBeside,
  start,
  subnets,
  world,
  type World,
} from './support/world.ts';

const grown = async (): Promise<{
  readonly host: World;
  readonly ids: readonly string[];
  readonly clusterId: string;
  readonly keyring: ReturnType<typeof keyringOf>;
}> => {
  const keyring = keyringOf();
  const host = world({ keyring });
  const { backups, clusterId } = await grow(await start(host));
  return { host, ids: backups.map(({ backupId }) => backupId), clusterId, keyring };
};

/** Gives back what a host that is gone had claimed, as the end of its lease does. */
const give = async ({ store, fleet }: World): Promise<void> => {
  for (const row of await must(store.pending(fleet))) {
    // eslint-disable-next-line no-await-in-loop
    if (row.worker !== '') await must(store.release(row, { runAt: 0, error: 'gone' }));
  }
};

/** Waits for work in the background. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  if (await isSo()) return;
  await new Promise(setImmediate);
  await until(isSo);
};

describe('verifyStore', () => {
  it('opens everything that must open', async () => {
    const { host, ids } = await grown();
    expect(await must(verifyStore(host))).toEqual({
      open: ids,
      pending: [],
      purged: [],
      purging: [],
      shredded: [],
      orphans: [],
      elsewhere: [],
      faults: [],
    });
  });

  const entriesOf = async (
    host: World,
    ids: readonly string[],
  ): Promise<readonly [KeyEntry, KeyEntry]> => {
    const [first, second] = await Promise.all(ids.map((id) => entryOf(host, id)));
    if (first === undefined || second === undefined) throw new Error('nothing was sealed');
    return [first, second];
  };

  it('lists what is purged', async () => {
    const { host, ids } = await grown();
    const [holderId = ''] = ids;
    await destroyBeside(host, holderId);
    expect((await must(verifyStore(host))).faults).toEqual([{ holderId, reason: 'RecordMissing' }]);
  });

  it('reports a record that is another backup’s, in bytes and facts', async () => {
    const { host, ids } = await grown();
    const [first, second] = await entriesOf(host, ids);
    await replaceBeside(host, { ...second, holderId: first.holderId }, 0);
    expect((await must(verifyStore(host))).faults).toEqual([
      { holderId: first.holderId, reason: 'FactsDiffer', field: 'holder-backup-id' },
    ]);
  });

  it('reports a record whose bytes are another backup’s', async () => {
    const { host, ids } = await grown();
    const [first, second] = await entriesOf(host, ids);
    await replaceBeside(host, { ...first, record: second.record }, 0);
    expect((await must(verifyStore(host))).faults).toEqual([
      { holderId: first.holderId, reason: 'FactsDiffer', field: 'holder-backup-id' },
    ]);
  });

  it('reports that another keyring opens nothing', async () => {
    const { host, ids } = await grown();
    const stranger = { ...host, keyring: keyringOf(99) };
    expect((await must(verifyStore(stranger))).faults).toEqual(
      ids.map((holderId) => ({ holderId, reason: 'KeyUnavailable' })),
    );
  });

  it('lists a missing record of a restored cluster as pending, or a fault if lost', async () => {
    const { host, ids } = await grown();
    const [first = ''] = ids;
    const dying = await start(
      committing(host, (change, own) =>
        (change.records ?? []).length > 0 ? never() : own.commit(change),
      ),
    );
    const { events } = await must(
      dying.dispatch({ type: 'Restore', data: { backupId: first, subnets } }),
    );
    const clusterId = events[0]?.stream ?? '';
    expect(await must(verifyStore(host))).toMatchObject({ pending: [clusterId], faults: [] });
    await give(host);
    const next = await start(host);
    await must(next.idle());
    expect(await must(verifyStore(host))).toMatchObject({
      open: expect.arrayContaining([clusterId]),
      pending: [],
      faults: [],
    });
    await must(next.advance(next.state().asOf + DAY_MS / 2));
    await destroyBeside(host, clusterId);
    await destroyBeside(host, first);
    expect((await must(verifyStore(host))).faults).toEqual(
      expect.arrayContaining([{ holderId: clusterId, reason: 'RecordMissing' }]),
    );
  });

  it('lists a purged backup with a record as purging, until a runtime starts', async () => {
    const { host, ids } = await grown();
    const [first = ''] = ids;
    const runtime = await start(host);
    await must(runtime.dispatch({ type: 'DeleteBackup', data: { backupId: first } }));
    // The purge is in the log, and the process ends before its effect.
    await must(runtime.idle());
    const dying = await start(
      committing(host, (change, own) =>
        (change.records ?? []).length > 0 ? never() : own.commit(change),
      ),
    );
    void dying.advance(dying.state().asOf + 8 * DAY_MS);
    await until(async () => (await eventsOf(host)).some(({ type }) => type === 'BackupPurged'));
    expect(await must(verifyStore(host))).toMatchObject({
      purging: [first],
      purged: [],
      faults: [],
    });
    await give(host);
    const next = await start(host);
    await must(next.idle());
    expect(await must(verifyStore(host))).toMatchObject({
      purging: [],
      purged: [first],
      faults: [],
    });
  });
});

describe('openBackup, exportBackup', () => {
  it('return what was sealed, and a file that opens without the store', async () => {
    const { host, ids, clusterId } = await grown();
    const [id = ''] = ids;
    const { contents } = await must(openBackup(host, id));
    expect(contents).toMatchObject({ access: { users: [{ name: 'app_user' }, { role: 'CO' }] } });
    const parts = splitEnvelope(await must(exportBackup(host, id)));
    if (parts._tag === 'Left') throw new Error(parts.left.code);
    const holder = { region: HOME, manufacturer: MANUFACTURER, backupId: id };
    const expected = { clusterId, originRegion: HOME, originBackupId: id, holder };
    const { payload, record } = parts.right;
    expect((await openSnapshot({ payload, record, expected }, host))._tag).toBe('Right');
  });

  it('refuse an id for which nothing is stored', async () => {
    const { host } = await grown();
    expect(await refusal(openBackup(host, 'backup-aaaaaaaaaaa'))).toEqual({
      _tag: 'RecordMissing',
      holderId: 'backup-aaaaaaaaaaa',
    });
    expect(await refusal(exportBackup(host, 'backup-aaaaaaaaaaa'))).toMatchObject({
      _tag: 'RecordMissing',
    });
  });
});

describe('openEnvelope', () => {
  const exported = async (): Promise<{
    readonly host: World;
    readonly id: string;
    readonly clusterId: string;
    readonly envelope: Uint8Array;
  }> => {
    const { host, ids, clusterId } = await grown();
    const [id = ''] = ids;
    return { host, id, clusterId, envelope: await must(exportBackup(host, id)) };
  };

  it('opens an exported file with the two planes alone, and says what was proven', async () => {
    const { host, id, clusterId, envelope } = await exported();
    const { cipher, keyring } = host;
    const { contents, info } = await must(openEnvelope({ cipher, keyring }, envelope));
    expect(contents).toEqual((await must(openBackup(host, id))).contents);
    expect(info).toMatchObject({
      clusterId,
      backupId: id,
      originRegion: HOME,
      slots: [{ holderBackupId: id, generation: 0 }],
    });
  });

  it('opens only what the caller expects, if the caller says so', async () => {
    const { host, id, clusterId, envelope } = await exported();
    const expected = {
      clusterId,
      originRegion: HOME,
      originBackupId: id,
      holder: { region: HOME, manufacturer: MANUFACTURER, backupId: id },
    };
    expect((await must(openEnvelope(host, envelope, expected))).info.backupId).toBe(id);
    const other = openEnvelope(host, envelope, { ...expected, clusterId: 'cluster-abcdefg2345' });
    expect(await refusal(other)).toEqual({ _tag: 'EnvelopeMismatch', field: 'cluster-id' });
  });

  it('refuses other files, other keys, another manufacturer, altered or purged ones', async () => {
    const { host, envelope } = await exported();
    const parts = splitEnvelope(envelope);
    const shredded =
      parts._tag === 'Right' ? joinEnvelope({ payload: parts.right.payload }) : parts;
    if (shredded._tag === 'Left') throw new Error(shredded.left.code);
    const altered = envelope.with(envelope.length - 1, (envelope.at(-1) ?? 0) ^ 1);
    const answers = [
      openEnvelope(host, envelope.subarray(1)),
      openEnvelope(host, shredded.right),
      openEnvelope({ ...host, keyring: keyringOf(99) }, envelope),
      openEnvelope({ ...host, manufacturerOf: () => 'zeta' }, envelope),
      openEnvelope(host, altered),
    ];
    expect(
      (await Promise.all(answers.map((answer) => refusal(answer)))).map(({ _tag }) => _tag),
    ).toEqual([
      'EnvelopeMalformed',
      'BackupPurged',
      'KeyUnavailable',
      'KeyUnavailable',
      'AuthenticationFailed',
    ]);
  });
});

describe('rotateKeys', () => {
  it('moves every record to the new epoch, so that the old one can be retired', async () => {
    const keyring = keyringOf();
    const host = world({ keyring });
    const { backups } = await grow(await start(host));
    const ids = backups.map(({ backupId }) => backupId);
    const scope = { region: HOME, manufacturer: MANUFACTURER };
    const old = keyring.activeKey(scope);
    if (old === undefined) throw new Error('no key');
    expect(keyring.rotate(scope)._tag).toBe('Right');
    expect(await must(rotateKeys(host))).toEqual({
      rotated: ids,
      unchanged: [],
      overtaken: [],
      faults: [],
    });
    expect(keyring.retire(old.id)._tag).toBe('Right');
    expect((await must(verifyStore(host))).open).toEqual(ids);
    expect((await entryOf(host, ids[0] ?? ''))?.generation).toBe(1);
  });

  it('skips records that were destroyed or rewritten meanwhile', async () => {
    const { host, ids, keyring } = await grown();
    const [first = '', second = ''] = ids;
    expect(keyring.rotate({ region: HOME, manufacturer: MANUFACTURER })._tag).toBe('Right');
    const sealed: Store['sealed'] = async (fleet, id) => {
      if (id === first) await destroyBeside(host, id);
      return host.store.sealed(fleet, id);
    };
    const racing = committing(
      { ...host, store: { ...host.store, sealed } },
      async (change, own) => {
        const entry = await entryOf(host, second);
        if (entry?.generation === 0)
          await replaceBeside(host, { ...entry, generation: 5 }, entry.generation);
        return own.commit(change);
      },
    );
    expect(await must(rotateKeys(racing))).toEqual({
      rotated: [],
      unchanged: [],
      overtaken: [first, second],
      faults: [],
    });
  });

  it('finds what was sealed while it ran, and rewraps nothing twice', async () => {
    const { host, ids, clusterId, keyring } = await grown();
    const runtime = await start(host);
    expect(keyring.rotate({ region: HOME, manufacturer: MANUFACTURER })._tag).toBe('Right');
    let isFirst = true;
    const holders: Store['holders'] = async (fleet) => {
      const answer = await host.store.holders(fleet);
      if (!isFirst) return answer;
      isFirst = false;
      await must(
        runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
      );
      await must(runtime.idle());
      return answer;
    };
    const { rotated, unchanged } = await must(
      rotateKeys({ ...host, store: { ...host.store, holders } }),
    );
    expect([rotated, unchanged.length]).toEqual([ids, 1]);
    expect((await must(rotateKeys(host))).unchanged).toHaveLength(3);
  });

  it('leaves nothing under the old key that was being sealed when it began', async () => {
    const waiting: (() => void)[] = [];
    let isSlow = false;
    const keyring = keyringOf();
    const own = world({ keyring });
    const { clusterId } = await grow(await start(own));
    const scope = { region: HOME, manufacturer: MANUFACTURER };
    const old = keyring.activeKey(scope);
    // The seal is made under the old key, and waits before it is written.
    const held = {
      ...keyring,
      activeKey: async (asked: typeof scope) => {
        const key = keyring.activeKey(asked);
        if (isSlow) await new Promise<void>((resolve) => waiting.push(resolve));
        return key;
      },
    };
    const runtime = await start({ ...own, keyring: held });
    isSlow = true;
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    await until(async () => waiting.length > 0);
    isSlow = false;
    expect(keyring.rotate(scope)._tag).toBe('Right');
    await must(rotateKeys(own));
    waiting[0]?.();
    await must(runtime.idle());
    expect(old !== undefined && keyring.retire(old.id)._tag).toBe('Right');
    expect(await must(verifyStore(own))).toMatchObject({ faults: [] });
    expect((await must(verifyStore(own))).open).toHaveLength(3);
  });

  it('lists what it cannot move', async () => {
    const { host, ids } = await grown();
    const rotation = await must(rotateKeys({ ...host, keyring: keyringOf(99) }));
    expect(rotation).toEqual({
      rotated: [],
      unchanged: [],
      overtaken: [],
      faults: ids.map((holderId) => ({ holderId, reason: 'KeyUnavailable' })),
    });
  });
});
