/**
 * The law of conservation of keys.
 *
 * @module
 */
import type { BackupHolder, Contents, Key } from '@hsm-lifecycle/core';
import { lawOfMoments, type Law, type Moment } from './law.ts';

/** What each place of a holder has. A copy that failed is none any more (F-166). */
const materials = (holder: BackupHolder): readonly (Contents['material'] | undefined)[] => {
  if (holder.kind === 'COPY') return holder.backups.filter(({ state }) => state !== 'DELETED').map(({ material }) => material);
  const { material, origin, hsms, backups } = holder;
  return [material, origin?.material, ...hsms.map(({ joinsWith }) => joinsWith?.material), ...backups.map((it) => it.material)];
};

const identity = ({ keyId, createdAt }: Key): string => `${keyId} of ${createdAt}`;

/** Every key that some place in a holder has. */
const keysIn = (holder: BackupHolder): Set<string> => {
  const keys = new Set<string>();
  for (const material of new Set(materials(holder))) for (const key of material?.keys ?? []) keys.add(identity(key));
  return keys;
};

const isDeleted = ({ event }: Moment, lost: readonly string[]): boolean =>
  event.type === 'KeyDeleted' && lost.every((key) => key.startsWith(`${event.data.keyId} of `));

const unaccounted = (moment: Moment): string | undefined => {
  const { event, holder, holderAfter } = moment;
  if (holder === undefined || holderAfter === undefined) return undefined;
  const left = keysIn(holderAfter);
  const lost = [...keysIn(holder)].filter((key) => !left.has(key));
  const said = 'gone' in event.data ? event.data.gone.keys : undefined;
  if (said !== undefined)
    return said === lost.length ? undefined : `${event.type} says that ${said} keys are gone, and it is ${lost.length}`;
  return lost.length === 0 || isDeleted(moment, lost) ? undefined : `${lost.join(', ')} vanished with ${event.type}`;
};

/** The law of conservation of keys. */
export const keyLaws: readonly Law[] = [
  lawOfMoments(
    'keys are conserved',
    'A key that is in no place of its holder any more was deleted there, or its last place ended and the event says so (F-86, F-230).',
    unaccounted,
  ),
];
