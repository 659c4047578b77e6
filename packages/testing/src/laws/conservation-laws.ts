/**
 * Laws of conservation: nothing vanishes without being accounted for.
 *
 * @module
 */
import type { BackupHolder } from '@hsm-lifecycle/core';
import { lawOfMoments, type Law, type LawMoment } from './law.ts';
import { accessesIn, keyIdentities, materialsIn, userIdentities } from './places.ts';

/** One half of contents: which there are in a holder, and whom they name. */
type Half<Value> = {
  readonly of: (holder: BackupHolder) => ReadonlySet<Value>;
  readonly named: (values: Iterable<Value>) => Set<string>;
};

/**
 * Whom a holder's places do not name any more. As long as every value is still there, nobody is
 * gone: the usual case, and quickly told.
 */
const lost = <Value>(
  { of, named }: Half<Value>,
  was: BackupHolder,
  is: BackupHolder,
): readonly string[] => {
  const [before, after] = [of(was), of(is)];
  const gone = [...before].filter((each) => !after.has(each));
  if (gone.length === 0) return [];
  const left = named(after);
  return [...named(gone)].filter((each) => !left.has(each));
};

type Kind = {
  readonly what: 'keys' | 'users';
  readonly lost: (was: BackupHolder, is: BackupHolder) => readonly string[];
  /** The name that an event deletes by command. */
  readonly deletedBy: (moment: LawMoment) => string | undefined;
};

const unaccounted =
  ({ what, lost: lostFrom, deletedBy }: Kind) =>
  (moment: LawMoment): string | undefined => {
    const { event, holder, holderAfter } = moment;
    if (holder === undefined || holderAfter === undefined) return undefined;
    const gone = lostFrom(holder, holderAfter);
    if ('gone' in event.data) {
      const said = event.data.gone[what];
      return said === gone.length
        ? undefined
        : `${event.type} says that ${said} ${what} are gone, and it is ${gone.length}`;
    }
    const name = deletedBy(moment);
    const isDeleted = name !== undefined && gone.every((each) => each.startsWith(`${name} of `));
    return gone.length === 0 || isDeleted
      ? undefined
      : `${gone.join(', ')} vanished with ${event.type}`;
  };

const keys: Kind = {
  what: 'keys',
  lost: (was, is) => lost({ of: materialsIn, named: keyIdentities }, was, is),
  deletedBy: ({ event }) => (event.type === 'KeyDeleted' ? event.data.keyId : undefined),
};

const users: Kind = {
  what: 'users',
  lost: (was, is) => lost({ of: accessesIn, named: userIdentities }, was, is),
  deletedBy: ({ event }) => (event.type === 'UserDeleted' ? event.data.name : undefined),
};

const forgotten = ({ event, holder, holderAfter }: LawMoment): string | undefined => {
  if (holder === undefined || holderAfter === undefined || holder.backups === holderAfter.backups)
    return undefined;
  const left = new Set(holderAfter.backups.map(({ backupId }) => backupId));
  const ended =
    event.type === 'BackupPurged' || event.type === 'BackupCreationFailed'
      ? event.data.backupId
      : undefined;
  const missing = holder.backups.find(({ backupId }) => !left.has(backupId) && backupId !== ended);
  return missing && `${missing.backupId} vanished with ${event.type}`;
};

/** Laws of conservation. */
export const conservationLaws: readonly Law[] = [
  lawOfMoments(
    'keys are conserved',
    'A key that is in no place of its holder any more was deleted there, or its last place ended and the event says so (F-86, F-230).',
    unaccounted(keys),
  ),
  lawOfMoments(
    'users are conserved',
    'A user who is in no place of its holder any more was deleted there, or its last place ended and the event says so (F-86, F-195).',
    unaccounted(users),
  ),
  lawOfMoments(
    'backups are conserved',
    'A backup leaves its holder by being purged or by failing, and in no other way (F-145, U-12).',
    forgotten,
  ),
];
