/**
 * How long something that was deleted can still come back.
 *
 * @module
 */
import type { EpochMillis, Millis } from '@hsm-lifecycle/core';
import { residualData, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { EventType } from '@hsm-lifecycle/runbooks';
import type { Measure, Observation, MeasureReaction } from '../life/measure.ts';

/** The options of `exposureMeasure`. */
export type ExposureFor = {
  /**
   * Only deletions at least this long before the end count. What can still come back then is
   * counted as `longer`, and is in no average.
   */
  readonly followUp: Millis;
};

/** A deleted key or user, and when no place held it any more. */
type Deletion = {
  readonly kind: 'keys' | 'users';
  readonly name: string;
  readonly at: EpochMillis;
  readonly goneAt: EpochMillis | undefined;
};

const GONE: readonly EventType[] = [
  'BackupPurged',
  'HsmAdded',
  'HsmAdditionFailed',
  'HsmRemoved',
  'HsmReplaced',
  'HsmReplacementFailed',
  'HsmDegraded',
  'BackupCreationFailed',
  'BackupCopyFailed',
  'OriginDropped',
  'ClusterDeleted',
  'ClusterRestoreFailed',
];

const deleted = ({ event }: FleetEvent): Deletion | undefined => {
  const { at } = event.data;
  if (event.type === 'KeyDeleted')
    return { kind: 'keys', name: event.data.keyId, at, goneAt: undefined };
  return event.type === 'UserDeleted'
    ? { kind: 'users', name: event.data.name, at, goneAt: undefined }
    : undefined;
};

const isGoneEvent = ({ event: { data } }: FleetEvent): boolean =>
  'gone' in data && (data.gone.keys > 0 || data.gone.users > 0);

/** The names that some place holds or may hold. */
const heldSomewhere = (fleet: Fleet, open: readonly Deletion[]): ReadonlySet<string> => {
  const of = (kind: Deletion['kind']): readonly string[] =>
    open.filter((it) => it.kind === kind).map(({ name }) => name);
  const found = residualData(fleet, { keyIds: of('keys'), userNames: of('users') });
  if (found._tag === 'Left' || found.right.some(({ cannotBeRuledOut }) => cannotBeRuledOut))
    return new Set(open.map(({ kind, name }) => `${kind} ${name}`));
  const keys = found.right.flatMap((it) => it.keys.map(({ keyId }) => `keys ${keyId}`));
  const users = found.right.flatMap((it) => it.users.map(({ name }) => `users ${name}`));
  return new Set(keys.concat(users));
};

const checked = (
  deletions: readonly Deletion[],
  fleet: Fleet,
  at: EpochMillis,
): readonly Deletion[] => {
  const open = deletions.filter(({ goneAt }) => goneAt === undefined);
  if (open.length === 0) return deletions;
  const held = heldSomewhere(fleet, open);
  return deletions.map((it) =>
    it.goneAt !== undefined || held.has(`${it.kind} ${it.name}`)
      ? it
      : { kind: it.kind, name: it.name, at: it.at, goneAt: at },
  );
};

/**
 * Measures the time from the deletion of a key or user until no place holds it: no HSM, backup or
 * copy, lost regions included. A name that is used again counts as the same thing.
 */
export const exposureMeasure = ({ followUp }: ExposureFor): Measure => {
  const measure: Measure<readonly Deletion[]> = {
    name: 'Exposure',
    labels: {
      keys: { kind: 'VALUE', unit: 'ms', about: 'time in which a deleted key can come back' },
      users: { kind: 'VALUE', unit: 'ms', about: 'time in which a deleted user can come back' },
      longer: { kind: 'TOTAL', unit: 'count', about: 'deletions still open at the end' },
    },
    sees: ['KeyDeleted', 'UserDeleted', ...GONE],
    begin: () => [],
    see: (deletions, happened, { fleet, at }): MeasureReaction<readonly Deletion[]> => {
      const more = deleted(happened);
      if (more !== undefined) return [checked(deletions.concat(more), fleet, at), []];
      return [isGoneEvent(happened) ? checked(deletions, fleet, at) : deletions, []];
    },
    end: (deletions, end) =>
      deletions
        .filter(({ at }) => at <= end - followUp)
        .map(({ kind, at, goneAt }): Observation =>
          goneAt === undefined
            ? { kind: 'TOTAL', label: 'longer', amount: 1 }
            : { kind: 'VALUE', label: kind, value: goneAt - at },
        ),
  };
  return measure;
};
