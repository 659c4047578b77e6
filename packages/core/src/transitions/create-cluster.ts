/**
 * Creating a cluster.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { beginning, type Begun } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import { beginCluster } from '../evolve/begin.ts';
import type { HsmTypeNotOffered, ModeRequired } from '../rules/cluster-refusals.ts';
import type { NotAnInstant, NotWellFormed } from '../rules/model-refusals.ts';
import { editionRefusal, type BadEdition } from '../rules/custom-edition.ts';
import { editions, endOf } from '../rules/editions.ts';
import type { Platform, Edition } from '../model/edition.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterCreating } from '../model/event.ts';
import { DEFAULT_ACCOUNT, type AccountId } from '../model/account.ts';
import { stemOf, type ClusterId, type Stem } from '../model/ids.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import type { ClusterMode, HsmType, Region } from '../model/placement.ts';
import { planned, type ClusterPlan, type ClusterPlanRefusal } from '../guards/cluster-plan.ts';
import { notAnInstant } from '../rules/not-an-instant.ts';
import { refused } from '../rules/refused.ts';
import { formed } from '../guards/formed.ts';
import { offeredRefusal } from '../guards/platform.ts';
import { inputFields } from '../guards/input-fields.ts';
import { optionalForm, type FormsOf } from '../model/form.ts';

/** The input of `createCluster`. */
export type CreateCluster = ClusterPlan &
  Pick<Platform, 'hsmType'> & {
    /** May be left out for hsm1.medium, which has no other mode than FIPS (F-183). */
    readonly mode?: ClusterMode;
    /** When, in milliseconds since the epoch. */
    readonly at: EpochMillis;
    /** The owner; `000000000000` if left out. */
    readonly account?: AccountId;
    readonly region: Region;
    /** In AWS's form: `cluster-` and 11 to 16 of `[2-7a-zA-Z]` (F-46). */
    readonly clusterId: ClusterId;
    /**
     * The prefix of its HSM and backup ids. If left out: the first eleven symbols of `clusterId`,
     * in lower case; no other cluster's id should begin with them.
     */
    readonly stem?: Stem;
    /** `editions.aws2026` if left out. The cluster freezes and keeps it. */
    readonly edition?: Edition;
  };

/** Why `createCluster` may refuse. */
export type CreateClusterRefusal =
  NotWellFormed | NotAnInstant | BadEdition | ModeRequired | HsmTypeNotOffered | ClusterPlanRefusal;

/** The one type whose mode may be left out. */
const MODELESS: HsmType = 'hsm1.medium';

const ownerIn = ({ account = DEFAULT_ACCOUNT }: CreateCluster): AccountId => account;

/** The form of each field of `CreateCluster`, except `at`. */
export const createClusterForms: FormsOf<Omit<CreateCluster, 'at'>> = {
  region: inputFields.region,
  hsmType: inputFields.hsmType,
  mode: optionalForm(inputFields.mode),
  ...inputFields.plan,
  clusterId: inputFields.clusterId,
  stem: inputFields.stem,
  edition: inputFields.edition,
};

const wellFormed = formed<CreateCluster>(createClusterForms);

/**
 * Creates a cluster without HSMs.
 *
 * @param input - `subnets`: 1 to 10 in the region, at most one per zone; `retentionDays`: 7 to 379,
 *   90 if left out; `at` in milliseconds since the epoch
 * @returns Right: the cluster, CREATE_IN_PROGRESS; event: `ClusterCreating`. Left: `NotWellFormed`,
 *   `NotAnInstant`, `BadEdition`, `ModeRequired`, `HsmTypeNotOffered`, `NetworkTypeNotOffered`,
 *   `BadSubnets`, `ZoneOutsideRegion`, `RetentionOutOfRange` or `TooManyTags`, checked in that
 *   order.
 * @see `CreateCluster`, CloudHSM V2 API 2017-04-28; F-69, F-118, F-122, F-154, F-183, F-185
 * @example
 * const subnets = [{ subnetId: 'subnet-0a1b2c3d', availabilityZone: 'eu-west-1a' }];
 * const platform = { hsmType: 'hsm2m.medium', mode: 'FIPS' } as const;
 * const plan = { clusterId: 'cluster-primaryaaaa', region: 'eu-west-1', subnets } as const;
 * const creating = createCluster({ at, ...plan, ...platform });
 */
export const createCluster = (
  input: CreateCluster,
): Begun<CreateClusterRefusal, Cluster, ClusterCreating> =>
  wellFormed(input, () => {
    const { at, region, clusterId, stem = stemOf(clusterId), hsmType } = input;
    const mode = input.mode ?? (hsmType === MODELESS ? 'FIPS' : undefined);
    const account = ownerIn(input);
    const edition = undraft(input.edition === undefined ? editions.aws2026 : input.edition);
    if (!isInstant(at)) return refused(notAnInstant(at));
    const unusable = editionRefusal(edition);
    if (unusable !== undefined) return refused(unusable);
    if (mode === undefined) return refused({ _tag: 'ModeRequired', rule: 'F-183', hsmType });
    const notOffered = offeredRefusal({ hsmType, mode }, edition);
    if (notOffered !== undefined) return refused(notOffered);
    const plan = planned(input, { edition, region, hsmType });
    if (isLeft(plan)) return plan;
    const expectedAt = endOf(edition.durations.clusterCreation, at);
    return beginning(beginCluster)({
      type: 'ClusterCreating',
      data: {
        at,
        clusterId,
        stem,
        account,
        region,
        edition,
        hsmType,
        mode,
        ...plan.right,
        expectedAt,
      },
    });
  });
