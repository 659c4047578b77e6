/**
 * The addresses of HSMs in their subnets.
 *
 * @module
 */
import type { EniId } from './ids.ts';
import type { Cidr, IpAddress, IpV6Address } from './placement.ts';

/** AWS reserves the first four addresses of a subnet, and the last one (VPC User Guide). */
const RESERVED_AT_START = 4;
const RESERVED_AT_END = 1;
const OCTET = 256;
const OCTETS = 4;
const ADDRESS_BITS = 32;

const numberOf = (address: string): number =>
  address.split('.').reduce((sum, octet) => sum * OCTET + Number(octet), 0);

const textOf = (number: number): IpAddress => {
  const octets: number[] = [];
  for (let rest = number; octets.length < OCTETS; rest = Math.floor(rest / OCTET))
    octets.unshift(rest % OCTET);
  return octets.join('.');
};

/** The first and the last address of a subnet that an HSM can have, as numbers. */
const usable = (cidr: Cidr): readonly [first: number, last: number] => {
  const slash = cidr.indexOf('/');
  const size = 2 ** (ADDRESS_BITS - Number(cidr.slice(slash + 1)));
  const lowest = Math.floor(numberOf(cidr.slice(0, slash)) / size) * size;
  return [lowest + RESERVED_AT_START, lowest + size - 1 - RESERVED_AT_END];
};

/** Tells whether an HSM can have an address in a subnet: it is inside, and not reserved. */
export const isUsableIn = (cidr: Cidr, address: IpAddress): boolean => {
  const [first, last] = usable(cidr);
  const number = numberOf(address);
  return number >= first && number <= last && textOf(number) === address;
};

/**
 * Finds the lowest address of a subnet that is not taken, from .4 of a /24 on.
 *
 * @returns `undefined` if every address that an HSM can have is taken
 */
export const lowestFreeIn = (
  cidr: Cidr,
  isTaken: (address: IpAddress) => boolean,
): IpAddress | undefined => {
  const [first, last] = usable(cidr);
  for (let number = first; number <= last; number += 1) {
    const address = textOf(number);
    if (!isTaken(address)) return address;
  }
  return undefined;
};

/** The range for documentation (RFC 3849), so that no address is a real host's. */
const V6_PREFIX = '20010db8';
const V6_DIGITS = 32;
const GROUP = /.{4}/gu;

/**
 * Makes the IPv6 address of a network interface, all eight groups in full: the interface's digits
 * fill its end, so that it is as unique as the interface.
 */
export const makeIpV6Address = (eniId: EniId): IpV6Address => {
  const digits = eniId.slice('eni-'.length).padStart(V6_DIGITS - V6_PREFIX.length, '0');
  return `${V6_PREFIX}${digits}`.replace(GROUP, (group, at) => (at === 0 ? group : `:${group}`));
};
