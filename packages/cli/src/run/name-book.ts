/**
 * The names that a drill gives to ids, and those that are made up for what it did not name.
 *
 * @module
 */
import type { HsmSource, RuleId } from '@hsm-lifecycle/core';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Speaker } from '../tell/sentence.ts';
import { shortDayText } from '../tell/when.ts';

/** Names by id, ids by name, and what was remembered. */
export type NameBook = {
  /** Gives a name to an id; the id had none, or had one that was made up. */
  readonly name: (id: string, name: string) => void;
  /** Notes what events say of new ids, so that each has a name. */
  readonly note: (events: readonly FleetEvent[]) => void;
  /** What an id is called. */
  readonly called: (id: string) => string;
  /** How the events of a stream are told. */
  readonly speaker: (stream: string) => Speaker;
  readonly idOf: (name: string) => string | undefined;
  readonly names: () => readonly string[];
};

const BACKUP_KINDS = {
  ACTIVATION: 'activation backup',
  HSM_ADDED: 'backup for a new HSM',
  HSM_REMOVED: 'backup for a leaving HSM',
  DAILY: 'daily backup',
} as const;

const whose = (name: string): string => `${name}${name.endsWith('s') ? '’' : '’s'}`;

/** The rule by which an HSM gets what it joins with. */
const joiningRule = ({ kind }: HsmSource, isForced: boolean): RuleId => {
  switch (kind) {
    case 'BLANK':
      return 'F-70';
    case 'PEER':
      return 'F-82';
    case 'BACKUP':
      return isForced ? 'F-82' : 'F-83';
    case 'ORIGIN':
      return 'F-108';
  }
};

/** Makes an empty book. */
export const nameBook = (): NameBook => {
  const given = new Map<string, string>();
  const ids = new Map<string, string>();
  const madeUp = new Map<string, () => string>();
  const hsmsOf = new Map<string, number>();
  const forcedAt = new Map<string, number>();
  const joinsBy = new Map<string, RuleId>();
  const called = (id: string): string => given.get(id) ?? madeUp.get(id)?.() ?? id;
  const addHsm = (cluster: string, hsmId: string): void => {
    const count = (hsmsOf.get(cluster) ?? 0) + 1;
    hsmsOf.set(cluster, count);
    madeUp.set(hsmId, () => `HSM ${count} of ${called(cluster)}`);
  };
  const name = (id: string, text: string): void => {
    given.set(id, text);
    ids.set(text, id);
  };
  const replace = (before: string, after: string): void => {
    const text = given.get(before);
    madeUp.set(after, () => `the replacement of ${text ?? called(before)}`);
    if (text === undefined) return;
    given.set(before, `the old ${text}`);
    name(after, text);
  };
  const noteOne = ({ stream, event }: FleetEvent): void => {
    if (event.type === 'HsmAdding') {
      const { at, hsmId, from } = event.data;
      addHsm(stream, hsmId);
      joinsBy.set(
        hsmId,
        joiningRule(from, from.kind === 'BACKUP' && forcedAt.get(from.backupId) === at),
      );
    }
    if (event.type === 'HsmReplaced') replace(event.data.hsmId, event.data.newHsmId);
    if (event.type === 'BackupCreating') {
      const { backupId, cause, at } = event.data;
      if (cause === 'HSM_ADDED') forcedAt.set(backupId, at);
      madeUp.set(
        backupId,
        () => `${whose(called(stream))} ${BACKUP_KINDS[cause]} of ${shortDayText(at)}`,
      );
    }
    if (event.type === 'BackupCopying') {
      const { backupId, source, region } = event.data;
      madeUp.set(backupId, () => `the copy in ${region} of ${called(source.backupId)}`);
    }
  };
  return {
    name,
    note: (events) => events.forEach(noteOne),
    called,
    speaker: (stream) => ({
      it: called(stream),
      called,
      joinsBy: (hsmId) => joinsBy.get(hsmId) ?? 'F-82',
    }),
    idOf: (text) => ids.get(text),
    names: () => [...ids.keys()],
  };
};
