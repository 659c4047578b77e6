/**
 * Laws of what the service does late or no more: reports of activations, ends of support.
 *
 * @module
 */
import type { Cluster } from '@hsm-lifecycle/core';
import {
  firstWrong,
  lawOfMoments,
  ofClusters,
  type ClusterMoment,
  type Law,
  type LawStep,
} from './law.ts';

/** When the service reports an activation by itself; `Infinity` if it does not. */
const reportedBy = ({ phase, activationDueAt, isolatedSince }: Cluster): number =>
  phase === 'INITIALIZED' && isolatedSince === undefined && typeof activationDueAt === 'number'
    ? activationDueAt
    : Number.POSITIVE_INFINITY;

const unreported = ({ before, after, command: { data } }: LawStep): boolean | string =>
  firstWrong(before.holders.entries(), ([stem, was]) => {
    const is = after.holders.get(stem);
    if (was.kind === 'COPY' || is?.kind !== 'CLUSTER') return undefined;
    return reportedBy(was) < data.at && reportedBy(is) === reportedBy(was)
      ? `${is.clusterId} was activated, and still shows ${is.state} at ${data.at}`
      : undefined;
  });

const activatedWrongly = ({ event, was, is }: ClusterMoment): string | undefined => {
  if (event.type !== 'ClusterActivated') return undefined;
  const { activation } = is.edition.durations;
  const expected = activation === 0 ? 'ACTIVE' : 'INITIALIZED';
  if (was.activatedAt !== undefined) return `${is.clusterId} was activated twice`;
  return is.phase === expected && is.activatedAt === event.data.at
    ? undefined
    : `${is.clusterId} is ${is.phase} after its activation, which takes ${activation}`;
};

const reportedWrongly = (
  { event, was, is }: ClusterMoment,
  { command }: LawStep,
): string | undefined => {
  if (event.type !== 'ClusterActivationReported') return undefined;
  const { at } = event.data;
  const isAsked =
    command.type === 'Settle' && command.data.id === is.clusterId && command.data.at === at;
  return isAsked || at >= reportedBy(was)
    ? undefined
    : `${is.clusterId} is reported as ACTIVE at ${at}, before its time`;
};

const madeUnsupported = ({ event, was }: ClusterMoment): string | undefined => {
  if (event.type !== 'HsmAdding' && event.type !== 'HsmReplacing') return undefined;
  const endsAt = was.edition.endOfSupport[was.hsmType];
  return endsAt !== undefined && event.data.at >= endsAt
    ? `${was.clusterId} gets an HSM of ${was.hsmType}, whose support has ended`
    : undefined;
};

/** Laws of late reports and of ends of support. */
export const serviceLaws: readonly Law[] = [
  lawOfMoments(
    'an activation is reported when it is due',
    'A cluster becomes ACTIVE with its activation if the edition says that reports take no time, ' +
      'else when the service or a host reports it, and not before (F-244).',
    (moment, step) => ofClusters((it) => activatedWrongly(it) ?? reportedWrongly(it, step))(moment),
  ),
  {
    name: 'no report of an activation is missed',
    sentence:
      'The service reports an activation when its edition says, if the region is in reach ' +
      '(F-244, ' +
      'U-54).',
    holds: unreported,
  },
  lawOfMoments(
    'no HSM is made without support',
    'No HSM is added or replaced once the support of its type has ended (U-53).',
    ofClusters(madeUnsupported),
  ),
];
