/**
 * Sentences for the service's refusals about clusters and HSMs.
 *
 * @module
 */
import type { HsmState } from '../model/hsm.ts';
import { isoInstant } from '../model/iso-instant.ts';
import { commaList, choiceText, type Sentences } from './sentences-form.ts';

const beforeInitialization = (actual: HsmState): string => {
  if (actual === 'CREATE_IN_PROGRESS') return 'Wait until it is ACTIVE.';
  return actual === 'DEGRADED'
    ? 'Remove it and add another.'
    : 'Wait until it is gone, and add another.';
};

/**
 * An initialized cluster accepts no other HSM (U-4), so never advise removing the one it has.
 */
const beforeActivation = (actual: HsmState): string =>
  actual === 'DEGRADED'
    ? 'Wait until the service replaces it; a cluster that removes it can only be deleted.'
    : 'Once it is gone, the cluster can only be deleted.';

type Tag =
  | 'WrongState'
  | 'NotYetActivated'
  | 'NoHsm'
  | 'AlreadyActivated'
  | 'HsmTypeUnsupported'
  | 'HsmNotActive'
  | 'HsmNotOperating'
  | 'StaleSigningRequest'
  | 'NoSubnetInZone'
  | 'IpAddressTaken'
  | 'TooManyHsms'
  | 'ZoneOutOfReach'
  | 'ZoneNotOffered'
  | 'NothingToRestore'
  | 'HsmBusy'
  | 'OneSelector'
  | 'HsmsRemain'
  | 'BadSubnets'
  | 'ZoneOutsideRegion'
  | 'HsmTypeNotOffered'
  | 'NetworkTypeNotOffered'
  | 'AddressOutsideSubnet'
  | 'NoFreeAddress'
  | 'ModeRequired'
  | 'ClusterQuotaReached'
  | 'HsmQuotaReached'
  | 'MigrationNotSupported'
  | 'RollbackTooLate'
  | 'NothingToRollBackTo'
  | 'LimitedWrite';

