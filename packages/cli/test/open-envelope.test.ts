import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { joinEnvelope, nobleCipher, sealSnapshotSync, splitEnvelope } from '@hsm-lifecycle/crypto';
import { openFileKeyring } from '@hsm-lifecycle/crypto/node';
import { MANUFACTURER } from '@hsm-lifecycle/runtime';
import { drillPath, run } from './cli.ts';
import { clear, file, folder, leave, left, refused, store } from './stores.ts';

const envelope = file('frankfurt.backup');
const keys = `${left}-keys`;

beforeAll(async () => {
  await leave();
  await run(['export', left, 'Frankfurt copy', '--out', envelope]);
});

afterAll(clear);

const taken = <Value>(
  outcome:
    | { readonly _tag: 'Left'; readonly left: unknown }
    | { readonly _tag: 'Right'; readonly right: Value },
): Value => {
  if (outcome._tag === 'Left') throw new Error(JSON.stringify(outcome.left));
  return outcome.right;
};

/** Writes a variant of the envelope beside it. */
const variant = (name: string, bytes: Uint8Array): string => {
  writeFileSync(file(name), bytes);
  return file(name);
};

describe('hsm-lifecycle open on a portable envelope', () => {
  it('opens it with the key file alone, and lists the same as the store does', async () => {
    const { code, out } = await run(['open', envelope, '--keys', keys]);
    expect(code).toBe(0);
    expect(out).toContain(
      `${envelope} opens with the keys of eu-central-1, and every byte is authentic.`,
    );
    const inventory = out.slice(out.indexOf('2 keys'));
    expect((await run(['open', left, 'Frankfurt copy'])).out).toContain(inventory);
    const [own, stored] = await Promise.all(
      [
        [envelope, '--keys', keys],
        [left, 'Frankfurt copy'],
      ].map(async (argv) => JSON.parse((await run(['open', '--json', ...argv])).out)),
    );
    expect(own).toEqual({ ...stored, file: envelope });
  });

  it('requires the keys, and nothing else', async () => {
    expect(refused(await run(['open', envelope]))).toContain('give --keys FILE');
    expect(refused(await run(['open', envelope, 'Frankfurt copy', '--keys', keys]))).toContain(
      'leave out "Frankfurt copy"',
    );
    expect(refused(await run(['open', envelope, '--keys', file('none')]))).toContain(
      `there is no key file ${file('none')}`,
    );
    expect(refused(await run(['open', envelope, '--keys', envelope]))).toContain('not a key file');
    expect(refused(await run(['open', envelope, '--keys', folder]))).toContain('cannot be read');
    copyFileSync(keys, file('wide-keys'));
    chmodSync(file('wide-keys'), 0o640);
    expect(refused(await run(['open', envelope, '--keys', file('wide-keys')]))).toContain(
      '(mode 0640)',
    );
  });

  it('says why the keys do not fit: another store’s, or retired', async () => {
    await run(['drill', drillPath('disaster-recovery'), '--store', file('other.sqlite')]);
    const other = await run(['open', envelope, '--keys', `${file('other.sqlite')}-keys`]);
    expect([other.code, other.out]).toEqual([1, '']);
    expect(other.err).toMatch(
      /its key is not in the key file \(persistent backup key [0-9a-f]{32}\)/u,
    );
    const at = store();
    copyFileSync(`${at}-keys`, file('before-keys'));
    await run(['keys', 'rotate', at]);
    expect((await run(['open', envelope, '--keys', `${at}-keys`])).code).toBe(0);
    await run(['export', at, 'Frankfurt copy', '--out', file('after.backup')]);
    const old = await run(['open', file('after.backup'), '--keys', file('before-keys')]);
    expect([old.code, old.err]).toEqual([
      1,
      expect.stringContaining('is from before a rotation: it lacks epoch 2 of eu-central-1'),
    ]);
    await run(['keys', 'retire', at]);
    const retired = await run(['open', envelope, '--keys', `${at}-keys`]);
    expect([retired.code, retired.err]).toEqual([
      1,
      expect.stringContaining('epoch 1 of eu-central-1, has been retired'),
    ]);
  });

  it('does not open a changed, truncated, extended or shredded envelope', async () => {
    const bytes = readFileSync(envelope);
    const changed = Buffer.from(bytes);
    changed.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1);
    const open = (path: string) => run(['open', path, '--keys', keys]);
    expect(await open(variant('changed', changed))).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('did not authenticate'),
    });
    for (const length of [8, 60, 200, bytes.length - 1])
      // eslint-disable-next-line no-await-in-loop
      expect(refused(await open(variant('cut', bytes.subarray(0, length))))).toMatch(
        /truncated|key record is malformed/u,
      );
    expect(refused(await open(variant('long', Buffer.concat([bytes, Buffer.alloc(1)]))))).toContain(
      'something follows it',
    );
    const { payload } = taken(splitEnvelope(bytes));
    const shredded = variant('shredded', taken(joinEnvelope({ payload })));
    expect(await open(shredded)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('nobody can open it again'),
    });
    expect((await run(['inspect', shredded])).out).toContain(
      'destroyed: nobody can open this backup again',
    );
  });

  it('says so if the sealed bytes are not the contents of an HSM', async () => {
    const keyring = taken(openFileKeyring(keys));
    const facts = {
      region: 'eu-west-1',
      manufacturer: MANUFACTURER,
      backupId: 'backup-2222aaaaBBB',
      clusterId: 'cluster-2222aaaaBBB',
    };
    const snapshot = new TextEncoder().encode('a letter');
    const sealed = taken(
      sealSnapshotSync(
        { ...facts, hsmType: 'hsm2m.medium', createdAt: 0, snapshot },
        { cipher: nobleCipher(), keyring },
      ),
    );
    const letter = variant('letter', taken(joinEnvelope(sealed)));
    expect(await run(['open', letter, '--keys', keys])).toMatchObject({
      code: 1,
      err: expect.stringContaining('does not hold the contents'),
    });
  });
});

