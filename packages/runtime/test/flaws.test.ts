/**
 * Stored backups that differ from the state, field by field, and work that notices them.
 *
 * @module
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  inspectSealed,
  joinEnvelope,
  rewrapKeyRecordSync,
  sealSnapshotSync,
  type SealInput,
  type SyncPlanes,
} from '@hsm-lifecycle/crypto';
import { nodeCipher } from '@hsm-lifecycle/crypto/node';
import {
  keyOwnerIn,
  MANUFACTURER,
  openEnvelope,
  rewrap,
  seal,
  verifyStore,
  type KeyOwner,
  type KeyEntry,
  type Store,
} from '@hsm-lifecycle/runtime';
import {
  AWAY,
  entryOf,
  grow,
  HOME,
  keyringOf,
  must,
  refusal,
  start,
  world,
  type World,
} from './support/world.ts';

const planes = (): SyncPlanes => ({ cipher: nodeCipher(), keyring: keyringOf() });

let host: World;
let owner: KeyOwner;
let entry: KeyEntry;
let payload: Uint8Array;
let copyId = '';

beforeAll(async () => {
  host = world();
  const runtime = await start(host);
  const { backups } = await grow(runtime);
  const backupId = backups[0]?.backupId ?? '';
  const copied = await must(
    runtime.dispatch({ type: 'CopyToRegion', data: { backupId, region: AWAY } }),
  );
  copyId = copied.events[0]?.stream ?? '';
  await must(runtime.idle());
  const [own, found, bytes] = [
    keyOwnerIn(runtime.state(), backupId),
    await entryOf(host, backupId),
    (await must(host.store.sealed(host.fleet, backupId)))?.payload,
  ];
  if (own === undefined || found === undefined || bytes === undefined)
    throw new Error('nothing was sealed');
  [owner, entry, payload] = [own, found, bytes];
});

/** A host whose store returns something else under the id of the backup. */
const showing = (shown: {
  readonly entry?: KeyEntry | undefined;
  readonly payload?: Uint8Array | undefined;
}): World => {
  const { store } = host;
  const sealed: Store['sealed'] = async (fleet, id) => {
    const found = await store.sealed(fleet, id);
    if (found._tag === 'Left' || found.right === undefined) return found;
    const own = { ...found.right };
    if (id === entry.holderId && 'entry' in shown) {
      if (shown.entry === undefined) return { _tag: 'Right', right: undefined };
      own.entry = shown.entry;
    }
    if (own.entry.payloadId === entry.payloadId && 'payload' in shown) own.payload = shown.payload;
    return { _tag: 'Right', right: own };
  };
  return { ...host, store: { ...store, sealed } };
};

/**
 * The same backup under other facts, with a record for them, and the entry that would go with it.
 */
const sealedAs = (
  facts: Partial<SealInput>,
): { readonly payload: Uint8Array; readonly entry: KeyEntry } => {
  const { region, clusterId, hsmType, createdAt = 0, backupId } = owner;
  const own = {
    region,
    clusterId,
    hsmType,
    createdAt,
    backupId,
    manufacturer: MANUFACTURER,
    snapshot: Uint8Array.of(1),
    ...facts,
  };
  const sealed = sealSnapshotSync(own, planes());
  if (sealed._tag === 'Left') throw new Error(sealed.left._tag);
  const info = inspectSealed(sealed.right.payload, sealed.right.record);
  if (info._tag === 'Left') throw new Error(info.left._tag);
  return {
    payload: sealed.right.payload,
    entry: { ...entry, record: sealed.right.record, commitment: info.right.commitment },
  };
};

const OTHER_CLUSTER = 'cluster-zzzzzzzzzzz';
const OTHER_BACKUP = 'backup-zzzzzzzzzzz';

/**
 * Each makes a store return something else. The runtime trusts the entry, and compares the payload
 * with it.
 */
