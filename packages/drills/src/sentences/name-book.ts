/**
 * Names for ids: those that a drill gives with `as`, and generated ones for everything else.
 *
 * @module
 */
import type { HsmSource, RuleId } from '@hsm-lifecycle/core';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { EventNames } from './sentence.ts';
import { shortDayText } from './when.ts';

/** Names by id, and ids by name. */
export type NameBook = {
  /** Names an id. A name given here takes precedence over a generated one. */
  readonly name: (id: string, name: string) => void;
  /** Generates names for the ids that are new in these events. */
  readonly note: (events: readonly FleetEvent[]) => void;
  /** The name of an id; the id itself if it has none. */
  readonly called: (id: string) => string;
  /** The names to use in sentences about the events of a stream. */
  readonly namesFor: (stream: string) => EventNames;
  /** The id that a drill has given this name to. */
  readonly idOf: (name: string) => string | undefined;
  /** All names that the drill has given, oldest first. */
  readonly names: () => readonly string[];
};

type Notes = {
  readonly given: Map<string, string>;
  readonly ids: Map<string, string>;
  /** Generated when read, for they contain names that may still change. */
  readonly generated: Map<string, () => string>;
  readonly hsmsByCluster: Map<string, number>;
  /** When each backup was forced by the addition of an HSM. */
  readonly forcedAt: Map<string, number>;
  /** The rule by which each HSM gets its contents. */
  readonly joiningRules: Map<string, RuleId>;
};

const BACKUP_KINDS = {
  ACTIVATION: 'activation backup',
  HSM_ADDED: 'backup for a new HSM',
  HSM_REMOVED: 'backup for a leaving HSM',
  DAILY: 'daily backup',
  MIGRATION: 'migration backup',
} as const;

const possessive = (name: string): string => `${name}${name.endsWith('s') ? '’' : '’s'}`;

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

const nameIn = ({ given, generated }: Notes, id: string): string =>
  given.get(id) ?? generated.get(id)?.() ?? id;

const setName = ({ given, ids }: Notes, id: string, name: string): void => {
  given.set(id, name);
  ids.set(name, id);
};

type DataOf<Type extends FleetEvent['event']['type']> = Extract<
  FleetEvent['event'],
  { readonly type: Type }
>['data'];

const noteHsm = (notes: Notes, cluster: string, data: DataOf<'HsmAdding'>): void => {
  const { at, hsmId, from } = data;
  const number = (notes.hsmsByCluster.get(cluster) ?? 0) + 1;
  notes.hsmsByCluster.set(cluster, number);
  notes.generated.set(hsmId, () => `HSM ${number} of ${nameIn(notes, cluster)}`);
  const isForced = from.kind === 'BACKUP' && notes.forcedAt.get(from.backupId) === at;
  notes.joiningRules.set(hsmId, joiningRule(from, isForced));
};

const noteReplacing = (notes: Notes, { hsmId, newHsmId }: DataOf<'HsmReplacing'>): void => {
  const name = notes.given.get(hsmId);
  notes.generated.set(newHsmId, () => `the replacement of ${name ?? nameIn(notes, hsmId)}`);
};

/** An HSM that has changed its type keeps its name, under both ids. */
const noteMigrated = (notes: Notes, { hsmId, newHsmId }: DataOf<'HsmMigrated'>): void => {
  const name = notes.given.get(hsmId);
  const generated = notes.generated.get(hsmId);
  if (generated !== undefined) notes.generated.set(newHsmId, generated);
  if (name !== undefined) setName(notes, newHsmId, name);
};

/** Once ACTIVE, the replacement takes over the name that the drill gave. */
const noteReplacement = (notes: Notes, { hsmId, newHsmId }: DataOf<'HsmReplaced'>): void => {
  const name = notes.given.get(hsmId);
  if (name === undefined) return;
  notes.ids.set(name, newHsmId);
  if (notes.given.has(newHsmId)) return;
  notes.given.set(hsmId, `the old ${name}`);
  setName(notes, newHsmId, name);
};

const noteBackup = (notes: Notes, cluster: string, data: DataOf<'BackupCreating'>): void => {
  const { backupId, cause, at } = data;
  if (cause === 'HSM_ADDED') notes.forcedAt.set(backupId, at);
  notes.generated.set(
    backupId,
    () => `${possessive(nameIn(notes, cluster))} ${BACKUP_KINDS[cause]} of ${shortDayText(at)}`,
  );
};

const noteEvent = (notes: Notes, { stream, event }: FleetEvent): void => {
  if (event.type === 'HsmAdding') noteHsm(notes, stream, event.data);
  if (event.type === 'HsmReplacing') noteReplacing(notes, event.data);
  if (event.type === 'HsmReplaced') noteReplacement(notes, event.data);
  if (event.type === 'HsmMigrated') noteMigrated(notes, event.data);
  if (event.type === 'BackupCreating') noteBackup(notes, stream, event.data);
  if (event.type === 'BackupCopying') {
    const { backupId, source, region } = event.data;
    notes.generated.set(
      backupId,
      () => `the copy in ${region} of ${nameIn(notes, source.backupId)}`,
    );
  }
};

/** Makes an empty book. */
export const nameBook = (): NameBook => {
  const notes: Notes = {
    given: new Map(),
    ids: new Map(),
    generated: new Map(),
    hsmsByCluster: new Map(),
    forcedAt: new Map(),
    joiningRules: new Map(),
  };
  const called: NameBook['called'] = (id) => nameIn(notes, id);
  return {
    name: (id, name) => setName(notes, id, name),
    note: (events) => events.forEach((event) => noteEvent(notes, event)),
    called,
    namesFor: (stream) => ({
      subject: called(stream),
      called,
      joinsBy: (hsmId) => notes.joiningRules.get(hsmId) ?? 'F-82',
    }),
    idOf: (name) => notes.ids.get(name),
    names: () => [...notes.ids.keys()],
  };
};
