/**
 * Laws of lost regions, quotas and usage.
 *
 * @module
 */
import type { AccountRegion, Cluster, Command, Region } from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import { quotaOf, usageOf } from '../examples/quota.ts';
import { firstWrong, lawOfMoments, type Law, type LawStep, type LawMoment } from './law.ts';

type Count = { clusters: number; hsms: number };

/** What counts against quotas: nothing in a destroyed region (U-55). */
const countOf = (fleet: Fleet): Map<string, AccountRegion & Count> => {
  const counts = new Map<string, AccountRegion & Count>();
  for (const it of fleet.holders.values()) {
    const { account, region } = it;
    if (fleet.lost[region] === 'DESTROYED') continue;
    const key = `${account}/${region}`;
    const count = counts.get(key) ?? { account, region, clusters: 0, hsms: 0 };
    if (it.kind === 'CLUSTER' && it.state !== 'DELETED') count.clusters += 1;
    if (it.kind === 'CLUSTER')
      count.hsms += it.hsms.filter(({ replaces }) => replaces === undefined).length;
    counts.set(key, count);
  }
  return counts;
};

const KINDS = ['clusters', 'hsms'] as const;

/** What is observed exists already, so quotas do not apply to it. */
const exceeded = ({ before, after, events }: LawStep): boolean | string => {
  if (events.some(({ event }) => event.type === 'ClusterObserved')) return true;
  const was = countOf(before);
  return firstWrong(countOf(after), ([place, count]) => {
    const what = KINDS.find(
      (each) =>
        count[each] > quotaOf(after, count, each) && count[each] > (was.get(place)?.[each] ?? 0),
    );
    return (
      what && `${place} has ${count[what]} ${what} and may have ${quotaOf(after, count, what)}`
    );
  });
};

const miscounted = ({ after }: LawStep): boolean | string => {
  const wasted = [...after.usage.entries()].find(
    ([key]) => after.lost[key.slice(key.indexOf('/') + 1)] === 'DESTROYED',
  );
  if (wasted !== undefined) return `${wasted[0]} is destroyed, and has a usage`;
  return firstWrong(countOf(after), ([place, count]) => {
    const what = KINDS.find((each) => count[each] !== usageOf(after, count, each));
    return (
      what &&
      `${place} has ${count[what]} ${what}, and its usage says ${usageOf(after, count, what)}`
    );
  });
};

/** Reports of the service, and fleet-wide commands: none of them is a request to a region. */
const NO_REQUESTS: ReadonlySet<Command['type']> = new Set([
  'Settle',
  'FailHsm',
  'ReplaceHsm',
  'LoseRegion',
  'RecoverRegion',
  'SetQuota',
  'LoseZone',
  'RecoverZone',
  'SetZonesWithoutHsms',
  'ForgetGone',
  'Advance',
]);

const idIn = ({ data }: Command): string | undefined => {
  if ('backupId' in data) return data.backupId;
  if ('resourceId' in data) return data.resourceId;
  return 'clusterId' in data ? data.clusterId : undefined;
};

/** The regions of a request: that of its holder, and the one that it names. */
const regionsOf = (fleet: Fleet, command: Command): readonly Region[] => {
  const wanted = 'region' in command.data ? [command.data.region] : [];
  const id = command.type === 'CreateCluster' ? undefined : idIn(command);
  const holder = id === undefined ? undefined : holderIn(fleet, id);
  return holder === undefined ? wanted : [...wanted, holder.region];
};

const answered = ({ before, command }: LawStep): boolean | string => {
  if (NO_REQUESTS.has(command.type)) return true;
  return firstWrong(regionsOf(before, command), (region) =>
    before.lost[region] === undefined
      ? undefined
      : `${command.type} was accepted in ${region}, which is lost`,
  );
};

const backedUpWhileLost = ({ event, before, holder }: LawMoment): string | undefined => {
  if (event.type !== 'BackupCreating' || event.data.cause !== 'DAILY' || holder === undefined)
    return undefined;
  return before.lost[holder.region] === undefined
    ? undefined
    : `${event.data.backupId} started in ${holder.region}, which is lost`;
};

const inProgressWhileLost = ({ after }: LawStep): boolean | string =>
  firstWrong(after.holders.values(), ({ kind, region, backups: [backup] }) => {
    if (kind !== 'COPY' || backup?.state !== 'CREATE_IN_PROGRESS') return undefined;
    const lost = [region, backup.source?.region ?? region].find(
      (each) => after.lost[each] !== undefined,
    );
    return lost && `${backup.backupId} is still in progress, and ${lost} is lost`;
  });

const isBegun = (it: Cluster): boolean =>
  it.phase === 'CREATE_IN_PROGRESS' ||
  it.phase === 'INITIALIZE_IN_PROGRESS' ||
  [...it.backups, ...it.hsms].some(({ state }) => state === 'CREATE_IN_PROGRESS');

const goesOnInRuins = ({ after }: LawStep): boolean | string =>
  firstWrong(after.holders.values(), (it) =>
    it.kind === 'CLUSTER' && after.lost[it.region] === 'DESTROYED' && isBegun(it)
      ? `something of ${it.clusterId} is in progress, and ${it.region} is destroyed`
      : undefined,
  );

const stillDestroyed = ({ before, after }: LawStep): boolean | string =>
  firstWrong(Object.entries(before.lost), ([region, kind]) =>
    kind === 'DESTROYED' && after.lost[region] !== kind
      ? `${region} was destroyed, and is ${after.lost[region] ?? 'available'} again`
      : undefined,
  );

/** Laws of lost regions, quotas and usage. */
export const regionLaws: readonly Law[] = [
  {
    name: 'quotas hold',
    sentence:
      'No step takes an account above its quota of clusters or HSMs in a region, except one that ' +
      'observes what exists (F-124, F-125).',
    holds: exceeded,
  },
  {
    name: 'usage equals what exists',
    sentence:
      'The recorded usage of an account in a region equals the number of clusters that are not ' +
      'DELETED, and of HSMs; a destroyed region uses nothing (U-22, U-55).',
    holds: miscounted,
  },
  {
    name: 'a lost region accepts no requests',
    sentence:
      'A request to a lost region is refused; only reports of the service itself are accepted ' +
      '(M-7).',
    holds: answered,
  },
  {
    name: 'a destroyed region stays destroyed',
    sentence: 'A destroyed region never recovers (M-7).',
    holds: stillDestroyed,
  },
  {
    name: 'nothing goes on in a destroyed region',
    sentence:
      'In a destroyed region no cluster, HSM or backup is being made, and no initialization goes ' +
      'on (U-55).',
    holds: goesOnInRuins,
  },
  lawOfMoments(
    'a lost region is not backed up',
    'No daily backup starts in a lost region (U-5, M-7).',
    backedUpWhileLost,
  ),
  {
    name: 'a copy in progress fails with its region',
    sentence: 'When a region is lost, copies in progress to it or from it have failed (M-7).',
    holds: inProgressWhileLost,
  },
];