const lies: readonly (readonly [field: string, () => Parameters<typeof showing>[0]])[] = [
  ['cluster-id', () => ({ entry: { ...entry, clusterId: OTHER_CLUSTER } })],
  ['holder-region', () => ({ entry: { ...entry, holder: { ...entry.holder, region: AWAY } } })],
  [
    'holder-backup-id',
    () => ({ entry: { ...entry, holder: { ...entry.holder, backupId: OTHER_BACKUP } } }),
  ],
  ['origin', () => ({ entry: { ...entry, originRegion: AWAY } })],
  ['magic', () => ({ payload: payload.map((byte, at) => (at === 0 ? 0 : byte)) })],
  ['cluster-id', () => sealedAs({ clusterId: OTHER_CLUSTER })],
  ['origin-region', () => sealedAs({ region: AWAY })],
  ['origin-backup-id', () => sealedAs({ backupId: OTHER_BACKUP })],
  ['created-at', () => sealedAs({ createdAt: 1 })],
  ['commitment', () => ({ payload: sealedAs({}).payload })],
  ['generation', () => ({ entry: { ...entry, generation: 7 } })],
];

describe('a stored backup', () => {
  it.each(lies)('whose %s differs is named by verifyStore', async (field, lie) => {
    const { faults } = await must(verifyStore(showing(lie())));
    expect(faults).toContainEqual({ holderId: entry.holderId, reason: 'FactsDiffer', field });
  });

  it('whose record is another holder’s is reported, with region and id', async () => {
    const copy = await entryOf(host, copyId);
    const moved = rewrapKeyRecordSync(
      {
        payload,
        record: entry.record,
        expected: {
          clusterId: entry.clusterId,
          originRegion: HOME,
          originBackupId: owner.backupId,
          holder: entry.holder,
        },
        destination: { ...entry.holder, backupId: OTHER_BACKUP },
      },
      planes(),
    );
    if (copy === undefined || moved._tag === 'Left') throw new Error('there is a copy');
    const fields = [copy.record, moved.right.record].map(
      async (record) => (await must(verifyStore(showing({ entry: { ...entry, record } })))).faults,
    );
    expect((await Promise.all(fields)).map(([fault]) => fault?.field)).toEqual([
      'holder-region',
      'holder-backup-id',
    ]);
  });

  it.each([
    ['no map', Uint8Array.of(1)],
    ['no CBOR', Uint8Array.of(0xff)],
    ['a map of something else', Uint8Array.of(0xa0)],
  ])('that holds %s is named, though it opens', async (_what, snapshot) => {
    const lie = sealedAs({ snapshot });
    const fault = { holderId: entry.holderId, reason: 'SnapshotMalformed' };
    expect((await must(verifyStore(showing(lie)))).faults).toContainEqual(fault);
    const envelope = joinEnvelope({ payload: lie.payload, record: lie.entry.record });
    if (envelope._tag === 'Left') throw new Error(envelope.left.code);
    expect(await refusal(openEnvelope(host, envelope.right))).toMatchObject({
      _tag: 'SnapshotMalformed',
    });
  });

  it('without a payload is reported, and so is one that should have a record', async () => {
    const fault = { holderId: entry.holderId, reason: 'RecordMissing' };
    expect((await must(verifyStore(showing({ payload: undefined })))).faults).toContainEqual(fault);
    expect((await must(verifyStore(showing({ entry: undefined })))).faults).toContainEqual(fault);
  });
});

