/**
 * Editions for hosts that really do some of the work.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { excerpt } from '../kernel/excerpt.ts';
import { invariant } from '../kernel/invariant.ts';
import { own } from '../kernel/own.ts';
import type { Durations, Edition } from '../model/edition.ts';
import { frozen } from './editions.ts';

/** Work that a host can really do, and report the end of. */
export type Reported = 'backup' | 'copy' | 'hsm' | 'cluster';

const OPERATIONS: Readonly<Record<Reported, readonly (keyof Durations)[]>> = {
  backup: ['backup'],
  copy: ['copy'],
  hsm: ['hsm', 'hsmDeletion', 'migration'],
  cluster: ['clusterCreation', 'restore', 'initialization', 'activation', 'clusterDeletion'],
};

/**
 * Derives an edition for a host that really does some of the work. That work then ends only when
 * the host reports it with `settle`.
 *
 * @param base - any edition
 * @param operations - the work that the host does
 * @throws InvariantViolation for any other word
 */
export const reportedBy = (base: Edition, operations: readonly Reported[]): Edition => {
  if (operations.length === 0) return base;
  const reported = operations.flatMap((operation) => {
    const durations = own(OPERATIONS, operation);
    invariant(
      durations !== undefined,
      `reportedBy has no ${excerpt(operation)}, only ${Object.keys(OPERATIONS).join(', ')}`,
    );
    return durations;
  });
  const { replacement } = undraft(base);
  const durations = Object.fromEntries(
    Object.entries(base.durations).map(([name, value]) => [
      name,
      reported.some((it) => it === name) ? 'REPORTED' : value,
    ]),
  );
  return frozen({
    ...undraft(base),
    name: `${base.name}+${[...new Set(operations)].toSorted().join('+')}`,
    durations: durations as Durations,
    replacement: operations.includes('hsm') ? { ...replacement, takes: 'REPORTED' } : replacement,
  });
};
