/**
 * Sealing a drill: everything that it decided is carried out in a new store, and the store is
 * verified.
 *
 * @module
 */
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { verifyStore, type Verification } from '@hsm-lifecycle/runtime';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { DrillRun } from '../run/ledger.ts';
import { carryOut, type Carried } from './carry-out.ts';
import { fileStore, memoryStore, type DrillStore } from './drill-store.ts';
import { storeProblem } from './problem.ts';

/** What became of a drill's backups. */
export type SealedDrill = Carried & {
  readonly verification: Verification;
  /** The file that was left; absent when all was in memory. */
  readonly path?: string;
  /** Where the keys of an earlier drill are now, if they did not serve every region. */
  readonly setAside?: string;
};

/** Where the store is to be; in memory if there is no path. */
export type Sealing = {
  readonly path: string | undefined;
  readonly onProgress: (done: number, all: number) => void;
};

const regionOf = ({ event }: FleetEvent): readonly string[] =>
  event.type === 'ClusterCreating' ||
  event.type === 'ClusterRestoring' ||
  event.type === 'BackupCopying'
    ? [event.data.region]
    : [];

const placeOf = ({ path, setAside }: DrillStore): Pick<SealedDrill, 'path' | 'setAside'> => ({
  ...(path === undefined ? {} : { path }),
  ...(setAside === undefined ? {} : { setAside }),
});

const sealedIn = async (
  run: DrillRun,
  store: DrillStore,
  { onProgress, path }: Sealing,
): Promise<Either<string, SealedDrill>> => {
  const name = path ?? 'the store in memory';
  const carried = await carryOut(run, store, onProgress);
  if (carried._tag === 'Left') return left(storeProblem(name, carried.left));
  const verification = await verifyStore(store);
  if (verification._tag === 'Left') return left(storeProblem(name, verification.left));
  return right({ ...carried.right, verification: verification.right, ...placeOf(store) });
};

/**
 * Seals a drill that has been run. Left: what is wrong with the store or its keys, as a sentence
 */
export const sealDrill = async (
  run: DrillRun,
  sealing: Sealing,
): Promise<Either<string, SealedDrill>> => {
  const regions = [...new Set(run.happenings.flatMap(([it]) => regionOf(it)))];
  const store =
    sealing.path === undefined ? memoryStore(regions) : await fileStore(sealing.path, regions);
  if (store._tag === 'Left') return store;
  try {
    return await sealedIn(run, store.right, sealing);
  } finally {
    store.right.close();
  }
};

/** Tells whether everything was done, opens that must, and nothing opens that must not. */
export const isSound = ({ faults, verification }: SealedDrill): boolean =>
  faults.length === 0 && verification.faults.length === 0 && verification.purging.length === 0;
