/**
 * What commands for clusters and their HSMs ask for.
 *
 * @module
 */
import {
  DEFAULT_ACCOUNT,
  type BackupHolder,
  type Cluster,
  type CommandOf,
  type Hsm,
} from '@hsm-lifecycle/core';
import { begunIn, differing, namedCluster, namedHolder, type Questions } from './asked.ts';
import { momentsOf, type LawMoment, type LawStep } from './law.ts';
import { same } from './same.ts';

/** The one holder that a step has begun, if it is of a kind. */
const begun = <Kind extends BackupHolder['kind']>(step: LawStep, kind: Kind) => {
  const holders = begunIn(step).filter(
    (it): it is Extract<BackupHolder, { readonly kind: Kind }> => it.kind === kind,
  );
  return holders.length === 1 ? holders[0] : undefined;
};

type Plan = CommandOf<'CreateCluster' | 'Restore'>['data'];

/** What is chosen alike for new and for restored clusters. */
const planOf = (data: Plan) => ({
  clusterId: data.clusterId,
  hsmType: data.hsmType,
  mode: data.mode,
  networkType: data.networkType,
  subnets: data.subnets,
  tags: data.tags ?? {},
  retention: data.retentionDays === undefined ? undefined : { days: data.retentionDays },
  createdAt: data.at,
});

const hsmIn = (cluster: Cluster | undefined, hsmId: string | undefined): Hsm | undefined =>
  cluster?.hsms.find((it) => it.hsmId === hsmId);

/** An HSM that an event concerns, and its cluster before and after. */
type Concerned = { readonly hsmId: string; readonly was: Cluster; readonly is: Cluster };

/** The HSM that the last event of some type concerns, if there is such an event. */
const concernedBy = (
  step: LawStep,
  hsmIdIn: (event: LawMoment['event']) => string | undefined,
): Concerned | undefined =>
  momentsOf(step)
    .toReversed()
    .flatMap(({ event, holder: was, holderAfter: is }): readonly Concerned[] => {
      const hsmId = hsmIdIn(event);
      return hsmId !== undefined && was?.kind === 'CLUSTER' && is?.kind === 'CLUSTER'
        ? [{ hsmId, was, is }]
        : [];
    })[0];

const addedElsewhere = (
  { clusterId, availabilityZone, hsmId, ipAddress }: CommandOf<'AddHsm'>['data'],
  step: LawStep,
): string | undefined => {
  const added = concernedBy(step, (it) => (it.type === 'HsmAdding' ? it.data.hsmId : undefined));
  if (added?.is.clusterId !== clusterId) return `${clusterId} has no new HSM`;
  const given = { availabilityZone, hsmId, ipAddress };
  return differing('the new HSM', hsmIn(added.is, added.hsmId), given);
};

const removedAnother = (
  { clusterId, hsmId, eniId, ipAddress }: CommandOf<'RemoveHsm'>['data'],
  step: LawStep,
): string | undefined => {
  const gone = concernedBy(step, (it) => (it.type === 'HsmRemoving' ? it.data.hsmId : undefined));
  if (gone?.was.clusterId !== clusterId) return `${clusterId} removes no HSM`;
  return differing(gone.hsmId, hsmIn(gone.was, gone.hsmId), { hsmId, eniId, ipAddress });
};

const replacedAnother = (
  { clusterId, hsmId }: CommandOf<'ReplaceHsm'>['data'],
  step: LawStep,
): string | undefined => {
  const old = concernedBy(step, (it) => (it.type === 'HsmReplacing' ? it.data.hsmId : undefined));
  return old?.is.clusterId === clusterId && old.hsmId === hsmId
    ? undefined
    : `${hsmId} is not being replaced`;
};

/** An HSM that has failed works no more: it is DEGRADED, or gone if it never joined. */
const stillWorks = (
  { clusterId, hsmId, reason }: CommandOf<'FailHsm'>['data'],
  step: LawStep,
): string | undefined => {
  const it = hsmIn(namedCluster(step, clusterId), hsmId);
  return it && differing(hsmId, it, { state: 'DEGRADED', stateMessage: reason });
};

const typeNotAsked = (
  { clusterId, hsmType }: CommandOf<'ChangeHsmType'>['data'],
  step: LawStep,
): string | undefined => {
  const is = namedCluster(step, clusterId);
  if (is?.phase === 'ACTIVE' || is?.migration === undefined)
    return differing(clusterId, is, { hsmType });
  const { from, to } = is.migration;
  const aim = is.phase === 'ROLLBACK_IN_PROGRESS' ? from : to;
  return aim === hsmType ? undefined : `${clusterId} changes to ${aim}, not to ${hsmType}`;
};

/** By command type: what differs from what was asked for. */
export const askedOfClusters: Questions<
  | 'CreateCluster'
  | 'Restore'
  | 'Initialize'
  | 'Activate'
  | 'AddHsm'
  | 'RemoveHsm'
  | 'FailHsm'
  | 'ReplaceHsm'
  | 'ChangeHsmType'
  | 'SetRetention'
  | 'DeleteCluster'
> = {
  CreateCluster: (data, step) => {
    const { region, account = DEFAULT_ACCOUNT } = data;
    return differing('the new cluster', begun(step, 'CLUSTER'), {
      ...planOf(data),
      region,
      account,
    });
  },
  Restore: (data, step) => {
    const [is, source] = [begun(step, 'CLUSTER'), namedHolder(step, data.backupId)];
    const { region, account = source?.account } = { region: source?.region, ...data };
    return (
      differing('the restored cluster', is, { ...planOf(data), region, account }) ??
      differing('its source', is?.restoredFrom, { backupId: data.backupId })
    );
  },
  Initialize: ({ clusterId, certificate }, step) => {
    const is = namedCluster(step, clusterId);
    return is?.certificate === certificate
      ? differing(clusterId, is, { phase: 'INITIALIZE_IN_PROGRESS' })
      : `${clusterId} has another certificate than the one given`;
  },
  Activate: ({ clusterId, at, admin = 'admin' }, step) => {
    const is = namedCluster(step, clusterId);
    const officers = is?.hsms[0]?.access?.users.filter(({ role }) => role === 'CO') ?? [];
    return same(
      officers.map(({ name }) => name),
      [admin],
    )
      ? differing(clusterId, is, { activatedAt: at })
      : `${admin} is not the admin of ${clusterId}`;
  },
  AddHsm: addedElsewhere,
  RemoveHsm: removedAnother,
  FailHsm: stillWorks,
  ReplaceHsm: replacedAnother,
  ChangeHsmType: typeNotAsked,
  SetRetention: ({ clusterId, retentionDays: days }, step) =>
    differing(clusterId, namedCluster(step, clusterId), {
      retention: days === 'NONE' ? days : { days },
    }),
  DeleteCluster: ({ clusterId }, step) =>
    differing(clusterId, namedCluster(step, clusterId), { phase: 'DELETE_IN_PROGRESS' }),
};