describe('seal', () => {
  const fresh = (
    change: Partial<KeyOwner> = {},
  ): { readonly owner: KeyOwner; readonly hsmId: string } => ({
    owner: { ...owner, holderId: 'backup-yyyyyyyyyyy', backupId: 'backup-yyyyyyyyyyy', ...change },
    hsmId: '',
  });
  const reasonOf = async (
    given: Partial<World>,
    change: Partial<KeyOwner> = {},
  ): Promise<string> => {
    const verdict = await must(seal({ ...host, ...given }, fresh(change)));
    return 'outcome' in verdict ? verdict.reason : 'sealed';
  };

  it('fails without a key, and with names that do not fit a header', async () => {
    expect(await reasonOf({}, { region: 'sa-east-1' })).toMatch(
      /^The persistent backup key sa-east-1\/acme is not available\. /u,
    );
    expect(await reasonOf({}, { hsmType: 'h s m' })).toMatch(
      /^The field hsm-type does not have the required form\. /u,
    );
  });

  it('fails for contents that have no canonical encoding', async () => {
    const { material, access } = owner.contents;
    const users = [
      { name: '\uD800', role: 'CU', createdAt: 0, passwordSetAt: 0, lastSeenAt: undefined },
    ] as const;
    expect(await reasonOf({}, { contents: { material, access: { ...access, users } } })).toMatch(
      /^The snapshot is not canonical: text with a lone surrogate at /u,
    );
  });

  it('fails if the host does not return bytes', async () => {
    const given: { readonly secretsOf: () => Uint8Array } = {
      secretsOf: () => JSON.parse('"a text"'),
    };
    expect(await reasonOf(given)).toBe('The host did not provide the contents of the HSM.');
  });
});

describe('rewrap', () => {
  const to = (change: Partial<KeyOwner> = {}): KeyOwner => ({
    ...owner,
    region: AWAY,
    isCopy: true,
    holderId: OTHER_BACKUP,
    backupId: OTHER_BACKUP,
    ...change,
  });
  const from = (): string => entry.holderId;
  const reasonOf = async (given: World, change: Partial<KeyOwner> = {}): Promise<string> => {
    const verdict = await must(rewrap(given, { from: from(), to: to(change) }));
    if (!('outcome' in verdict)) return 'rewrapped';
    return verdict.outcome === 'FAILED' ? verdict.reason : 'elsewhere';
  };

  it('makes a record that opens, and stores nothing', async () => {
    expect(await reasonOf(host)).toBe('rewrapped');
    expect(await entryOf(host, OTHER_BACKUP)).toBeUndefined();
  });

  it('finds nothing to rewrap in what was observed, and only there', async () => {
    const { material, access } = owner.contents;
    const observed = { material, access: { ...access, isComplete: false } };
    const verdict = await must(
      rewrap(host, { from: 'backup-aaaaaaaaaaa', to: to({ contents: observed }) }),
    );
    expect(verdict).toEqual({ outcome: 'ELSEWHERE' });
    const lost = await must(rewrap(host, { from: 'backup-aaaaaaaaaaa', to: to() }));
    expect(lost).toMatchObject({ outcome: 'FAILED' });
  });

  it('opens once before it says that the copy is ready: the frames may be damaged', async () => {
    const altered = payload.map((byte, at) => (at === payload.length - 20 ? byte ^ 1 : byte));
    expect(await reasonOf(showing({ payload: altered }))).toMatch(/did not authenticate/u);
    const lie = sealedAs({ snapshot: Uint8Array.of(0xa0) });
    expect(await reasonOf(showing(lie))).toMatch(/^The snapshot is not canonical/u);
  });

  it('does not know the outcome if the store is closed meanwhile', async () => {
    const closed = { _tag: 'StorageFailed', reason: 'CLOSED', detail: 'closed' } as const;
    const sealed: Store['sealed'] = async () => ({ _tag: 'Left', left: closed });
    expect(
      await refusal(
        rewrap({ ...host, store: { ...host.store, sealed } }, { from: from(), to: to() }),
      ),
    ).toEqual(closed);
  });

  it('fails if the source is another backup’s, altered, or without its key', async () => {
    expect(await reasonOf(host, { clusterId: OTHER_CLUSTER })).toBe(
      `The key record of ${from()} belongs to another backup: its cluster-id differs.`,
    );
    expect(await reasonOf({ ...host, keyring: keyringOf(99) })).toContain('is not available');
    expect(
      await reasonOf(
        showing({
          entry: {
            ...entry,
            record: entry.record.map((byte, at) =>
              at === entry.record.length - 1 ? byte ^ 1 : byte,
            ),
          },
        }),
      ),
    ).toMatch(/^The backup did not authenticate\. /u);
  });
});
