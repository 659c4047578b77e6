/**
 * A fleet under other editions.
 *
 * @module
 */
import { isLeft, right, type Either } from '../kernel/either.ts';
import type { Edition } from '../model/edition.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { assembled, partsOf } from './fleet-json.ts';

/** Makes the edition that a holder lives under from another one, or refuses to. */
export type RestatedEdition<Refusal> = (edition: Edition) => Either<Refusal, Edition>;

/**
 * Makes the same fleet under other editions, such as one with other durations: a simulator that
 * draws durations at random reports the ends of work itself. Holders carry their editions, so all
 * are changed. What is in progress still ends when it would have.
 *
 * @param fleet - any fleet
 * @param restate - called once for each edition in the fleet
 * @returns Right: the fleet. Left: the first refusal of `restate`.
 * @example
 * restated(fleet, (it) => customEdition(it, { name: 'slow', durations: { copy: 'REPORTED' } }));
 */
export const restated = <Refusal>(
  fleet: Fleet,
  restate: RestatedEdition<Refusal>,
): Either<Refusal, Fleet> => {
  const known = new Map<Edition, Either<Refusal, Edition>>();
  const editionFor = (it: Edition): Either<Refusal, Edition> => {
    const made = known.get(it) ?? restate(it);
    known.set(it, made);
    return made;
  };
  const parts = partsOf(fleet);
  const edition = editionFor(parts.edition);
  if (isLeft(edition)) return edition;
  const holders: BackupHolder[] = [];
  for (const holder of parts.holders) {
    const its = editionFor(holder.edition);
    if (isLeft(its)) return its;
    holders.push(Object.freeze({ ...holder, edition: its.right }));
  }
  return right(assembled({ ...parts, edition: edition.right, holders }));
};
