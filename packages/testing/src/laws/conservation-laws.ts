/**
 * Laws of conservation: nothing disappears without an event that says so.
 *
 * @module
 */
import { UNACTIVATED_ADMIN, type BackupHolder } from '@hsm-lifecycle/core';
import { lawOfMoments, type Law, type LawMoment } from './law.ts';
import { accessesIn, keyIdentities, materialsIn, userIdentities } from './places.ts';

/** Material or access: which values a holder has, and the identities in them. */
type Half<Value> = {
  readonly of: (holder: BackupHolder) => ReadonlySet<Value>;
  readonly named: (values: Iterable<Value>) => Set<string>;
};

/**
 * The identities that are in no place of the holder any more. If every value is still there,
 * nothing is: the usual case, and fast.
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
  /** Whether all are listed in every place; if not, none is sure to be gone (U-72). */
  readonly areListed: (is: BackupHolder) => boolean;
  /** The name that a deletion event deletes. */
  readonly deletedBy: (moment: LawMoment) => string | undefined;
  /** A name as it is compared. */
  readonly asNamed: (name: string) => string;
};

const unaccounted =
  ({ what, lost: lostFrom, areListed, deletedBy, asNamed }: Kind) =>
  (moment: LawMoment): string | undefined => {
    const { event, holder, holderAfter } = moment;
    if (holder === undefined || holderAfter === undefined) return undefined;
    const gone = lostFrom(holder, holderAfter);
    if ('gone' in event.data) {
      const said = event.data.gone[what];
      const count = areListed(holderAfter) ? gone.length : 0;
      return said === count
        ? undefined
        : `${event.type} says that ${said} ${what} are gone, but ${count} are`;
    }
    const name = deletedBy(moment);
    const isDeleted =
      name !== undefined && gone.every((each) => asNamed(each).startsWith(`${asNamed(name)} of `));
    return gone.length === 0 || isDeleted
      ? undefined
      : `${gone.join(', ')} disappeared with ${event.type}`;
  };

const keys: Kind = {
  what: 'keys',
  lost: (was, is) => lost({ of: materialsIn, named: keyIdentities }, was, is),
  areListed: (is) => [...materialsIn(is)].every(({ isComplete }) => isComplete),
  deletedBy: ({ event }) => (event.type === 'KeyDeleted' ? event.data.keyId : undefined),
  asNamed: (name) => name,
};

const users: Kind = {
  what: 'users',
  lost: (was, is) => lost({ of: accessesIn, named: userIdentities }, was, is),
  areListed: (is) => [...accessesIn(is)].every(({ isComplete }) => isComplete),
  deletedBy: ({ event }) => {
    if (event.type === 'ClusterActivated') return UNACTIVATED_ADMIN;
    return event.type === 'UserDeleted' ? event.data.name : undefined;
  },
  asNamed: (name) => name.toLowerCase(),
};

const lostBackup = ({ event, holder, holderAfter }: LawMoment): string | undefined => {
  if (holder === undefined || holderAfter === undefined || holder.backups === holderAfter.backups)
    return undefined;
  const left = new Set(holderAfter.backups.map(({ backupId }) => backupId));
  const ended =
    event.type === 'BackupPurged' || event.type === 'BackupCreationFailed'
      ? event.data.backupId
      : undefined;
  const missing = holder.backups.find(({ backupId }) => !left.has(backupId) && backupId !== ended);
  return missing && `${missing.backupId} disappeared with ${event.type}`;
};

/** Laws of conservation. */
export const conservationLaws: readonly Law[] = [
  lawOfMoments(
    'keys are conserved',
    'A key disappears from its holder only if it is deleted there, or if its last place ends ' +
      'and the event counts it (F-86, F-230).',
    unaccounted(keys),
  ),
  lawOfMoments(
    'users are conserved',
    'A user disappears from its holder only if it is deleted there, or if its last place ends ' +
      'and the event counts it; activation ends unactivated-admin (F-86, F-195, F-235).',
    unaccounted(users),
  ),
  lawOfMoments(
    'backups are conserved',
    'A backup leaves its holder only by being purged or by failing (F-145, U-12).',
    lostBackup,
  ),
];
