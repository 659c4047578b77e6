/**
 * The names of backups across accounts and regions.
 *
 * @module
 */
import type { AccountRegion } from '@hsm-lifecycle/core';

/** What an ARN says. */
export type ArnParts = AccountRegion & { readonly id: string };

const partitionIn = (region: string): string => (region.includes('-gov-') ? 'aws-us-gov' : 'aws');

/** Writes the ARN of a backup (F-47). */
export const backupArn = ({ account, region, id }: ArnParts): string =>
  `arn:${partitionIn(region)}:cloudhsm:${region}:${account}:backup/${id}`;

const ARN = /^arn:aws(?:-us-gov)?:cloudhsm:([a-z0-9-]+):(\d{12}):[a-z]+\/(.+)$/u;

/** Reads an ARN; undefined for a text of another form. */
export const arnParts = (text: string): ArnParts | undefined => {
  const [, region, account, id] = ARN.exec(text) ?? [];
  return region === undefined || account === undefined || id === undefined
    ? undefined
    : { account, region, id };
};
