/**
 * What an endpoint knows about subnets, which only EC2 knows.
 *
 * @module
 */
import type { AccountRegion, Subnet } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { Either } from '../kernel/either.ts';

/** Why subnets cannot be used together: a sentence for the client. */
export type SubnetFlaw = { readonly _tag: 'SubnetFlaw'; readonly message: string };

/** Finds subnets. */
export type SubnetDirectory = {
  /** Finds the subnets of a new cluster, in the order of their ids. */
  readonly find: (
    subnetIds: readonly string[],
    where: AccountRegion & { readonly fleet: Fleet },
  ) => Either<SubnetFlaw, readonly Subnet[]>;
  /** The VPC that a subnet is in. */
  readonly vpcOf: (subnetId: string, where: AccountRegion) => string;
};

/** Makes a flaw. */
export const subnetFlaw = (message: string): SubnetFlaw => ({ _tag: 'SubnetFlaw', message });
