/**
 * The rules that a host can keep: what it really does must end by its report, not by the clock.
 *
 * @module
 */
import { holderIdOf, reportedBy, editions, type Edition } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import type { EditionNotReported } from './refusals.ts';

const OPERATIONS = ['backup', 'copy', 'hsm'] as const;

/** What a runtime runs under when nobody says otherwise. */
export const hostEdition: Edition = reportedBy(editions.aws2026, OPERATIONS);

/** Says which operations a set of rules leaves to the clock, if any. */
export const editionFlaw = ({ name, durations }: Edition): EditionNotReported | undefined => {
  const operations = OPERATIONS.filter((operation) => durations[operation] !== 'REPORTED');
  return operations.length === 0
    ? undefined
    : { _tag: 'EditionNotReported', edition: name, operations };
};

/** Says which holder of a fleet lives under rules that a host cannot keep, if any does. */
export const fleetEditionFlaw = ({ holders }: Fleet): EditionNotReported | undefined => {
  for (const holder of holders.values()) {
    const flaw = editionFlaw(holder.edition);
    if (flaw !== undefined) return { ...flaw, holderId: holderIdOf(holder) };
  }
  return undefined;
};
