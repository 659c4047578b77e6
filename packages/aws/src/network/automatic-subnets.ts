/**
 * Subnets that exist as soon as somebody names them.
 *
 * @module
 */
import type { AccountRegion, Subnet } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { left, right } from '../kernel/either.ts';
import { madeCidr, madeVpcId } from './made-ids.ts';
import { subnetFlaw, type SubnetDirectory } from './subnet-directory.ts';

const LETTERS: readonly string[] = Array.from('abcdefghijklmnopqrstuvwxyz');

/** The subnets that the clusters of an account in a region have, by id. */
const knownSubnets = (
  fleet: Fleet,
  { account, region }: AccountRegion,
): ReadonlyMap<string, Subnet> => {
  const known = new Map<string, Subnet>();
  for (const holder of fleet.holders.values())
    if (holder.kind === 'CLUSTER' && holder.account === account && holder.region === region)
      for (const subnet of holder.subnets) known.set(subnet.subnetId, subnet);
  return known;
};

/**
 * A subnet that a cluster has keeps its zone; a new one gets the first zone that is free in the
 * request, so that each subnet of a cluster has a zone of its own. All are in one VPC, for each
 * account and region.
 */
export const automaticSubnets: SubnetDirectory = {
  find: (subnetIds, { fleet, ...where }) => {
    const repeated = subnetIds.find((id, index) => subnetIds.indexOf(id) !== index);
    if (repeated !== undefined) return left(subnetFlaw(`${repeated} is listed twice.`));
    const known = knownSubnets(fleet, where);
    const taken = new Set(subnetIds.map((id) => known.get(id)?.availabilityZone));
    const nextZone = (): string => {
      const letter = LETTERS.find((it) => !taken.has(`${where.region}${it}`)) ?? 'z';
      taken.add(`${where.region}${letter}`);
      return `${where.region}${letter}`;
    };
    return right(
      subnetIds.map(
        (subnetId) =>
          known.get(subnetId) ?? {
            subnetId,
            availabilityZone: nextZone(),
            cidr: madeCidr(subnetId),
          },
      ),
    );
  },
  vpcOf: (_, where) => madeVpcId(where),
};
