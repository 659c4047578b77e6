/**
 * The editions that a host can run under: backups, copies and HSMs must end with the host's report,
 * not after a duration.
 *
 * @module
 */
import { holderIdOf, reportedBy, editions, type Edition } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import type { EditionNotReported } from './refusals.ts';

const OPERATIONS = ['backup', 'copy', 'hsm'] as const;

/** The edition of a runtime if none is given. */
export const hostEdition: Edition = reportedBy(editions.aws2026, OPERATIONS);

/** The kinds of work that an edition ends by the clock, if any. */
export const editionFlaw = (edition: Edition): EditionNotReported | undefined => {
  const { name, durations, replacement } = edition;
  const operations = OPERATIONS.filter(
    (operation) =>
      durations[operation] !== 'REPORTED' ||
      (operation === 'hsm' &&
        (replacement.takes !== 'REPORTED' || durations.migration !== 'REPORTED')),
  );
  return operations.length === 0
    ? undefined
    : { _tag: 'EditionNotReported', edition: name, operations };
};

/** The first holder of a fleet whose edition a host cannot run under, if any. */
export const fleetEditionFlaw = ({ holders }: Fleet): EditionNotReported | undefined => {
  for (const holder of holders.values()) {
    const flaw = editionFlaw(holder.edition);
    if (flaw !== undefined) return { ...flaw, holderId: holderIdOf(holder) };
  }
  return undefined;
};
