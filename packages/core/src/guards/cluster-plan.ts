/**
 * Checks shared by creating and restoring clusters: subnets, retention and tags.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type {
  BadSubnets,
  NetworkTypeNotOffered,
  ZoneOutsideRegion,
} from '../rules/cluster-refusals.ts';
import type { RetentionOutOfRange, TooManyTags } from '../rules/contents-refusals.ts';
import { regionOf } from '../model/grammar.ts';
import type { Edition } from '../model/edition.ts';
import { networkRefusal } from './platform.ts';
import type { HsmType, NetworkType, Region, Retention, Subnet, Tags } from '../model/placement.ts';

/** What is chosen for each new cluster, restored ones included (F-113, F-114). */
export type ClusterPlan = {
  readonly subnets: readonly Subnet[];
  /** IPV4 if left out, restored clusters included; DUALSTACK is not offered on hsm1 (F-122). */
  readonly networkType?: NetworkType;
  readonly retentionDays?: number;
  readonly tags?: Tags;
};

/** Why a plan is refused. */
export type ClusterPlanRefusal =
  NetworkTypeNotOffered | BadSubnets | ZoneOutsideRegion | RetentionOutOfRange | TooManyTags;

const subnetsRefusal = (
  subnets: readonly Subnet[],
  { edition, region }: { readonly edition: Edition; readonly region: Region },
): ClusterPlanRefusal | undefined => {
  const actual = subnets.length;
  const limit = edition.subnetsMax;
  if (actual === 0 || actual > limit)
    return { _tag: 'BadSubnets', rule: 'F-118', actual, limit, twice: undefined };
  const zones = subnets.map(({ availabilityZone }) => availabilityZone);
  const twice = zones.find((zone, index) => zones.indexOf(zone) !== index);
  if (twice !== undefined) return { _tag: 'BadSubnets', rule: 'F-118', actual, limit, twice };
  const outside = zones.find((zone) => regionOf(zone) !== region);
  return outside === undefined
    ? undefined
    : { _tag: 'ZoneOutsideRegion', rule: 'F-123', availabilityZone: outside, region };
};

/** Returns why a number of days cannot be a cluster's retention, if it cannot. */
export const retentionRefusal = (
  days: number,
  { retentionDaysMin: min, retentionDaysMax: max }: Edition,
): RetentionOutOfRange | undefined =>
  Number.isInteger(days) && days >= min && days <= max
    ? undefined
    : { _tag: 'RetentionOutOfRange', rule: 'F-154', retentionDays: days, min, max };

/** Refuses a tag list that is too long. */
export const tagsRefusal = (tags: Tags, { tagsMax: limit }: Edition): TooManyTags | undefined => {
  const actual = Object.keys(tags).length;
  return actual <= limit ? undefined : { _tag: 'TooManyTags', rule: 'F-60', actual, limit };
};

/** A plan with its defaults filled in. */
type Planned = {
  readonly networkType: NetworkType;
  readonly subnets: readonly Subnet[];
  readonly retention: Retention;
  readonly tags: Tags;
};

/** Checks a plan and fills its defaults. */
export const planned = (
  plan: ClusterPlan,
  where: { readonly edition: Edition; readonly region: Region; readonly hsmType: HsmType },
): Either<ClusterPlanRefusal, Planned> => {
  const { networkType = 'IPV4', tags = {} } = plan;
  const { retentionDays: days = where.edition.retentionDaysDefault } = plan;
  const wrong =
    networkRefusal(where.hsmType, networkType) ??
    subnetsRefusal(plan.subnets, where) ??
    retentionRefusal(days, where.edition) ??
    tagsRefusal(tags, where.edition);
  if (wrong !== undefined) return left(wrong);
  const subnets = Object.freeze(
    plan.subnets.map(({ subnetId, availabilityZone, cidr }) =>
      Object.freeze({ subnetId, availabilityZone, ...(cidr !== undefined && { cidr }) }),
    ),
  );
  return right({
    networkType,
    subnets,
    retention: Object.freeze({ days }),
    tags: Object.freeze({ ...tags }),
  });
};
