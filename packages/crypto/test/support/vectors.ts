/**
 * Loads test vectors: those in this repository always, the Wycheproof sets only where their folder is at hand.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One set as its file holds it; all byte strings are hex. */
export type VectorSet<T> = { readonly source: string; readonly count: number; readonly tests: readonly T[] };

const load = <T>(file: string, count: number): VectorSet<T> => {
  const set: VectorSet<T> = JSON.parse(readFileSync(file, 'utf8'));
  if (set.tests.length !== count || set.count !== count) throw new Error(`${file} should hold ${count} vectors`);
  return set;
};

/** Loads a committed set, and insists on its count. */
export const committed = <T>(name: string, count: number): VectorSet<T> =>
  load(fileURLToPath(new URL(`../vectors/${name}.json`, import.meta.url)), count);

const outside = (name: string): string => fileURLToPath(new URL(`../../../../../shared/vectors/${name}.json`, import.meta.url));

/** Loads a Wycheproof set from `../shared/vectors` beside the repository, or says that it is not there. */
export const wycheproof = <T>(name: string, count: number): VectorSet<T> | undefined =>
  existsSync(outside(name)) ? load(outside(name), count) : undefined;

/** What a test is called that runs on a set that may be missing. */
export const orSkipped = (title: string, set: VectorSet<unknown> | undefined): string =>
  set === undefined ? `${title}: SKIPPED, ../shared/vectors is not there` : `${title} (${set.count})`;
