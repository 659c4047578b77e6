/**
 * Ids of things that only EC2 knows, made from what the fleet knows.
 *
 * @module
 */
import type { AccountRegion } from '@hsm-lifecycle/core';
import { hashText } from '../kernel/bytes.ts';

const HEX_DIGITS = 17;

const madeId = (kind: string, text: string): string =>
  `${kind}-${hashText(`${kind} ${text}`).slice(0, HEX_DIGITS)}`;

/** The VPC of an account in a region. */
export const madeVpcId = ({ account, region }: AccountRegion): string =>
  madeId('vpc', `${account}/${region}`);

/** The security group of a cluster (F-121). */
export const madeSecurityGroup = (stem: string): string => madeId('sg', stem);

/** The range of addresses of a subnet: `10.x.y.0/24`. */
export const madeCidr = (subnetId: string): string => {
  const hash = hashText(`cidr ${subnetId}`);
  const [second, third] = [hash.slice(0, 2), hash.slice(2, 4)].map((it) => Number.parseInt(it, 16));
  return `10.${second}.${third}.0/24`;
};
