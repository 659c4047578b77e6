/**
 * Processes that change one key file at once: what each is answered is in the file.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createFileKeyring, type FileKeyring, openFileKeyring } from '../src/node.ts';
import { home, left, right } from './support/world.ts';

let file = '';
let ring: FileKeyring;

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'lock-')), 'keys.json');
  ring = right(
    createFileKeyring(file, { regions: [home.region], manufacturers: [home.manufacturer] }),
  );
});

const beside = (): readonly string[] =>
  readdirSync(path.dirname(file)).filter((name) => name !== path.basename(file));

const ROTATIONS = 25;

/** Rotates again and again; prints the ids that `rotate` answered with. */
const program = (keys: string): string => `
import { openFileKeyring } from ${JSON.stringify(new URL('../dist/node.js', import.meta.url))};
const ring = openFileKeyring(${JSON.stringify(keys)}).right;
for (let count = 0; count < ${ROTATIONS};) {
  const outcome = ring.rotate(${JSON.stringify(home)});
  if (outcome._tag === 'Right') {
    console.log(Buffer.from(outcome.right.id).toString('hex'));
    count += 1;
  } else if (outcome.left._tag !== 'KeyFileBusy') throw new Error(outcome.left._tag);
}`;

const rotateElsewhere = async (keys = file): Promise<readonly string[]> => {
  const argv = ['--input-type=module', '-e', program(keys)];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  return stdout.trim().split('\n');
};

describe('rotations of several processes', () => {
  it('lose no key that one of them was answered with', async () => {
    const link = `${file}.link`;
    symlinkSync(path.basename(file), link);
    const all = (await Promise.all([file, link, file].map(rotateElsewhere))).flat();
    const ids = right(openFileKeyring(file)).keys();
    const inFile = new Set(ids.map(({ id }) => Buffer.from(id).toString('hex')));
    expect(all).toHaveLength(3 * ROTATIONS);
    expect(all.filter((id) => !inFile.has(id))).toEqual([]);
    expect(ids).toHaveLength(1 + all.length);
    expect(beside()).toEqual(['keys.json.link']);
  }, 120_000);
});

describe('a lock', () => {
  const lock = (): string => `${file}.lock`;
  const lockedBy = (pid: number, host = hostname()): void =>
    writeFileSync(lock(), `${pid}\n${host}\n${'00'.repeat(16)}`);
  const age = (seconds: number): void => {
    const then = Date.now() / 1000 - seconds;
    utimesSync(lock(), then, then);
  };

  it('of a process that runs is a refusal to retry, and nothing changes', () => {
    lockedBy(process.pid);
    const before = ring.keys();
    const busy = { _tag: 'KeyFileBusy', path: file, lock: lock() };
    expect(left(ring.rotate(home))).toEqual(busy);
    expect(left(ring.retire(before[0]?.id ?? new Uint8Array()))).toEqual(busy);
    expect(ring.keys()).toEqual(before);
    expect(right(openFileKeyring(file)).keys()).toEqual(before);
    expect(existsSync(lock())).toBe(true);
    unlinkSync(lock());
    expect(right(ring.rotate(home)).epoch).toBe(2);
    expect(beside()).toEqual([]);
  });

  it('of a process that has ended does not count', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'process.pid']);
    lockedBy(Number(stdout));
    expect(right(ring.rotate(home)).epoch).toBe(2);
    expect(beside()).toEqual([]);
  });

  it.each([
    ['of another host', () => lockedBy(1, 'another.host')],
    ['of a process id that runs again', () => lockedBy(process.pid)],
    ['that says nothing', () => writeFileSync(lock(), '')],
  ])('%s counts for ten minutes', (_case, make) => {
    make();
    age(500);
    expect(left(ring.rotate(home))._tag).toBe('KeyFileBusy');
    age(700);
    expect(right(ring.rotate(home)).epoch).toBe(2);
    expect(beside()).toEqual([]);
  });

  it('that another process has taken over stops the change', () => {
    const draw = (bytes: number): Uint8Array => {
      lockedBy(process.pid);
      return new Uint8Array(bytes).fill(7);
    };
    const slow = right(openFileKeyring(file, draw));
    expect(left(slow.rotate(home))._tag).toBe('KeyFileBusy');
    expect(right(openFileKeyring(file)).keys()).toEqual(ring.keys());
    expect(beside()).toEqual(['keys.json.lock']);
  });
});
