/**
 * The oracle in Python opens what the packages seal, and refuses what was altered.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { joinEnvelope, sealSnapshot } from '@hsm-lifecycle/crypto';
import { createFileKeyring, nodeCipher } from '@hsm-lifecycle/crypto/node';

const MISSING = 77;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hsm-oracle-'));
afterAll(() => rmSync(folder, { recursive: true }));

const oracle = (...words: readonly string[]) =>
  spawnSync('python3', ['-B', here('../oracle'), ...words]);

const asked = oracle('--help');
const isThere = asked.error === undefined && asked.status !== MISSING;
if (!isThere) process.stdout.write('oracle skipped: python3 or its cryptography is missing\n');

type Golden = Readonly<Record<string, string>>;

/** A file in the temporary folder. */
const written = (name: string, data: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, data, { mode: 0o600 });
  return path;
};

const keyFileOf = ({ region, manufacturer, mkbk, akbk }: Golden): string => {
  const epoch = { epoch: 1, status: 'active', manufacturerKey: mkbk, operatorKey: akbk };
  const rings = [{ region, manufacturer, epochs: [epoch] }];
  const format = 'sealed-hsm-backup/keyring/1';
  return written('golden-keys.json', JSON.stringify({ format, rings }));
};

const golden = (name: string): Golden =>
  JSON.parse(readFileSync(here(`../../crypto/test/golden/${name}.json`), 'utf8'));

/** What the oracle says of each file. */
const open = (files: readonly string[], keys: string): readonly Golden[] =>
  String(oracle('open', ...files, '--keys', keys, '--raw').stdout)
    .split('\n')
    .slice(0, -1)
    .map((line): Golden => JSON.parse(line));

(isThere ? describe : describe.skip)('the oracle', () => {
  it.each(['v1-one-frame', 'v1-two-frames'])('opens the golden envelope %s', (name) => {
    const example = golden(name);
    const file = written(name, Buffer.from(example['envelope'] ?? '', 'hex'));
    const plaintexts = open([file], keyFileOf(example)).map((answer) => answer['plaintext']);
    expect(plaintexts).toEqual([example['snapshot']]);
  });

  it('refuses an envelope with any bit flipped, one missing, or one more', () => {
    const example = golden('v1-one-frame');
    const bytes = Buffer.from(example['envelope'] ?? '', 'hex');
    const flipped = [...bytes.keys()].map((at) => {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(at) ^ (1 << (at % 8)), at);
      return altered;
    });
    const all = [...flipped, bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.of(0)])];
    const files = all.map((altered, index) => written(`altered-${index}`, altered));
    const answers = open(files, keyFileOf(example));
    expect(answers).toHaveLength(bytes.length + 2);
    expect(answers.filter((answer) => answer['refused'] === undefined)).toEqual([]);
  });

  it('opens what was sealed just now, with the key file as it was written', async () => {
    const keys = join(folder, 'keys.json');
    const scopes = { regions: ['eu-west-1'], manufacturers: ['acme'] };
    const keyring = createFileKeyring(keys, scopes);
    if (keyring._tag === 'Left') throw new Error(keyring.left._tag);
    const snapshot = new TextEncoder().encode('three frames of 4 KiB '.repeat(500));
    const about = {
      region: 'eu-west-1',
      manufacturer: 'acme',
      hsmType: 'hsm2m.medium',
      clusterId: 'cluster-222aaaaBBBB',
      backupId: 'backup-333bbbbCCCC',
      createdAt: 1_700_000_000_000,
    };
    const planes = { cipher: nodeCipher(), keyring: keyring.right };
    const sealed = await sealSnapshot({ ...about, snapshot, frameBytes: 4096 }, planes);
    if (sealed._tag === 'Left') throw new Error(sealed.left._tag);
    const portable = joinEnvelope(sealed.right);
    if (portable._tag === 'Left') throw new Error(portable.left._tag);
    const file = written('sealed', portable.right);
    const plaintexts = open([file], keys).map((answer) => answer['plaintext']);
    expect(plaintexts).toEqual([Buffer.from(snapshot).toString('hex')]);
  });
});
