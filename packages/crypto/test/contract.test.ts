/**
 * The contract suites: everything that ships passes, a provider of thirty lines too; faulty ones
 * fail.
 *
 * @module
 */
import { mkdtempSync } from 'node:fs';
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  backupKeyringContract,
  type ContractCase,
  snapshotCipherContract,
} from '../src/contract.ts';
import { type AsyncPrimitives, type BackupKeyring, noblePrimitives } from '../src/index.ts';
import { createFileKeyring } from '../src/node.ts';
import { secret } from '../src/provider.ts';
import { providers } from './support/providers.ts';
import { away, home, keyring, pattern, right } from './support/world.ts';

const run = (cases: readonly ContractCase[]): void => {
  for (const each of cases) it(each.name, async () => expect(await each.run()).toBeUndefined());
};

/** The cases that a subject breaks. */
const broken = async (cases: readonly ContractCase[]): Promise<readonly string[]> => {
  const outcomes = await Promise.all(
    cases.map(({ name, run: runCase }) =>
      runCase().then(
        () => [],
        () => [name],
      ),
    ),
  );
  return outcomes.flat();
};

describe.each(providers)('the provider %s', (_, make) => {
  run(snapshotCipherContract(make()));
});

/** A complete provider, as a third party would write it. */
const thirdParty: AsyncPrimitives = {
  name: 'third party',
  random: (bytes) => randomBytes(bytes),
  hmacSha256: async (key, message) => createHmac('sha256', key).update(message).digest(),
  gcmSeal: async ({ key, nonce, aad, data }) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(aad);
    return Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()]);
  },
  gcmOpen: async ({ key, nonce, aad, data }) => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(aad);
    decipher.setAuthTag(data.subarray(-16));
    return Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()]);
  },
};

describe("a third party's provider", () => {
  run(snapshotCipherContract(thirdParty));
});

describe('the contract of providers', () => {
  const noble = noblePrimitives();
  const mutants: readonly (readonly [string, Partial<AsyncPrimitives>])[] = [
    [
      'ignores additional data',
      {
        gcmSeal: (each) => noble.gcmSeal({ ...each, aad: new Uint8Array() }),
        gcmOpen: (each) => noble.gcmOpen({ ...each, aad: new Uint8Array() }),
      },
    ],
    [
      'ignores the nonce',
      {
        gcmSeal: (each) => noble.gcmSeal({ ...each, nonce: pattern(12) }),
        gcmOpen: (each) => noble.gcmOpen({ ...each, nonce: pattern(12) }),
      },
    ],
    [
      'does not check the tag',
      { gcmOpen: (each) => noble.gcmSeal(each).subarray(0, each.data.length - 16) },
    ],
    [
      'has another hash',
      {
        hmacSha256: (key, message) =>
          createHmac('sha512', key).update(message).digest().subarray(0, 32),
      },
    ],
    ['draws the same each time', { random: (bytes) => pattern(bytes) }],
    [
      'changes what it is given',
      {
        gcmSeal: (each) => {
          const sealed = noble.gcmSeal(each);
          each.data.fill(0);
          return sealed;
        },
      },
    ],
    ['gives no tag', { gcmSeal: (each) => noble.gcmSeal(each).subarray(0, -16) }],
    [
      'writes beside the place where its answer is wanted',
      {
        gcmSeal: (each) => {
          if (each.into !== undefined) new Uint8Array(each.into.buffer).fill(0);
          return noble.gcmSeal(each);
        },
      },
    ],
    [
      'answers with the place and leaves it as it was',
      { gcmSeal: (each) => each.into ?? noble.gcmSeal(each) },
    ],
    [
      'writes and checks no tag where its answer is wanted',
      {
        gcmOpen: (each) => {
          if (each.into === undefined) return noble.gcmOpen(each);
          each.into.set(noble.gcmSeal(each).subarray(0, each.into.length));
          return each.into;
        },
      },
    ],
    [
      'gives back the memory it was given',
      {
        gcmOpen: (each) => {
          const plain = noble.gcmOpen(each);
          each.data.set(plain);
          return each.data.subarray(0, plain.length);
        },
      },
    ],
  ];

  it.each(mutants)('notices a provider that %s', async (_, change) => {
    const cases = snapshotCipherContract({
      name: 'mutant',
      random: noble.random,
      hmacSha256: noble.hmacSha256,
      gcmSeal: noble.gcmSeal,
      gcmOpen: noble.gcmOpen,
      ...change,
    });
    expect(await broken(cases)).not.toEqual([]);
  });
});

describe('the keyring in memory', () => {
  run(backupKeyringContract({ keyring: keyring(), scopes: [home, away] }));
});

describe('the keyring in a file', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'contract-')), 'keys.json');
  const scopes = { regions: [home.region, away.region], manufacturers: [home.manufacturer] };
  run(
    backupKeyringContract({
      keyring: right(createFileKeyring(file, scopes)),
      scopes: [home, away],
    }),
  );
});

describe('the contract of keyrings', () => {
  const ring = keyring();
  const blind = pattern(32);
  const mutants: readonly (readonly [string, Partial<BackupKeyring>])[] = [
    [
      'ignores the binding',
      {
        wrap: (key, ebk, context) => ring.wrap(key, ebk, { ...context, binding: blind }),
        unwrap: (key, wrapped, context) =>
          ring.unwrap(key, wrapped, { ...context, binding: blind }),
      },
    ],
    ['has no active key', { activeKey: () => undefined }],
    ['finds every key', { findKey: () => ring.activeKey(home) }],
    ['has an active key for every scope', { activeKey: () => ring.activeKey(home) }],
    ['wraps to another length', { wrap: () => new Uint8Array(48) }],
    ['unwraps anything', { unwrap: () => secret('ebk', new Uint8Array(32).fill(7)) }],
  ];

  it.each(mutants)('notices a keyring that %s', async (_, change) => {
    expect(
      await broken(
        backupKeyringContract({ keyring: { ...ring, ...change }, scopes: [home, away] }),
      ),
    ).not.toEqual([]);
  });
});
