/**
 * Sealing a drill: carries it out in a new store, and verifies the store.
 *
 * @module
 */
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { verifyStore, type Verification } from '@hsm-lifecycle/runtime';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { DrillRun } from '@hsm-lifecycle/drills';
import { carryOut, type CarryReport } from './carry-out.ts';
import { fileStore, unsavedStore, type DrillStore } from './drill-store.ts';
import { storeProblem } from '../../../store/store-problem.ts';

/** A sealed drill: what was carried out, and the result of verifying the store. */
export type SealedDrill = CarryReport & {
  readonly verification: Verification;
  /** The file of the store; absent if it was in memory. */
  readonly path?: string;
  /** The new name of an earlier key file that lacked the keys of a region. */
  readonly setAside?: string;
};

/** Where to make the store; in memory if there is no path. */
export type SealOptions = {
  readonly path: string | undefined;
  readonly onProgress: (done: number, all: number) => void;
};

/** The region of an event that brings a holder into being. */
const regionOf = ({ event }: FleetEvent): readonly string[] => {
  if (event.type === 'ClusterObserved') return [event.data.cluster.region];
  if (event.type === 'BackupCopyObserved') return [event.data.copy.region];
  return event.type === 'ClusterCreating' ||
    event.type === 'ClusterRestoring' ||
    event.type === 'BackupCopying'
    ? [event.data.region]
    : [];
};

const placeOf = ({ path, setAside }: DrillStore): Pick<SealedDrill, 'path' | 'setAside'> => ({
  ...(path === undefined ? {} : { path }),
  ...(setAside === undefined ? {} : { setAside }),
});

const sealedIn = async (
  run: DrillRun,
  store: DrillStore,
  { onProgress, path }: SealOptions,
): Promise<Either<string, SealedDrill>> => {
  const name = path ?? 'the store in memory';
  const carried = await carryOut(run, store, onProgress);
  if (carried._tag === 'Left') return left(storeProblem(name, carried.left));
  const verification = await verifyStore(store);
  if (verification._tag === 'Left') return left(storeProblem(name, verification.left));
  return right({ ...carried.right, verification: verification.right, ...placeOf(store) });
};

/** Seals a finished drill. Left: the problem with the store or its keys, as a sentence. */
export const sealDrill = async (
  run: DrillRun,
  sealing: SealOptions,
): Promise<Either<string, SealedDrill>> => {
  const regions = [...new Set(run.happenings.flatMap(({ event }) => regionOf(event)))];
  const store =
    sealing.path === undefined ? unsavedStore(regions) : await fileStore(sealing.path, regions);
  if (store._tag === 'Left') return store;
  try {
    return await sealedIn(run, store.right, sealing);
  } finally {
    await store.right.store.close();
  }
};

/** Tells whether all effects were performed, and the store verified without faults. */
export const isSound = ({ faults, verification }: SealedDrill): boolean =>
  faults.length === 0 &&
  verification.faults.length === 0 &&
  verification.purging.length === 0 &&
  verification.orphans.length === 0;
