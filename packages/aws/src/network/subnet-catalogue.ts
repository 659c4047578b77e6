/**
 * Subnets that somebody has listed.
 *
 * @module
 */
import { grammars, type AccountRegion, type Subnet } from '@hsm-lifecycle/core';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { isJsonObject } from '../kernel/plain.ts';
import { madeVpcId } from './made-ids.ts';
import { subnetFlaw, type SubnetDirectory, type SubnetFlaw } from './subnet-directory.ts';

/** A subnet of a catalogue. */
export type ListedSubnet = {
  readonly availabilityZone: string;
  readonly vpcId: string;
  /** Its range of addresses; HSMs have no address if left out. */
  readonly cidr?: string;
  /** Whether CloudHSM is offered in its zone; it is if left out. */
  readonly offered?: boolean;
};

/** Subnets by id. */
export type SubnetCatalogue = Readonly<Record<string, ListedSubnet>>;

const VPC_ID = /^vpc-[0-9a-f]{8,17}$/u;

const isText = (value: unknown, test: (text: string) => boolean): value is string =>
  typeof value === 'string' && test(value);

const readSubnet = (id: string, value: unknown): Either<SubnetFlaw, ListedSubnet> => {
  if (!isJsonObject(value)) return left(subnetFlaw(`${id} is not an object.`));
  const { availabilityZone, vpcId, cidr, offered } = value;
  if (!isText(availabilityZone, grammars.availabilityZone.matches))
    return left(subnetFlaw(`${id} has no availabilityZone, such as eu-west-1a.`));
  if (!isText(vpcId, (text) => VPC_ID.test(text)))
    return left(subnetFlaw(`${id} has no vpcId, such as vpc-0123456789abcdef0.`));
  if (cidr !== undefined && !isText(cidr, grammars.cidr.matches))
    return left(subnetFlaw(`The cidr of ${id} is not ${grammars.cidr.expected}.`));
  if (offered !== undefined && typeof offered !== 'boolean')
    return left(subnetFlaw(`The "offered" of ${id} is neither true nor false.`));
  return right({
    availabilityZone,
    vpcId,
    ...(cidr !== undefined && { cidr }),
    ...(offered === false && { offered }),
  });
};

const isSubnetId = (id: string): boolean => grammars.subnetId.matches(id);

/** Reads a catalogue from JSON data: an object with a subnet for each id. */
export const readSubnetCatalogue = (value: unknown): Either<SubnetFlaw, SubnetCatalogue> => {
  if (!isJsonObject(value)) return left(subnetFlaw('The subnets are not a JSON object.'));
  const read: [string, ListedSubnet][] = [];
  const stranger = Object.keys(value).find((id) => !isSubnetId(id));
  if (stranger !== undefined) return left(subnetFlaw(`${stranger} is not a subnet's id.`));
  for (const [id, it] of Object.entries(value)) {
    const subnet = readSubnet(id, it);
    if (isLeft(subnet)) return subnet;
    read.push([id, subnet.right]);
  }
  return right(Object.fromEntries(read));
};

/** The zones of a catalogue in which CloudHSM is not offered: see `SetZonesWithoutHsms`. */
export const zonesNotOffered = (catalogue: SubnetCatalogue): readonly string[] => [
  ...new Set(
    Object.values(catalogue)
      .filter(({ offered }) => offered === false)
      .map(({ availabilityZone }) => availabilityZone),
  ),
];

const subnetOf = (subnetId: string, { availabilityZone, cidr }: ListedSubnet): Subnet => ({
  subnetId,
  availabilityZone,
  ...(cidr !== undefined && { cidr }),
});

const vpcFlaw = (vpcIds: readonly string[]): SubnetFlaw | undefined =>
  new Set(vpcIds).size > 1
    ? subnetFlaw(`The subnets are in several VPCs: ${[...new Set(vpcIds)].join(', ')}.`)
    : undefined;

/** Finds subnets in a catalogue. Subnets of several VPCs, and unknown ones, are refused. */
export const listedSubnets = (catalogue: SubnetCatalogue): SubnetDirectory => ({
  find: (subnetIds, { region }) => {
    const found: Subnet[] = [];
    const vpcIds: string[] = [];
    for (const id of subnetIds) {
      const it = Object.hasOwn(catalogue, id) ? catalogue[id] : undefined;
      if (it === undefined || !it.availabilityZone.startsWith(region))
        return left(subnetFlaw(`The subnet ${id} does not exist.`));
      found.push(subnetOf(id, it));
      vpcIds.push(it.vpcId);
    }
    const flaw = vpcFlaw(vpcIds);
    return flaw === undefined ? right(found) : left(flaw);
  },
  vpcOf: (subnetId, where: AccountRegion) =>
    (Object.hasOwn(catalogue, subnetId) ? catalogue[subnetId] : undefined)?.vpcId ??
    madeVpcId(where),
});
