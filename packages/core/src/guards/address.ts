/**
 * The address that a new HSM gets.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import { found } from '../kernel/list.ts';
import { isUsableIn, lowestFreeIn } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Hsm } from '../model/hsm.ts';
import type { IpAddress, Subnet } from '../model/placement.ts';
import type {
  AddressOutsideSubnet,
  IpAddressTaken,
  NoFreeAddress,
} from '../rules/cluster-refusals.ts';

/** Why an HSM gets no address. */
export type AddressRefusal = IpAddressTaken | AddressOutsideSubnet | NoFreeAddress;

const holderOf = ({ hsms }: Cluster, address: IpAddress): Hsm | undefined =>
  found(hsms, ({ ipAddress }) => ipAddress === address);

/**
 * Chooses the address of a new HSM: the one given, else the lowest free one of its subnet. Without
 * `cidr` the subnet's addresses are not known, and an HSM has only the address given.
 */
export const addressFor = (
  cluster: Cluster,
  { subnetId, cidr }: Subnet,
  given: IpAddress | undefined,
): Either<AddressRefusal, IpAddress | undefined> => {
  if (given !== undefined) {
    const holder = holderOf(cluster, given);
    if (holder !== undefined)
      return left({
        _tag: 'IpAddressTaken',
        rule: 'F-89',
        ipAddress: given,
        hsmId: holder.hsmId,
      });
    return cidr === undefined || isUsableIn(cidr, given)
      ? right(given)
      : left({ _tag: 'AddressOutsideSubnet', rule: 'F-89', ipAddress: given, cidr });
  }
  if (cidr === undefined) return right(undefined);
  const free = lowestFreeIn(cidr, (address) => holderOf(cluster, address) !== undefined);
  return free === undefined
    ? left({ _tag: 'NoFreeAddress', rule: 'U-60', subnetId, cidr })
    : right(free);
};
