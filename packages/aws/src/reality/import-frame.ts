/**
 * What an import is told beside the documents, and what it cannot explain.
 *
 * @module
 */
import type { Edition, EpochMillis } from '@hsm-lifecycle/core';
import { arnParts } from '../view/arn.ts';

/** Something that was seen and could not be taken in as it is. */
export type Unexplained = {
  /** The id of what it is about; `clusters` or `backups` for a whole document. */
  readonly id: string;
  /** What it is, and what was done about it. */
  readonly what: string;
};

/** When and under what the documents are taken in. */
export type ImportFrame = {
  readonly at: EpochMillis;
  readonly edition: Edition;
  readonly account: string;
  readonly region: string | undefined;
  /** Notes what cannot be explained. */
  readonly note: (id: string, what: string) => void;
};

const MS_PER_SECOND = 1000;

/** An instant of the API in milliseconds. */
export const millisOf = (seconds: number | undefined): EpochMillis | undefined =>
  seconds === undefined ? undefined : Math.round(seconds * MS_PER_SECOND);

/** When work that was seen in progress ends: nobody knows when it began. */
export const endOfWork = (
  { at, edition }: ImportFrame,
  work: keyof Edition['durations'],
): { readonly expectedAt: EpochMillis } => ({
  expectedAt: at + Number(edition.durations[work]),
});

/** The region of a backup: its ARN's, else that of the import. */
export const regionOfArn = ({ region }: ImportFrame, arn: string | undefined): string | undefined =>
  arnParts(arn ?? '')?.region ?? region;

/** When a thing was made: not later than it was listed, which is noted if it says so. */
export const createdBefore = (
  { at, note }: ImportFrame,
  { id, seconds }: { readonly id: string; readonly seconds: number | undefined },
): EpochMillis => {
  const createdAt = millisOf(seconds) ?? at;
  if (createdAt > at) note(id, 'Its CreateTimestamp is after the lists were made; now, then.');
  return Math.min(createdAt, at);
};
