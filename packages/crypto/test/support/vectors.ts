/**
 * Loads test vectors: those in this repository always, the Wycheproof sets only if their folder
 * exists.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

/** One set in the form of its file; all byte strings are hex. */
export type VectorSet<T> = {
  readonly source: string;
  readonly count: number;
  readonly tests: readonly T[];
};

const load = <T>(file: string, count: number): VectorSet<T> => {
  const set: VectorSet<T> = JSON.parse(readFileSync(file, 'utf8'));
  if (set.tests.length !== count || set.count !== count)
    throw new Error(`${file} should hold ${count} vectors`);
  return set;
};

/** Loads a committed set, and checks its count. */
export const committed = <T>(name: string, count: number): VectorSet<T> =>
  load(fileURLToPath(new URL(`../vectors/${name}.json`, import.meta.url)), count);

const folder =
  process.env['VECTORS'] ??
  fileURLToPath(new URL('../../../../../shared/vectors', import.meta.url));

const outside = (name: string): string => path.join(folder, `${name}.json`);

/**
 * Loads a set that is not shipped from the folder that `VECTORS` names, or from `../shared/vectors`
 * beside the repository; undefined when it is not there.
 */
export const wycheproof = <T>(name: string, count: number): VectorSet<T> | undefined =>
  existsSync(outside(name)) ? load(outside(name), count) : undefined;

/** What a test found, and what it should have found. */
export type Compared = readonly [found: unknown, wanted: unknown];

/** Tests a set, or skips it and says so if the set is missing. */
export const itOn = <T>(
  set: VectorSet<T> | undefined,
  title: string,
  compare: (tests: readonly T[]) => Compared | Promise<Compared>,
): void => {
  const run = set === undefined ? it.skip : it;
  const count =
    set === undefined
      ? 'SKIPPED, the set is neither in VECTORS nor in ../shared/vectors'
      : set.count;
  run(`${title} (${count})`, async () => {
    const [found, wanted] = await compare(set?.tests ?? []);
    expect(found).toEqual(wanted);
  });
};
