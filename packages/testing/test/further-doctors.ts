/**
 * Other steps that break a law on purpose, for laws that promise several things.
 *
 * @module
 */
import type { Backup, Cluster, ClusterId } from '@hsm-lifecycle/core';
import { saying, adding, ending, isOf, expired, type Doctor } from './doctored.ts';

/** Adds an HSM under an id that somebody brought along in the same step for another one. */
const givenAgain: Doctor = (step) => {
  const first = step.events.find(({ event }) => event.type === 'HsmAdding');
  if (first?.event.type !== 'HsmAdding') return undefined;
  const { hsmId } = first.event.data;
  const isGiven =
    step.after.aliases.get(hsmId) !== undefined && step.before.aliases.get(hsmId) === undefined;
  return isGiven ? { ...step, events: [...step.events, first] } : undefined;
};

/** Calls the cluster that is created what somebody says. */
export const calling = (clusterId: ClusterId): Doctor =>
  saying('ClusterCreating', () => ({ clusterId }));

const reprieved = ({ backups }: Cluster, at: number): Backup | undefined =>
  backups.find(
    ({ state, reprievedUntil }) =>
      state === 'READY' && reprievedUntil !== undefined && reprievedUntil > at,
  );

/**
 * Other ways to break a law, for those that promise several things: each with what the law says
 * then.
 */
export const furtherDoctors: readonly (readonly [
  law: string,
  complaint: RegExp,
  doctor: Doctor,
])[] = [
  ['ids are unique', /was used before/u, givenAgain],
  [
    'ids are unique',
    /^10\.0\.0\.1 of cluster-\S+ occurs twice in the fleet/u,
    ending(({ hsms }) =>
      hsms.length > 1 ? { hsms: hsms.map((it) => ({ ...it, ipAddress: '10.0.0.1' })) } : undefined,
    ),
  ],
  [
    'what is replicated comes from kin',
    /is not related to cluster-/u,
    saying('UserReplicated', () => ({ from: 'cluster-another' })),
  ],
  [
    'what is replicated comes from kin',
    /has no such/u,
    saying('UserReplicated', ({ user }) => ({ user: { ...user, passwordSetAt: 1 } })),
  ],
  [
    'limits hold',
    /has 2 HSMs and may have 1$/u,
    ending(({ hsms }, step) =>
      isOf('AddHsm', step) && hsms.length === 2 ? { activatedAt: undefined } : undefined,
    ),
  ],
  [
    'a copy equals its source',
    /is in another partition than its source/u,
    saying('BackupCopying', () => ({ region: 'cn-north-1' })),
  ],
  [
    'the grace period is exact',
    /has \S+ days of grace, not 7/u,
    saying('BackupCopyFailed', ({ deleteAt }) => ({ deleteAt: deleteAt - 1 })),
  ],
  [
    'an undeleted backup is spared for a while',
    /was marked again \d+ ms before its reprieve ended/u,
    adding((holder, at) => expired(reprieved(holder, at), at)),
  ],
];