describe('a command on a file of another kind', () => {
  it('says what the file is, and which command to use', async () => {
    const text = variant('text', Buffer.from('x'.repeat(5000)));
    expect(refused(await run(['open', text]))).toContain('is neither a store nor a sealed backup');
    expect(refused(await run(['open', file('nothing')]))).toContain(
      `there is no file ${file('nothing')}`,
    );
    expect(refused(await run(['open', folder, 'x']))).toContain('it is not a file');
    expect(refused(await run(['open', left]))).toMatch(
      /^hsm-lifecycle: which backup\? The store has:\n {2}backup-/u,
    );
    expect(refused(await run(['verify', envelope]))).toContain(
      'is a single sealed backup, not a store; use hsm-lifecycle inspect or open',
    );
    expect(refused(await run(['export', envelope, 'x', '--out', file('y')]))).toContain(
      'is a single sealed backup, not a store; use',
    );
    expect(refused(await run(['keys', 'rotate', text, '--keys', keys]))).toContain(
      'is not a store: it is not an SQLite file',
    );
    expect(refused(await run(['inspect', left]))).toContain(
      'is a store, not a single sealed backup; hsm-lifecycle export',
    );
    expect(refused(await run(['inspect', folder]))).toContain('is not a file');
    expect(readFileSync(text, 'utf8')).toBe('x'.repeat(5000));
  });

  it.each([
    ['verify', ''],
    ['open', '', 'x'],
    ['open', 'x', ''],
    ['inspect', ''],
    ['verify', 'x', '--keys', ''],
  ])('refuses an empty name: %s %j %s %j', async (...argv) => {
    const { code, err } = await run(argv);
    expect([code, err]).toEqual([2, expect.stringContaining('It must not be empty.')]);
  });
});
