/**
 * Wrong keyrings, forged key ids, rotation and retirement.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  type BackupKeyring,
  type KeyringState,
  openSnapshotSync,
  rewrapKeyRecord,
  rewrapKeyRecordSync,
  sealSnapshotSync,
  type SyncPlanes,
} from '../src/index.ts';
import { bytesToHex } from '@noble/ciphers/utils.js';
import { nodeCipher } from '../src/node.ts';
import {
  away,
  destination,
  expected,
  expectedCopy,
  home,
  input,
  joined,
  keyring,
  keyringState,
  left,
  masters,
  planes,
  right,
  sealed,
  withByte,
} from './support/world.ts';

const BACKUP_OF = { ...expected.holder };

const opened = (
  world: SyncPlanes,
  what: { readonly payload: Uint8Array; readonly record: Uint8Array },
  state = expected,
): string => {
  const outcome = openSnapshotSync({ ...what, expected: state }, world);
  return outcome._tag === 'Left' ? outcome.left._tag : 'opened';
};

describe('a keyring that is not the right one', () => {
  const world = planes();
  const backup = sealed(world);

  it('of another region, operator or manufacturer does not know the key', () => {
    const { rings } = keyringState();
    const elsewhere = { rings: rings.filter(({ region }) => region === away.region) };
    const of = (mkbk: number, akbk: number): KeyringState => ({
      rings: [{ ...home, epochs: [{ epoch: 1, status: 'active', key: masters(mkbk, akbk) }] }],
    });
    const [operator, maker] = [of(2, 99), of(98, 1)];
    expect(opened({ ...world, keyring: keyring(of(2, 1)) }, backup)).toBe('opened');
    const answers = [elsewhere, operator, maker].map((each) =>
      opened({ ...world, keyring: keyring(each) }, backup),
    );
    expect(answers).toEqual(['KeyUnavailable', 'KeyUnavailable', 'KeyUnavailable']);
  });

  it('does not open when the state names HSMs of another manufacturer', () => {
    expect(
      opened(world, backup, { ...expected, holder: { ...BACKUP_OF, manufacturer: 'zeta' } }),
    ).toBe('KeyUnavailable');
  });

  it('does not open when a record names another of its keys', () => {
    const zeta = world.keyring.activeKey({ region: 'us-east-1', manufacturer: 'zeta' });
    const forged = joined(
      backup.record.subarray(0, -58),
      zeta?.id ?? new Uint8Array(16),
      backup.record.subarray(-42),
    );
    expect(
      opened(
        world,
        { ...backup, record: forged },
        { ...expected, holder: { ...BACKUP_OF, manufacturer: 'zeta' } },
      ),
    ).toBe('AuthenticationFailed');
    expect(opened(world, { ...backup, record: forged })).toBe('KeyUnavailable');
  });

  it('does not know a key of another epoch, or open a record that names another epoch', () => {
    const second = keyring({
      rings: [{ ...home, epochs: [{ epoch: 2, status: 'active', key: masters() }] }],
    });
    expect(opened({ ...world, keyring: second }, backup)).toBe('KeyUnavailable');
    const both = keyring();
    const next = right(both.rotate(home));
    const forged = joined(backup.record.subarray(0, -58), next.id, backup.record.subarray(-42));
    expect(opened({ ...world, keyring: both }, { ...backup, record: forged })).toBe(
      'AuthenticationFailed',
    );
    expect(opened({ ...world, keyring: both }, backup)).toBe('opened');
  });

  it('does not seal for a scope without a key', () => {
    const outcome = sealSnapshotSync({ ...input(), manufacturer: 'nobody' }, world);
    expect(left(outcome)).toEqual({ _tag: 'KeyUnavailable', key: 'us-east-1/nobody' });
  });

  it('is never called to unwrap records of another wrap suite', () => {
    const asked: string[] = [];
    const spy: typeof world.keyring = {
      ...world.keyring,
      unwrap: (key, wrapped, context) => {
        asked.push('unwrap');
        return world.keyring.unwrap(key, wrapped, context);
      },
    };
    const record = withByte(backup.record, 2, 127);
    expect(opened({ ...world, keyring: spy }, { ...backup, record })).toBe('AuthenticationFailed');
    expect(asked).toEqual([]);
    expect(opened({ ...world, keyring: spy }, backup)).toBe('opened');
    expect(asked).toEqual(['unwrap']);
  });
});

describe('rotation', () => {
  const world = planes();
  const backup = sealed(world);
  const first = right(world.keyring.rotate(home));

  it('keeps old records openable, and wraps new ones under the new epoch', () => {
    expect(first).toMatchObject({ epoch: 2, status: 'active' });
    expect(opened(world, backup)).toBe('opened');
    const fresh = sealed(world);
    expect(bytesToHex(fresh.record.subarray(-58, -42))).toBe(bytesToHex(first.id));
  });

  it('retires the old epoch once its records are rewrapped, and refuses old records', () => {
    const moved = right(
      rewrapKeyRecordSync({ ...backup, expected, destination: expected.holder }, world),
    );
    const old = world.keyring
      .keys()
      .find(({ epoch, status }) => epoch === 1 && status === 'decrypt-only');
    expect(right(world.keyring.retire(old?.id ?? new Uint8Array())).status).toBe('retired');
    expect(opened(world, backup)).toBe('KeyUnavailable');
    expect(opened(world, backup, { ...expected, generation: 1 })).toBe('EnvelopeMismatch');
    expect(opened(world, { ...backup, record: moved.record }, { ...expected, generation: 1 })).toBe(
      'opened',
    );
    expect(left(rewrapKeyRecordSync({ ...backup, expected, destination }, world))._tag).toBe(
      'KeyUnavailable',
    );
  });

  it('gives one text for unknown and retired keys', () => {
    const retired = world.keyring.keys().find(({ status }) => status === 'retired');
    const unknown = openSnapshotSync(
      { ...backup, expected },
      { ...world, keyring: keyring({ rings: [] }) },
    );
    expect(left(openSnapshotSync({ ...backup, expected }, world))).toEqual({
      _tag: 'KeyUnavailable',
      key: bytesToHex(retired?.id ?? new Uint8Array()),
    });
    expect(left(unknown)).toEqual(left(openSnapshotSync({ ...backup, expected }, world)));
  });
});

describe('a keyring from before a rotation', () => {
  it('says which epochs it lacks', () => {
    const [old, world] = [planes(), planes()];
    right(world.keyring.rotate(home));
    const lacking = (): unknown =>
      left(openSnapshotSync({ ...sealed(world), expected }, { ...world, keyring: old.keyring }));
    expect(lacking()).toMatchObject({ lacks: { region: 'us-east-1', from: 2, to: 2 } });
    right(world.keyring.rotate(home));
    expect(lacking()).toMatchObject({ lacks: { region: 'us-east-1', from: 2, to: 3 } });
  });
});

describe('a keyring', () => {
  it('refuses to retire an active or unknown key, and to rotate an unknown scope', () => {
    const ring = keyring();
    const id = ring.activeKey(home)?.id ?? new Uint8Array();
    expect(left(ring.retire(id))).toEqual({ _tag: 'KeyStillActive', key: bytesToHex(id) });
    expect(left(ring.rotate({ region: 'sa-east-1', manufacturer: 'acme' }))).toEqual({
      _tag: 'KeyUnavailable',
      key: 'sa-east-1/acme',
    });
    expect(left(ring.retire(new Uint8Array(16)))).toEqual({
      _tag: 'KeyUnavailable',
      key: '00'.repeat(16),
    });
  });

  it('knows nothing after it was disposed of', () => {
    const ring = keyring();
    const backup = sealed({ cipher: nodeCipher(), keyring: ring });
    ring.dispose();
    expect(ring.keys()).toEqual([]);
    expect(opened({ cipher: nodeCipher(), keyring: ring }, backup)).toBe('KeyUnavailable');
  });

  it('refuses by itself to wrap under an old key and to unwrap under a retired one', () => {
    const world = planes();
    const old = world.keyring.activeKey(home);
    const backup = sealed(world);
    right(world.keyring.rotate(home));
    // A cheating keyring that offers the old key as the active one, and hides that it was retired.
    const cheat = (inner: typeof world.keyring): typeof world.keyring => ({
      ...inner,
      activeKey: () => old,
      findKey: () => old,
    });
    expect(left(sealSnapshotSync(input(), { ...world, keyring: cheat(world.keyring) }))._tag).toBe(
      'ProviderFailed',
    );
    right(world.keyring.retire(old?.id ?? new Uint8Array()));
    expect(opened({ ...world, keyring: cheat(world.keyring) }, backup)).toBe(
      'AuthenticationFailed',
    );
  });

  it('is not trusted if it returns a key of another id', () => {
    const world = planes();
    const old = world.keyring.activeKey(home);
    const backup = sealed(world);
    right(world.keyring.rotate(home));
    expect(world.keyring.activeKey(home)?.id).not.toEqual(old?.id);
    const other = { ...world.keyring, findKey: () => world.keyring.activeKey(home) };
    expect(opened({ ...world, keyring: other }, backup)).toBe('KeyUnavailable');
  });

  it('is not trusted if it offers a key of another scope, or one that is not active', () => {
    const world = planes();
    const zeta = world.keyring.activeKey({ region: 'us-east-1', manufacturer: 'zeta' });
    const odd: BackupKeyring['activeKey'][] = [
      () => zeta,
      () => zeta && { ...zeta, ...home, status: 'decrypt-only' },
      () => zeta && { ...zeta, ...home, id: new Uint8Array(15) },
    ];
    const answers = odd.map((activeKey) =>
      left(sealSnapshotSync(input(), { ...world, keyring: { ...world.keyring, activeKey } })),
    );
    expect(answers).toEqual(
      odd.map(() => ({ _tag: 'ProviderFailed', provider: 'memory', reason: 'type' })),
    );
  });
});

describe('a keyring that rewraps natively', () => {
  it('is used, and the record says that the commitment was not checked', async () => {
    const world = planes();
    const backup = sealed(world);
    const rewrap: NonNullable<BackupKeyring['rewrap']> = ({
      from,
      to,
      wrapped,
      fromSlot,
      toSlot,
    }) => {
      const ebk = world.keyring.unwrap(from, wrapped, fromSlot);
      return Promise.resolve(ebk).then((handle) => world.keyring.wrap(to, handle, toSlot));
    };
    const native = {
      ...world.keyring,
      rewrap: (move: Parameters<typeof rewrap>[0]) => rewrap(move),
    };
    const moved = right(
      await rewrapKeyRecord({ ...backup, expected, destination }, { ...world, keyring: native }),
    );
    expect(moved).toMatchObject({ generation: 1, isVerified: false });
    expect(opened(world, { ...backup, record: moved.record }, expectedCopy)).toBe('opened');
  });

  it('is not used if the destination is another keyring', () => {
    const world = planes();
    const backup = sealed(world);
    const native = { ...world.keyring, rewrap: () => new Uint8Array(40) };
    const moved = rewrapKeyRecordSync(
      { ...backup, expected, destination },
      { ...world, keyring: native, destinationKeyring: { ...native } },
    );
    expect(right(moved).isVerified).toBe(true);
  });

  it('unwraps, checks the commitment and wraps if the keyring cannot make the move', () => {
    const world = planes();
    const backup = sealed(world);
    const unable = { ...world.keyring, rewrap: () => undefined };
    const rewrap = (payload: Uint8Array) =>
      rewrapKeyRecordSync(
        { ...backup, payload, expected, destination },
        { ...world, keyring: unable },
      );
    const moved = right(rewrap(backup.payload));
    expect(moved).toMatchObject({ generation: 1, isVerified: true });
    expect(opened(world, { ...backup, record: moved.record }, expectedCopy)).toBe('opened');
    // 152 is the last byte of the commitment.
    expect(left(rewrap(withByte(backup.payload, 152, (backup.payload[152] ?? 0) ^ 1)))).toEqual({
      _tag: 'AuthenticationFailed',
    });
  });

  it('is refused when it gives a length that its suite does not allow', () => {
    const world = planes();
    const native = { ...world.keyring, rewrap: () => new Uint8Array(41) };
    const outcome = rewrapKeyRecordSync(
      { ...sealed(world), expected, destination },
      { ...world, keyring: native },
    );
    expect(left(outcome)).toEqual({ _tag: 'ProviderFailed', provider: 'memory', reason: 'length' });
  });
});
