/**
 * The keyring in a file: mode 0600, nothing wider; changes are kept; refusals say no secret.
 *
 * @module
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { openSnapshotSync } from '../src/index.ts';
import { besideName, isBeside } from '../src/node/durable.ts';
import {
  createFileKeyring,
  keyFileSentences,
  type FileKeyring,
  nodeCipher,
  openFileKeyring,
} from '../src/node.ts';
import { away, expected, fixedRandom, home, left, right, sealed } from './support/world.ts';

const scopes = { regions: [home.region, away.region], manufacturers: [home.manufacturer] };
let file = '';
let ring: FileKeyring;

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'keys-')), 'keys.json');
  ring = right(createFileKeyring(file, scopes));
});

const mode = (): number => statSync(file).mode % 0o1000;

describe('createFileKeyring', () => {
  it.each([0, 0o077, 0o777])('writes mode 0600 under umask %o', (umask) => {
    const before = process.umask(umask);
    const outcome = createFileKeyring(`${file}.2`, scopes);
    process.umask(before);
    expect(outcome._tag).toBe('Right');
    expect(statSync(`${file}.2`).mode % 0o1000).toBe(0o600);
  });

  it('does not overwrite a key file', () => {
    const before = readFileSync(file, 'utf8');
    expect(left(createFileKeyring(file, scopes))).toEqual({ _tag: 'KeyFileExists', path: file });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('refuses a folder that is not there, and scopes that do not fit', () => {
    expect(left(createFileKeyring(path.join(file, 'below'), scopes))._tag).toBe(
      'KeyFileUnwritable',
    );
    expect(left(createFileKeyring(`${file}.3`, { ...scopes, regions: ['US'] }))).toEqual({
      _tag: 'KeyringMalformed',
      field: 'region',
    });
  });

  it('draws from the generator it is given', () => {
    const [one, two] = [`${file}.4`, `${file}.5`];
    right(createFileKeyring(one, scopes, fixedRandom()));
    right(createFileKeyring(two, scopes, fixedRandom()));
    expect(readFileSync(one, 'utf8')).toBe(readFileSync(two, 'utf8'));
  });
});

describe('openFileKeyring', () => {
  it.each([0o640, 0o604, 0o660, 0o666, 0o610, 0o601, 0o755, 0o644])('refuses mode %o', (wide) => {
    chmodSync(file, wide);
    expect(left(openFileKeyring(file))).toEqual({ _tag: 'KeyFileTooOpen', path: file, mode: wide });
  });

  it.each([0o600, 0o400])('accepts mode %o', (narrow) => {
    chmodSync(file, narrow);
    expect(openFileKeyring(file)._tag).toBe('Right');
  });

  it('says what is wrong with a path', () => {
    expect(left(openFileKeyring(`${file}.none`))).toEqual({
      _tag: 'KeyFileMissing',
      path: `${file}.none`,
    });
    expect(left(openFileKeyring(path.join(file, 'below')))._tag).toBe('KeyFileUnreadable');
    mkdirSync(`${file}.folder`, { mode: 0o700 });
    expect(left(openFileKeyring(`${file}.folder`))._tag).toBe('KeyFileUnreadable');
    execFileSync('mkfifo', ['-m', '600', `${file}.pipe`]);
    expect(left(openFileKeyring(`${file}.pipe`))._tag).toBe('KeyFileUnreadable');
  });

  it('refuses what is not a key file, without repeating it', () => {
    const good = JSON.parse(readFileSync(file, 'utf8'));
    const [ringOf] = good.rings;
    const [live] = ringOf.epochs;
    const withEpochs = (...epochs: readonly object[]): string =>
      JSON.stringify({ ...good, rings: [{ ...ringOf, epochs }] });
    const pbkId = '00'.repeat(16);
    const bad = [
      'no json {',
      '[]',
      'null',
      JSON.stringify({ ...good, format: 'sealed-hsm-backup/keyring/2' }),
      JSON.stringify({ ...good, rings: [ringOf, ringOf] }),
      JSON.stringify({ ...good, rings: [{ ...ringOf, region: 'US' }] }),
      withEpochs(),
      withEpochs({ ...live, operatorKey: live.operatorKey.slice(2) }),
      withEpochs({ ...live, manufacturerKey: 'xyz' }),
      withEpochs({ epoch: 1, status: 'active', pbkId }),
      withEpochs({ ...live, status: 'decrypt-only' }),
      withEpochs({ ...live, epoch: 2, status: 'decrypt-only' }, live),
      withEpochs({ ...live, status: 'open' }),
      withEpochs({ ...live, epoch: 1.5 }),
      withEpochs({ epoch: 1, status: 'retired', pbkId: '00' }, { ...live, epoch: 2 }),
      withEpochs({ ...live, status: 'retired' }, { ...live, epoch: 2 }),
    ];
    const answers = bad.map((text) => {
      writeFileSync(file, text);
      return left(openFileKeyring(file));
    });
    expect(answers).toEqual(bad.map(() => ({ _tag: 'KeyFileMalformed', path: file })));
  });
});

describe('a file keyring', () => {
  it('opens after a restart what it sealed before, through rotation and retirement', () => {
    const backup = sealed({ cipher: nodeCipher(), keyring: ring });
    const old = ring.activeKey(home)?.id ?? new Uint8Array();
    expect(right(ring.rotate(home))).toMatchObject({ epoch: 2, status: 'active' });
    expect(mode()).toBe(0o600);
    const again = right(openFileKeyring(file));
    expect(again.keys()).toEqual(ring.keys());
    expect(
      openSnapshotSync({ ...backup, expected }, { cipher: nodeCipher(), keyring: again })._tag,
    ).toBe('Right');
    expect(right(again.retire(old)).status).toBe('retired');
    expect(
      left(
        openSnapshotSync(
          { ...backup, expected },
          { cipher: nodeCipher(), keyring: right(openFileKeyring(file)) },
        ),
      )._tag,
    ).toBe('KeyUnavailable');
  });

  it('draws master keys of their own for each epoch, and destroys those of a retired one', () => {
    const keysIn = (): readonly string[] =>
      [...readFileSync(file, 'utf8').matchAll(/[0-9a-f]{64}/g)].map(([hex]) => hex);
    const before = keysIn();
    right(ring.rotate(home));
    const both = keysIn();
    expect(both).toEqual(expect.arrayContaining([...before]));
    expect(new Set(both).size).toBe(before.length + 2);
    const old = ring.keys().find(({ status }) => status === 'decrypt-only');
    right(ring.retire(old?.id ?? new Uint8Array()));
    const after = keysIn();
    expect(after).toHaveLength(before.length);
    expect(after.filter((key) => before.includes(key))).toHaveLength(2);
    const { rings } = JSON.parse(readFileSync(file, 'utf8'));
    expect(rings[0].epochs[0]).toEqual({
      epoch: 1,
      status: 'retired',
      pbkId: Buffer.from(old?.id ?? []).toString('hex'),
    });
    expect(right(openFileKeyring(file)).keys()).toEqual(ring.keys());
  });

  it('opens nothing that is sealed after a rotation with an earlier copy of the file', () => {
    copyFileSync(file, `${file}.copy`);
    right(ring.rotate(home));
    const backup = sealed({ cipher: nodeCipher(), keyring: ring });
    const copy = right(openFileKeyring(`${file}.copy`));
    const lacks = { region: home.region, from: 2, to: 2 };
    const open = (keyring: FileKeyring) =>
      openSnapshotSync({ ...backup, expected }, { cipher: nodeCipher(), keyring });
    expect(left(open(copy))).toMatchObject({ _tag: 'KeyUnavailable', lacks });
    // Rotating the copy gives it an epoch 2 of its own, and still not that key.
    right(copy.rotate(home));
    expect(left(open(copy))).toMatchObject({ _tag: 'KeyUnavailable' });
    expect(open(ring)._tag).toBe('Right');
  });

  it('changes nothing when the file cannot be changed', () => {
    const before = ring.keys();
    chmodSync(file, 0o640);
    expect(left(ring.rotate(home))._tag).toBe('KeyFileTooOpen');
    chmodSync(file, 0o600);
    expect(left(ring.retire(new Uint8Array(16)))._tag).toBe('KeyUnavailable');
    expect(left(ring.rotate({ ...home, region: 'sa-east-1' }))._tag).toBe('KeyUnavailable');
    expect(ring.keys()).toEqual(before);
    expect(right(openFileKeyring(file)).keys()).toEqual(before);
  });

  it('follows a symbolic link, which stays one', () => {
    const link = `${file}.link`;
    symlinkSync(path.basename(file), link);
    const linked = right(openFileKeyring(link));
    right(linked.rotate(home));
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(right(openFileKeyring(file)).keys()).toEqual(linked.keys());
  });
});

describe('the last epoch that has a number', () => {
  it('cannot be rotated, and the file stays as it is', () => {
    const state = JSON.parse(readFileSync(file, 'utf8'));
    const [live] = state.rings[0].epochs;
    const write = (epoch: number): void =>
      writeFileSync(
        file,
        JSON.stringify({ ...state, rings: [{ ...home, epochs: [{ ...live, epoch }] }] }),
      );
    write(2 ** 32 - 1);
    const last = right(openFileKeyring(file));
    expect(left(last.rotate(home))).toEqual({ _tag: 'KeyUnavailable', key: 'us-east-1/acme' });
    expect(right(openFileKeyring(file)).keys()).toEqual(last.keys());
    write(2 ** 32);
    expect(left(openFileKeyring(file))._tag).toBe('KeyFileMalformed');
  });
});

describe('a partial key file left by a crash', () => {
  const beside = (): readonly string[] =>
    readdirSync(path.dirname(file)).filter((name) => name !== path.basename(file));

  it('does not block the next change, and is gone afterwards with the keys in it', () => {
    writeFileSync(`${file}.0123456789abcdef.partial`, 'half of a key fi');
    writeFileSync(`${file}.mine.partial`, 'somebody else’s');
    expect(right(ring.rotate(home))).toMatchObject({ epoch: 2 });
    expect(right(openFileKeyring(file)).activeKey(home)?.epoch).toBe(2);
    expect(beside()).toEqual([`${path.basename(file)}.mine.partial`]);
  });

  it('has a name that no other writer uses', () => {
    const names = new Set(Array.from({ length: 50 }, () => besideName(file)));
    expect(names.size).toBe(50);
    expect([...names].every((name) => isBeside(file, path.basename(name)))).toBe(true);
    mkdirSync(`${file}.new`);
    expect(right(ring.rotate(home)).epoch).toBe(2);
  });
});

describe('keyFileSentences', () => {
  it.each([
    'KeyFileMissing',
    'KeyFileUnreadable',
    'KeyFileMalformed',
    'KeyFileExists',
    'KeyFileUnwritable',
  ] as const)('say what is the case and what would help: %s', (_tag) => {
    const book: Readonly<Record<typeof _tag, unknown>> = keyFileSentences;
    const write = book[_tag];
    if (typeof write !== 'function') throw new Error('an entry is a function');
    const [whatIs, whatHelps] = Reflect.apply(write, undefined, [{ _tag, path: 'keys.json' }]);
    expect(whatIs).toMatch(/^The.* keys\.json.*\.$/);
    expect(whatHelps).toMatch(/^[A-Z].*\.$/);
  });

  it('names the mode and the cure', () => {
    const error = { _tag: 'KeyFileTooOpen', path: 'keys.json', mode: 0o44 } as const;
    expect(keyFileSentences.KeyFileTooOpen(error).join(' ')).toMatch(/mode 0044.*Run chmod 600/);
  });
});