/** The sentences. */
export const clusterRefusalSentences: Pick<Sentences, Tag> = {
  WrongState: ({ actual, allowed }) => [
    `The cluster is ${actual}.`,
    `It must be ${choiceText(allowed)}.`,
  ],
  NotYetActivated: ({ rule }) =>
    rule !== 'F-244'
      ? ['The cluster is not activated yet.', 'Initialize it, then activate it.']
      : [
          'The cluster is activated, but the service still reports INITIALIZED.',
          'Wait until it reports ACTIVE.',
        ],
  AlreadyActivated: ({ activatedAt }) => [
    `The cluster was activated at ${isoInstant(activatedAt)}.`,
    'Wait until the service reports ACTIVE.',
  ],
  HsmTypeUnsupported: ({ hsmType, since }) => [
    `The service has made no HSMs of ${hsmType} since ${isoInstant(since)}.`,
    'Restore a backup into a cluster of another type.',
  ],
  NoHsm: ({ rule }) =>
    rule === 'F-73'
      ? [
          'The cluster has no HSM, hence no certificate signing request.',
          'Add an HSM and wait until it is ACTIVE.',
        ]
      : [
          'The cluster has lost the HSM on which it could be activated.',
          'Delete the cluster and create another.',
        ],
  HsmNotActive: ({ rule, hsmId, actual }) => [
    `The cluster's HSM ${hsmId} is ${actual}.`,
    (rule === 'F-73' ? beforeInitialization : beforeActivation)(actual),
  ],
  HsmNotOperating: ({ rule, hsmId, actual }) => [
    `${hsmId} is ${actual}.`,
    rule === 'F-92'
      ? 'It has never been ACTIVE, so nothing replaces it: remove it and add another.'
      : 'It has failed already; wait until the service replaces it, or remove it.',
  ],
  StaleSigningRequest: ({ signingRequestId, current }) => [
    current === undefined
      ? `The certificate answers ${signingRequestId}, but the cluster has no signing request.`
      : `The certificate answers ${signingRequestId}, but the cluster's request is ${current}.`,
    current === undefined
      ? 'Add an HSM, wait until it is ACTIVE, and sign its request.'
      : 'Sign the current request.',
  ],
  NoSubnetInZone: ({ availabilityZone, zones }) => [
    `The cluster has no subnet in ${availabilityZone}.`,
    `Choose one of ${commaList(zones)}. A cluster's subnets are fixed: for another zone, restore ` +
      'a backup into a new cluster.',
  ],
  IpAddressTaken: ({ ipAddress, hsmId }) => [
    `${ipAddress} belongs to ${hsmId}.`,
    'Choose another address, or leave it out.',
  ],
  ZoneOutOfReach: ({ availabilityZone }) => [
    `${availabilityZone} is lost.`,
    'Choose another zone of the cluster, or recover this one first.',
  ],
  ZoneNotOffered: ({ availabilityZone }) => [
    `CloudHSM is not offered in ${availabilityZone}.`,
    'Choose another zone; a cluster’s subnets are fixed, so it may take a new cluster.',
  ],
  TooManyHsms: ({ rule, limit }) => [
    rule === 'F-126'
      ? `The cluster has ${limit} HSMs, the most it can have.`
      : `A cluster with more than ${limit} HSMs cannot change its HSM type.`,
    'Remove one first.',
  ],
  NothingToRestore: () => [
    'The cluster has been active, but there is no backup to load the HSM from.',
    'Undelete a backup while there is time, or restore a copy into a new cluster.',
  ],
  HsmBusy: ({ hsmId, actual, counterpart }) =>
    counterpart === undefined
      ? [`${hsmId} is ${actual}.`, 'Wait until it is ACTIVE or DEGRADED, or gone.']
      : [
          `The service is replacing one of ${hsmId} and ${counterpart} by the other.`,
          'Wait until the replacement has ended.',
        ],
  OneSelector: ({ given }) => [
    `The HSM is named in ${given} ways.`,
    'Give exactly one of hsmId, eniId and ipAddress.',
  ],
  HsmsRemain: ({ hsmIds }) => [
    `The cluster still has ${commaList(hsmIds)}.`,
    hsmIds.length === 1
      ? 'Remove it and wait until it is gone.'
      : 'Remove them and wait until they are gone.',
  ],
  BadSubnets: ({ actual, limit, twice }) => [
    twice === undefined ? `${actual} subnets were given.` : `${twice} has two subnets.`,
    `Give 1 to ${limit} subnets, each in a different zone.`,
  ],
  ZoneOutsideRegion: ({ availabilityZone, region }) => [
    `${availabilityZone} is not in ${region}.`,
    `Give subnets in zones of ${region}.`,
  ],
  HsmTypeNotOffered: ({ hsmType, mode, offered }) => [
    `New clusters of ${hsmType} in mode ${mode} are not offered.`,
    `Choose one of ${commaList(offered)}.`,
  ],
  ModeRequired: ({ hsmType }) => [
    `A new cluster of ${hsmType} needs a mode.`,
    'Give mode, FIPS or NON_FIPS; it cannot be changed later.',
  ],
  NetworkTypeNotOffered: ({ networkType, hsmType }) => [
    `${hsmType} does not offer ${networkType}.`,
    'Choose IPV4, or another HSM type.',
  ],
  AddressOutsideSubnet: ({ ipAddress, cidr }) => [
    `No HSM can have ${ipAddress} in ${cidr}.`,
    'Choose an address inside it, not one of its first four or its last, or none.',
  ],
  NoFreeAddress: ({ subnetId, cidr }) => [
    `${subnetId} has no free address in ${cidr}.`,
    'Remove an HSM from this zone, or add one in another.',
  ],
  ClusterQuotaReached: ({ account, region, limit }) => [
    `${account} has ${limit} clusters in ${region}, which is its quota.`,
    'Delete one, or raise the quota.',
  ],
  MigrationNotSupported: ({ from, to, supported }) => [
    `A cluster of ${from} cannot change to ${to}.`,
    supported.length === 0
      ? 'Restore a backup into a new cluster of that type, if its mode and type allow it.'
      : `It can change to ${choiceText(supported)}.`,
  ],
  RollbackTooLate: ({ rollbackUntil }) => [
    `The rollback was possible until ${isoInstant(rollbackUntil)}.`,
    'Restore a backup of the old type into a new cluster, where that type is still offered.',
  ],
  NothingToRollBackTo: ({ hsmType }) => [
    `No READY backup of ${hsmType} is left to roll back to.`,
    'Undelete one while there is time.',
  ],
  LimitedWrite: ({ actual }) => [
    `The cluster is ${actual}: users, keys, certificates and policies cannot be changed.`,
    'Wait until it is ACTIVE; logging in and using keys still work.',
  ],
  HsmQuotaReached: ({ account, region, limit }) => [
    `${account} has ${limit} HSMs in ${region}, which is its quota.`,
    'Remove one, or raise the quota.',
  ],
};
