/**
 * AWS's partitions: groups of regions that share nothing with one another.
 *
 * @module
 */
import type { Region } from './placement.ts';

const PARTITIONS: readonly (readonly [regions: RegExp, partition: string])[] = [
  [/^cn-/u, 'aws-cn'],
  [/^[a-z]{2}-gov-/u, 'aws-us-gov'],
  [/^[a-z]{2}-iso-/u, 'aws-iso'],
  [/^eusc-/u, 'aws-eusc'],
];

/**
 * The partition that a region is in, which follows from its name (F-171), such as `aws-cn`.
 *
 * @see "AWS partitions", AWS Fault Isolation Boundaries whitepaper
 */
export const partitionOf = (region: Region): string => {
  const letter = /^[a-z]{2}-iso([a-z])-/u.exec(region)?.[1];
  if (letter !== undefined) return `aws-iso-${letter}`;
  return PARTITIONS.find(([regions]) => regions.test(region))?.[1] ?? 'aws';
};
