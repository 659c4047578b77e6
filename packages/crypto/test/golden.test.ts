/**
 * The golden envelopes of version 1: sealed with fixed randomness they stay byte-identical, and a
 * stranger's reader opens them.
 *
 * After a deliberate change of format, which needs a new version, `GOLDEN=write` writes them anew.
 *
 * @module
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { bytesToHex } from '@noble/ciphers/utils.js';
import {
  createSnapshotCipher,
  joinEnvelope,
  openSnapshot,
  sealSnapshot,
  splitEnvelope,
} from '../src/index.ts';
import { createFileKeyring, nodeCipher } from '../src/node.ts';
import { providers } from './support/providers.ts';
import { mastersIn, type Reading, readEnvelope } from './support/stranger.ts';
import {
  expected,
  fixedRandom,
  home,
  input,
  keyring,
  masters as masterKeys,
  pattern,
  right,
} from './support/world.ts';

type Golden = Readonly<Record<keyof Reading | 'mkbk' | 'akbk' | 'envelope', string>> & {
  readonly epoch: number;
  readonly region: string;
};

const { manufacturerKey, operatorKey } = masterKeys();
const masters = {
  mkbk: Buffer.from(manufacturerKey),
  akbk: Buffer.from(operatorKey),
  ...home,
  epoch: 1,
};

const cases: readonly (readonly [name: string, snapshot: Uint8Array])[] = [
  ['v1-one-frame', new TextEncoder().encode('A backup is a promise to a stranger.')],
  ['v1-two-frames', pattern(4096 + 100)],
];

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`golden/${name}.json`, import.meta.url));

const envelopeOf = async (snapshot: Uint8Array, make = providers[0]?.[1]): Promise<Uint8Array> => {
  if (make === undefined) throw new Error('there is a provider');
  const cipher = createSnapshotCipher(make(fixedRandom('golden')));
  return right(
    joinEnvelope(right(await sealSnapshot(input(snapshot), { cipher, keyring: keyring() }))),
  );
};

const describeGolden = (envelope: Uint8Array): Golden => {
  const reading = readEnvelope(Buffer.from(envelope), masters);
  const values = Object.fromEntries(
    Object.entries({ ...masters, ...reading, envelope }).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? bytesToHex(value) : value,
    ]),
  );
  const golden: Golden = JSON.parse(JSON.stringify(values));
  return golden;
};

const load = async (name: string, snapshot: Uint8Array): Promise<Golden> => {
  if (process.env['GOLDEN'] === 'write')
    writeFileSync(
      fileOf(name),
      `${JSON.stringify(describeGolden(await envelopeOf(snapshot)), undefined, 2)}\n`,
    );
  const golden: Golden = JSON.parse(readFileSync(fileOf(name), 'utf8'));
  return golden;
};

describe('a key file and an envelope', () => {
  it('suffice for a reader that shares no code, whatever epochs the file has', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'stranger-')), 'keys.json');
    const scopes = { regions: [home.region, 'eu-west-1'], manufacturers: ['acme', 'zeta'] };
    const ring = right(createFileKeyring(file, scopes));
    const [first] = ring.keys();
    right(ring.rotate(home));
    right(ring.retire(first?.id ?? new Uint8Array()));
    const old = right(
      await sealSnapshot(input(pattern(5000)), { cipher: nodeCipher(), keyring: ring }),
    );
    right(ring.rotate(home));
    const envelope = Buffer.from(right(joinEnvelope(old)));
    const opened = mastersIn(readFileSync(file, 'utf8')).flatMap((each) => {
      try {
        return [{ epoch: each.epoch, ...home, ...readEnvelope(envelope, each) }];
      } catch {
        return [];
      }
    });
    expect(opened).toMatchObject([{ epoch: 2, manufacturer: 'acme' }]);
    expect(opened[0]?.snapshot).toEqual(Buffer.from(pattern(5000)));
  });
});

describe.each(cases)('golden envelope %s', (name, snapshot) => {
  it.each(providers)('is sealed byte for byte by %s', async (_, make) => {
    const golden = await load(name, snapshot);
    expect(bytesToHex(await envelopeOf(snapshot, make))).toBe(golden.envelope);
  });

  it.each(providers)('is opened by %s', async (_, make) => {
    const golden = await load(name, snapshot);
    const { payload, record } = right(splitEnvelope(Buffer.from(golden.envelope, 'hex')));
    const opened = await openSnapshot(
      { payload, record, expected },
      { cipher: createSnapshotCipher(make()), keyring: keyring() },
    );
    expect(bytesToHex(right(opened))).toBe(bytesToHex(snapshot));
  });

  it('is read by a reader that shares no code, value for value', async () => {
    const golden = await load(name, snapshot);
    expect(describeGolden(Buffer.from(golden.envelope, 'hex'))).toEqual(golden);
    expect(golden.snapshot).toBe(bytesToHex(snapshot));
  });
});
