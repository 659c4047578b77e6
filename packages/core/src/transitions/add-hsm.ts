/**
 * Adding an HSM.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import { found } from '../kernel/list.ts';
import type {
  HsmTypeUnsupported,
  NoSubnetInZone,
  NotYetActivated,
  NothingToRestore,
  TooManyHsms,
  WrongState,
} from '../rules/cluster-refusals.ts';
import type { IdTaken, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import { endOf } from '../rules/editions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, EventOf, HsmSource } from '../model/event.ts';
import { hsmCount, sourcePeer } from '../model/hsm-pairs.ts';
import { happened, clusterTransition, type TimeRefusal } from '../time/advance.ts';
import { backupStart } from '../time/backup-start.ts';
import { makeIpV6Address } from '../model/address.ts';
import { makeEniId, makeHsmId, stemOf, type HsmId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { AvailabilityZone, IpAddress, Subnet } from '../model/placement.ts';
import { standingSource } from '../time/standing-source.ts';
import { addressFor, type AddressRefusal } from '../guards/address.ts';
import { membershipRule } from '../guards/membership.ts';
import { supportRefusal } from '../guards/support.ts';
import { formed } from '../guards/formed.ts';
import { inputFields } from '../guards/input-fields.ts';
import { optionalForm, grammarForm, type FormsOf } from '../model/form.ts';
import { grammars } from '../model/grammar.ts';

/** The input of `addHsm`. */
export type AddHsm = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** A zone in which the cluster has a subnet. */
  readonly availabilityZone: AvailabilityZone;
  /**
   * `hsm-` and 11 to 16 of `[2-7a-zA-Z]` (F-46); generated if left out. Ids that begin with the
   * cluster's stem are reserved for generated ones; an id is never used twice.
   */
  readonly hsmId?: HsmId;
  /**
   * One of its subnet's addresses, free in the cluster; the lowest free one if left out and `cidr`
   * is known.
   */
  readonly ipAddress?: IpAddress;
};

/** Why `addHsm` may refuse. */
export type AddHsmRefusal =
  | NotWellFormed
  | TimeRefusal
  | NotYetActivated<'F-71' | 'F-244'>
  | WrongState<'U-4' | 'F-88' | 'U-80'>
  | NoSubnetInZone
  | HsmTypeUnsupported
  | IdTaken
  | AddressRefusal
  | TooManyHsms
  | NothingToRestore;

const ALLOWED = ['UNINITIALIZED', 'ACTIVE', 'DEGRADED'] as const;

const stateRefusal = ({
  state,
  hsms,
  activationDueAt,
}: Cluster):
  NotYetActivated<'F-71' | 'F-244'> | WrongState<'U-4' | 'F-88' | 'U-80'> | undefined => {
  if (state === 'INITIALIZED' && activationDueAt !== undefined)
    return { _tag: 'NotYetActivated', rule: 'F-244' };
  if (state === 'INITIALIZED' && hsms.length === 0)
    return { _tag: 'WrongState', rule: 'U-4', actual: state, allowed: ALLOWED };
  if ((state === 'INITIALIZED' || state === 'UNINITIALIZED') && hsms.length > 0)
    return { _tag: 'NotYetActivated', rule: 'F-71' };
  return ALLOWED.some((allowed) => allowed === state)
    ? undefined
    : { _tag: 'WrongState', rule: membershipRule(state), actual: state, allowed: ALLOWED };
};

const idRefusal = (
  { hsmIdsGiven, stem, clusterId }: Cluster,
  { hsmId }: AddHsm,
): IdTaken | undefined =>
  hsmId !== undefined && (stemOf(hsmId) === stem || hsmIdsGiven.includes(hsmId))
    ? { _tag: 'IdTaken', rule: 'M-4', field: 'hsmId', id: hsmId, existing: clusterId }
    : undefined;

type Joining = {
  readonly from: HsmSource;
  readonly before: readonly EventOf<'BackupCreating'>[];
  readonly waits: boolean;
};

