/**
 * Stores in real files, in a folder that is removed afterwards.
 *
 * @module
 */
import { expect } from '@jest/globals';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drillPath, run, type Ran } from './cli.ts';

/** The folder. */
export const folder = mkdtempSync(path.join(tmpdir(), 'hsm-stores-'));
/** A file in the folder. */
export const file = (name: string): string => path.join(folder, name);
/** The store that the disaster-recovery drill leaves. */
export const left = file('left.sqlite');
let count = 0;

/** A copy of the store of the disaster-recovery drill, with its keys. */
export const store = (): string => {
  const copy = file(`store-${(count += 1)}.sqlite`);
  copyFileSync(left, copy);
  copyFileSync(`${left}-keys`, `${copy}-keys`);
  return copy;
};

/** The first bytes of sealed payloads. */
export const MAGIC = Buffer.from('894853420d0a1a0a', 'hex');
/** Beyond the header of a payload, within its only frame. */
const IN_THE_FRAME = 250;

/** Changes one bit of a sealed payload. */
export const flipByte = (at: string): void => {
  const bytes = readFileSync(at);
  const place = bytes.indexOf(MAGIC) + IN_THE_FRAME;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(at, bytes);
};

/** The message of a command that refuses its input. */
export const refused = ({ code, out, err }: Ran): string => {
  expect([code, out]).toEqual([2, '']);
  return err;
};

/** The part of a verification that tests check. */
export type Verified = {
  readonly store: string;
  readonly sound: boolean;
  readonly open: readonly string[];
  readonly purged: readonly string[];
  readonly faults: readonly { readonly holderId: string; readonly reason: string }[];
};

/** Verifies a store. */
export const verified = async (at: string): Promise<Verified> =>
  JSON.parse((await run(['verify', '--json', at])).out);

/** Runs the drill that leaves the store. */
export const leave = (): Promise<Ran> =>
  run(['drill', drillPath('disaster-recovery'), '--store', left]);

/** Removes everything. */
export const clear = (): void => rmSync(folder, { recursive: true, force: true });
