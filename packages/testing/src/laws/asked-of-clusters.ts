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
  type EventOf,
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

/** The last moment of a step with an event of a type, if any. */
const momentOf = <Type extends EventOf<'HsmAdding'>['type'] | LawMoment['event']['type']>(
  step: LawStep,
  type: Type,
) => {
  const moment = momentsOf(step).findLast(({ event }) => event.type === type);
  if (moment?.holder?.kind !== 'CLUSTER' || moment.holderAfter?.kind !== 'CLUSTER')
    return undefined;
  return {
    event: moment.event as Extract<LawMoment['event'], { readonly type: Type }>,
    was: moment.holder,
    is: moment.holderAfter,
  };
};

const hsmIn = (cluster: Cluster | undefined, hsmId: string | undefined): Hsm | undefined =>
  cluster?.hsms.find((it) => it.hsmId === hsmId);

/** What has been done to an HSM, if it has been done to another than the named one. */
const toAnother = (
  done: { readonly was: Cluster; readonly hsmId: string } | undefined,
  named: Partial<Hsm> & { readonly clusterId: string },
): string | undefined => {
  if (done === undefined) return 'nothing has been done to the HSM';
  const { clusterId, ...rest } = named;
  if (done.was.clusterId !== clusterId) return `${done.hsmId} is an HSM of ${done.was.clusterId}`;
  return differing(done.hsmId, hsmIn(done.was, done.hsmId), rest);
};

const addedElsewhere = (
  { clusterId, availabilityZone, hsmId, ipAddress }: CommandOf<'AddHsm'>['data'],
  step: LawStep,
): string | undefined => {
  const added = momentOf(step, 'HsmAdding');
  if (added?.is.clusterId !== clusterId) return `${clusterId} has no new HSM`;
  const is = hsmIn(added.is, added.event.data.hsmId);
  return differing('the new HSM', is, { availabilityZone, hsmId, ipAddress });
};

const removedAnother = (
  { clusterId, hsmId, eniId, ipAddress }: CommandOf<'RemoveHsm'>['data'],
  step: LawStep,
): string | undefined => {
  const removed = momentOf(step, 'HsmRemoving');
  const named = {
    clusterId,
    ...(hsmId !== undefined && { hsmId }),
    ...(eniId !== undefined && { eniId }),
    ...(ipAddress !== undefined && { ipAddress }),
  } as Partial<Hsm> & { readonly clusterId: string };
  return toAnother(removed && { was: removed.was, hsmId: removed.event.data.hsmId }, named);
};

const replacedAnother = (
  { clusterId, hsmId }: CommandOf<'ReplaceHsm'>['data'],
  step: LawStep,
): string | undefined => {
  const replaced = momentOf(step, 'HsmReplacing');
  return replaced?.is.clusterId === clusterId && replaced.event.data.hsmId === hsmId
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