const joining = (now: Cluster, at: EpochMillis): Joining | undefined => {
  if (now.state === 'UNINITIALIZED') return { from: { kind: 'BLANK' }, before: [], waits: false };
  const peer = now.edition.forcedBackups.includes('HSM_ADDED') ? sourcePeer(now.hsms) : undefined;
  if (peer !== undefined) {
    const started = backupStart(now, peer, { cause: 'HSM_ADDED', at });
    return {
      from: { kind: 'BACKUP', backupId: started.data.backupId },
      before: [started],
      waits: true,
    };
  }
  const from = standingSource(now);
  if (from === undefined) return undefined;
  const waits =
    from.kind === 'BACKUP' &&
    found(now.backups, ({ backupId }) => backupId === from.backupId)?.state ===
      'CREATE_IN_PROGRESS';
  return { from, before: [], waits };
};

const adding = (
  now: Cluster,
  { at, hsmId = makeHsmId(now.stem, now.hsmsMade) }: AddHsm,
  {
    availabilityZone,
    subnetId,
    ipAddress,
    from,
    waits,
  }: Joining & Subnet & { readonly ipAddress: IpAddress | undefined },
): EventOf<'HsmAdding'> => {
  const eniId = makeEniId(now.stem, now.hsmsMade);
  const expectedAt = waits ? undefined : endOf(now.edition.durations.hsm, at);
  return {
    type: 'HsmAdding',
    data: {
      at,
      hsmId,
      availabilityZone,
      subnetId,
      eniId,
      ipAddress,
      ipAddressV6: now.networkType === 'DUALSTACK' ? makeIpV6Address(eniId) : undefined,
      from,
      expectedAt,
    },
  };
};

/** The form of each field of `AddHsm`, except `at`. */
export const addHsmForms: FormsOf<Omit<AddHsm, 'at'>> = {
  availabilityZone: inputFields.availabilityZone,
  hsmId: optionalForm(grammarForm(grammars.hsmId)),
  ipAddress: optionalForm(grammarForm(grammars.ipAddress)),
};

const wellFormed = formed<AddHsm>(addHsmForms);

/**
 * Adds one HSM to a cluster.
 *
 * If the cluster has a peer, the service first backs the peer up and loads the new HSM from that
 * backup. Otherwise it loads the latest backup. The first HSM of a new cluster starts blank.
 *
 * @param cluster - UNINITIALIZED without an HSM, ACTIVE or DEGRADED, holding at most 27 HSMs
 * @param input - a zone where the cluster has a subnet; `at` in milliseconds since the epoch
 * @returns Right: the HSM last in `hsms`, CREATE_IN_PROGRESS; events: what was due,
 *   `BackupCreating` if there is a peer, `HsmAdding`. Left: `NotWellFormed`, `NotAnInstant`,
 *   `TimeRanBackwards`, `NotYetActivated`, `WrongState`, `NoSubnetInZone`, `HsmTypeUnsupported`,
 *   `IdTaken`, `IpAddressTaken`, `AddressOutsideSubnet`, `NoFreeAddress`, `TooManyHsms` or
 *   `NothingToRestore`, checked in that order.
 * @see `CreateHsm`, CloudHSM V2 API 2017-04-28; F-70, F-71, F-82, F-83, F-89, F-122,
 *   F-126, F-236, F-244; U-8, U-23, U-53, U-60
 * @example
 * const joining = addHsm(cluster, { at, availabilityZone: 'eu-west-1a' });
 */
export const addHsm = (
  cluster: Cluster,
  input: AddHsm,
): Outcome<AddHsmRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, () =>
    clusterTransition(cluster, input.at, (now) => {
      const { at, availabilityZone } = input;
      const wrongState = stateRefusal(now);
      if (wrongState !== undefined) return refused(wrongState);
      const subnet = found(now.subnets, (it) => it.availabilityZone === availabilityZone);
      if (subnet === undefined) {
        const zones = now.subnets.map((it) => it.availabilityZone);
        return refused({ _tag: 'NoSubnetInZone', rule: 'F-120', availabilityZone, zones });
      }
      const taken = supportRefusal(now, at) ?? idRefusal(now, input);
      if (taken !== undefined) return refused(taken);
      const ipAddress = addressFor(now, subnet, input.ipAddress);
      if (isLeft(ipAddress)) return ipAddress;
      const { hsmsPerClusterMax: limit } = now.edition;
      if (hsmCount(now.hsms) >= limit)
        return refused({ _tag: 'TooManyHsms', rule: 'F-126', limit });
      const source = joining(now, at);
      if (source === undefined) return refused({ _tag: 'NothingToRestore', rule: 'U-8' });
      const joins = { ...subnet, ...source, ipAddress: ipAddress.right };
      return happened(now, ...source.before, adding(now, input, joins));
    }),
  );
