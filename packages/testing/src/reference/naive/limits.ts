/**
 * Which counts, instants, tags and retention policies are valid; partitions of regions.
 *
 * @module
 */

/** Tells whether a number is a valid quota, or left out. */
export const isCount = (value: number | undefined): boolean =>
  value === undefined || (Number.isSafeInteger(value) && value >= 0);

/** Tells whether a number is a valid instant, or left out. */
export const isNaiveInstant = (at: number | undefined): boolean =>
  at === undefined || (Number.isSafeInteger(at) && at >= 0 && at <= 8.64e15);

/** Tells whether customers may set a retention of that many days. */
export const fitsPolicy = (days: number): boolean =>
  Number.isInteger(days) && days >= 7 && days <= 379;

/** Regions of a partition of its own begin so. */
export const partition = (region: string): string =>
  ['cn-', 'us-gov-', 'us-iso-', 'us-isob-', 'us-isof-', 'eu-isoe-', 'eusc-'].find((start) =>
    region.startsWith(start),
  ) ?? '';

/** Tells whether a resource may have that many tags. */
export const fewTags = (tags: object): boolean => Object.keys(tags).length <= 50;
