/**
 * A fleet under other durations.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { undraft } from '../kernel/draft.ts';
import { backupCopy } from '../model/backup-copy.ts';
import { clusterRecord } from '../model/cluster.ts';
import type { Edition, EditionChanges } from '../model/edition.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { customEdition, type BadEdition } from '../rules/custom-edition.ts';
import { assembled, partsOf } from './fleet-json.ts';

/** How long work takes from now on, and the name of such an edition. */
export type Restated = Pick<EditionChanges, 'name' | 'durations' | 'replacement'>;

const withEdition = (holder: BackupHolder, edition: Edition): BackupHolder =>
  holder.kind === 'CLUSTER'
    ? clusterRecord({ ...holder, edition })
    : backupCopy({ ...holder, edition });

/**
 * Makes the same fleet under other durations, as a simulator needs that draws durations at random
 * and reports the ends of work itself. Holders carry their editions, so all are changed. What is in
 * progress still ends when it would have.
 *
 * @param fleet - any fleet
 * @param changes - `durations` and `replacement`, merged into those of each edition; `name`, to
 *   which the name of the old edition is prefixed
 * @returns Right: the fleet. Left: `BadEdition`.
 * @example
 * restated(fleet, { name: 'slow', durations: { copy: 'REPORTED' } });
 */
export const restated = (fleet: Fleet, changes: Restated): Either<BadEdition, Fleet> => {
  const known = new Map<Edition, Edition>();
  const restatedEdition = (it: Edition): Either<BadEdition, Edition> => {
    const before = known.get(it);
    if (before !== undefined) return right(before);
    const made = customEdition(it, { ...changes, name: `${it.name}+${changes.name}` });
    if (made._tag === 'Right') known.set(it, made.right);
    return made;
  };
  const parts = partsOf(undraft(fleet));
  const edition = restatedEdition(parts.edition);
  if (isLeft(edition)) return edition;
  const holders: BackupHolder[] = [];
  for (const holder of parts.holders) {
    const its = restatedEdition(holder.edition);
    if (isLeft(its)) return left(its.left);
    holders.push(withEdition(holder, its.right));
  }
  return right(assembled({ ...parts, edition: edition.right, holders }));
};
