/**
 * A keyring like a KMS: asynchronous, with blobs of its own (wrap suite 127) that carry the binding
 * as additional data.
 *
 * @module
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { backupKeyringContract } from '../src/contract.ts';
import {
  type BackupKeyring,
  inspectSealed,
  openSnapshot,
  type PbkInfo,
  rewrapKeyRecord,
  sealSnapshot,
  webcryptoCipher,
} from '../src/index.ts';
import { secret, withSecret } from '../src/provider.ts';
import {
  away,
  destination,
  expected,
  expectedCopy,
  flipped,
  home,
  input,
  keyring,
  left,
  pattern,
  right,
} from './support/world.ts';

const keyIds = new Map([
  [home.region, { key: pattern(32, 41), id: pattern(16, 51) }],
  [away.region, { key: pattern(32, 42), id: pattern(16, 52) }],
]);

const infoOf = (region: string): PbkInfo | undefined => {
  const known = keyIds.get(region);
  return known && { id: known.id, region, manufacturer: 'acme', epoch: 1, status: 'active' };
};

const keyOf = ({ region }: PbkInfo): Uint8Array => keyIds.get(region)?.key ?? new Uint8Array();

const kms: BackupKeyring = {
  name: 'kms',
  wrapSuites: [127],
  activeKey: async ({ region, manufacturer }) =>
    manufacturer === 'acme' ? infoOf(region) : undefined,
  findKey: async (pbkId) =>
    [...keyIds].map(([region]) => infoOf(region)).find((info) => info?.id.join() === pbkId.join()),
  wrap: async (key, ebk, { binding }) => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce, { authTagLength: 16 }).setAAD(
      binding,
    );
    const sealed = withSecret(ebk, (bytes) => [cipher.update(bytes), cipher.final()]);
    return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]);
  },
  unwrap: async (key, wrapped, { binding }) => {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(key), wrapped.subarray(0, 12), {
      authTagLength: 16,
    }).setAAD(binding);
    decipher.setAuthTag(wrapped.subarray(-16));
    return secret(
      'ebk',
      Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]),
    );
  },
};

const world = { cipher: webcryptoCipher(), keyring: kms };
const snapshot = pattern(5000);

describe('a keyring with its own blob format', () => {
  for (const { name, run } of backupKeyringContract({ keyring: kms, scopes: [home, away] })) {
    it(name, async () => expect(await run()).toBeUndefined());
  }

  it('seals, copies and opens', async () => {
    const backup = right(await sealSnapshot(input(snapshot), world));
    expect(right(inspectSealed(backup.payload, backup.record)).slots?.[0].wrapSuite).toBe(127);
    const copy = right(await rewrapKeyRecord({ ...backup, expected, destination }, world));
    expect(
      right(await openSnapshot({ ...backup, record: copy.record, expected: expectedCopy }, world)),
    ).toEqual(snapshot);
    expect(
      left(
        await openSnapshot(
          {
            ...backup,
            record: flipped(copy.record, copy.record.length * 8 - 1),
            expected: expectedCopy,
          },
          world,
        ),
      ),
    ).toEqual({
      _tag: 'AuthenticationFailed',
    });
  });

  it('rewraps to another keyring and back, whatever the suites', async () => {
    const local = keyring();
    const backup = right(await sealSnapshot(input(snapshot), world));
    const moved = right(
      await rewrapKeyRecord(
        { ...backup, expected, destination },
        { ...world, destinationKeyring: local },
      ),
    );
    expect(right(inspectSealed(backup.payload, moved.record)).slots?.[0].wrapSuite).toBe(1);
    expect(
      right(
        await openSnapshot(
          { ...backup, record: moved.record, expected: expectedCopy },
          { ...world, keyring: local },
        ),
      ),
    ).toEqual(snapshot);
    const back = {
      payload: backup.payload,
      record: moved.record,
      expected: expectedCopy,
      destination: expected.holder,
    };
    const returned = right(
      await rewrapKeyRecord(back, { ...world, keyring: local, destinationKeyring: kms }),
    );
    expect(returned).toMatchObject({ generation: 2, isVerified: true });
    expect(
      right(await openSnapshot({ ...backup, record: returned.record, expected }, world)),
    ).toEqual(snapshot);
  });
});
