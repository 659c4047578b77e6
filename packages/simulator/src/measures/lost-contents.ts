/**
 * Keys and users that are lost for good, or out of reach.
 *
 * @module
 */
import { usersOf, type Cluster, type Region } from '@hsm-lifecycle/core';
import { residualData, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { fleetReading, isInUse } from '@hsm-lifecycle/runbooks';
import type { Measure, Observation } from '../life/measure.ts';

type Names = { readonly keyIds: readonly string[]; readonly userNames: readonly string[] };

const NO_NAMES: Names = { keyIds: [], userNames: [] };

/** What a cluster works with: the contents of its HSMs, else those that its next HSM would get. */
const namesIn = (it: Cluster): Names => {
  const { material } = it;
  if (material !== undefined)
    return {
      keyIds: material.keys.map(({ keyId }) => keyId),
      userNames: usersOf(it).map(({ name }) => name),
    };
  const newest = it.backups.findLast(({ state }) => state === 'READY');
  const contents = newest ?? it.origin;
  return contents === undefined
    ? NO_NAMES
    : {
        keyIds: contents.material.keys.map(({ keyId }) => keyId),
        userNames: contents.access.users.map(({ name }) => name),
      };
};

/** How many of these names no place in reach holds; `undefined` if that cannot be known. */
const heldNowhere = (fleet: Fleet, clusterId: string, { keyIds, userNames }: Names) => {
  const found = residualData(fleet, { clusterId, keyIds, userNames });
  if (found._tag === 'Left') return undefined;
  const inReach = found.right.filter(({ lost }) => !lost);
  if (inReach.some(({ cannotBeRuledOut }) => cannotBeRuledOut)) return undefined;
  const keys = new Set(inReach.flatMap((it) => it.keys.map(({ keyId }) => keyId)));
  const users = new Set(inReach.flatMap((it) => it.users.map(({ name }) => name)));
  return {
    keys: keyIds.filter((it) => !keys.has(it)).length,
    users: userNames.filter((it) => !users.has(it)).length,
  };
};

const atLoss = (fleet: Fleet, region: Region): readonly Observation[] => {
  let [keys, users, unknown] = [0, 0, 0];
  for (const it of fleetReading(fleet).clusters) {
    if (it.region !== region || !isInUse(it)) continue;
    const lost = heldNowhere(fleet, it.clusterId, namesIn(it));
    keys += lost?.keys ?? 0;
    users += lost?.users ?? 0;
    unknown += lost === undefined ? 1 : 0;
  }
  return [
    { kind: 'VALUE', label: 'keysPerRegionLoss', value: keys },
    { kind: 'VALUE', label: 'usersPerRegionLoss', value: users },
    { kind: 'TOTAL', label: 'keys', amount: keys },
    { kind: 'TOTAL', label: 'users', amount: users },
    { kind: 'TOTAL', label: 'unknown', amount: unknown },
  ];
};

const FAILURES: ReadonlySet<string> = new Set([
  'HsmDegraded',
  'HsmAdditionFailed',
  'HsmReplacementFailed',
  'BackupCreationFailed',
]);

const atFailure = ({ event }: FleetEvent): readonly Observation[] => {
  if (!FAILURES.has(event.type) || !('gone' in event.data)) return [];
  const { keys, users } = event.data.gone;
  return [
    { kind: 'TOTAL', label: 'keys', amount: keys },
    { kind: 'TOTAL', label: 'users', amount: users },
  ];
};

/**
 * Measures how many keys and users are held nowhere in reach after the loss of a region, and how
 * many are gone when an HSM fails before they were in any backup.
 */
export const lostContentsMeasure = (): Measure => ({
  name: 'LostContents',
  labels: {
    keysPerRegionLoss: { kind: 'VALUE', unit: 'count', about: 'keys lost at a region loss' },
    usersPerRegionLoss: { kind: 'VALUE', unit: 'count', about: 'users lost at a region loss' },
    keys: { kind: 'TOTAL', unit: 'count', about: 'keys lost' },
    users: { kind: 'TOTAL', unit: 'count', about: 'users lost' },
    unknown: { kind: 'TOTAL', unit: 'count', about: 'losses of unknown contents' },
  },
  sees: [
    'RegionLost',
    'HsmDegraded',
    'HsmAdditionFailed',
    'HsmReplacementFailed',
    'BackupCreationFailed',
  ],
  begin: () => undefined,
  see: (state, happened, { fleet }) => [
    state,
    happened.event.type === 'RegionLost'
      ? atLoss(fleet, happened.event.data.region)
      : atFailure(happened),
  ],
  end: () => [],
});
