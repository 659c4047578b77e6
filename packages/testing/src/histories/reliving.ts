/**
 * Replaying part of a history: commands are left out or changed, and the others keep their meaning.
 *
 * Generated ids depend on how many came before, so leaving a command out would make later commands
 * name other things. Here each id is translated to what the same command creates this time: the HSM
 * of this `AddHsm`, the backup that this `RemoveHsm` forced. A daily backup, which no command
 * creates, becomes the backup of its cluster that is nearest in time. The id of something whose
 * command was left out becomes that of something of the same kind.
 *
 * @module
 */
import { holderIdOf, type BackupHolder, type Command } from '@hsm-lifecycle/core';
import { holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { fleetAt } from '../examples/fleet-at.ts';
import type { FleetMachine } from '../laws/machine.ts';
import { newHistoryRecorder, type Crash, type FleetHistory, type HistoryStep } from './history.ts';
import { withIds, type IdInCommand } from './renaming.ts';

/** A command to replay, and its outcome the first time. */
export type PastCommand = { readonly command: Command; readonly first: HistoryStep | Crash };

/** Lists the commands of a history with their outcomes. */
export const pastCommandsOf = ({ steps, crash }: FleetHistory): readonly PastCommand[] =>
  [...steps, ...(crash === undefined ? [] : [crash])].map((first) => ({
    command: first.command,
    first,
  }));

/** The ids that a command created, by kind. */
type CreatedIds = readonly (readonly [kind: string, id: string])[];

const createdIds = ({ event: { type, data } }: FleetEvent): CreatedIds => {
  if (type === 'ClusterCreating' || type === 'ClusterRestoring')
    return [['cluster', data.clusterId]];
  if (type === 'BackupCopying') return [['backup', data.backupId]];
  if (type === 'HsmReplacing') return [['hsm', data.newHsmId]];
  if (type === 'HsmAdding') return [['hsm', data.hsmId], ['eni', data.eniId]]; // prettier-ignore
  const isTimed = type === 'BackupCreating' && ['DAILY', 'MIGRATION'].includes(data.cause);
  return type === 'BackupCreating' && !isTimed ? [['backup', data.backupId]] : [];
};

/** Lists the ids that a command created. */
export const idsMadeBy = (first: HistoryStep | Crash): CreatedIds =>
  'outcome' in first && first.outcome._tag === 'Right'
    ? first.outcome.right[1].flatMap(createdIds)
    : [];

/**
 * The holder with an id the first time: after the command, or else before it. A network interface
 * is found by its cluster.
 */
export const holderWithId = (first: HistoryStep | Crash, id: string): BackupHolder | undefined => {
  const { data } = first.command;
  const name = id.startsWith('eni-') && 'clusterId' in data ? (data.clusterId ?? id) : id;
  const after =
    'outcome' in first && first.outcome._tag === 'Right'
      ? holderIn(first.outcome.right[0], name)
      : undefined;
  return after ?? holderIn(first.before, name);
};

const suffixOf = (id: string): string => id.slice(id.indexOf('-') + 1);

const counterpartOf = (was: BackupHolder, id: string, is: BackupHolder): string | undefined => {
  const made = was.backups.find(({ backupId }) => backupId === id)?.createdAt;
  if (made !== undefined) {
    const byDistance = [...is.backups].toSorted(
      (a, b) => Math.abs(a.createdAt - made) - Math.abs(b.createdAt - made),
    );
    return byDistance[0]?.backupId;
  }
  if (was.kind !== 'CLUSTER' || is.kind !== 'CLUSTER') return undefined;
  const place = was.hsms.findIndex(({ hsmId, eniId }) => hsmId === id || eniId === id);
  const stands = is.hsms[Math.min(place, is.hsms.length - 1)];
  return place < 0 ? undefined : id.startsWith('eni-') ? stands?.eniId : stands?.hsmId;
};

/** Translates the ids of the first time to those of this time. */
const newNames = (fleet: () => Fleet) => {
  const names = new Map<string, string>();

  /** The counterpart of a holder: what the same command created, or else any of its kind. */
  const holderFor = (now: Fleet, was: BackupHolder): BackupHolder | undefined => {
    const its = names.get(holderIdOf(was));
    const known = its === undefined ? undefined : holderIn(now, its);
    return (
      known ??
      [...now.holders.values()].find(({ kind }) => kind === was.kind) ??
      now.holders.values().next().value
    );
  };

  const nameFor = ({ id, isNew }: IdInCommand, { first, command }: PastCommand): string => {
    if (id.startsWith('csr-')) return `csr-${suffixOf(names.get(`hsm-${suffixOf(id)}`) ?? id)}`;
    const known = names.get(id);
    if (known !== undefined || isNew) return known ?? id;
    const was = holderWithId(first, id);
    if (was === undefined) return id;
    const is = holderFor(fleetAt(fleet(), command.data.at), was);
    if (is === undefined) return id;
    return (holderIdOf(was) === id ? holderIdOf(is) : counterpartOf(was, id, is)) ?? id;
  };

  const note = (was: CreatedIds, is: CreatedIds): void => {
    const rest = [...is];
    for (const [kind, id] of was) {
      const index = rest.findIndex(([its]) => its === kind);
      const [, name] = rest[index] ?? [];
      if (name === undefined) continue;
      names.set(id, name);
      rest.splice(index, 1);
    }
  };

  return { nameFor, note };
};

/**
 * Replays commands, with each id translated to its counterpart.
 *
 * @param beginning - the fleet with which the first history began
 * @param commands - some of that history's, in order, perhaps changed
 */
export const replayCommands = (
  beginning: Fleet,
  commands: readonly PastCommand[],
  machine: FleetMachine,
): FleetHistory => {
  const recorder = newHistoryRecorder(beginning, machine);
  const names = newNames(recorder.fleet);
  for (const past of commands) {
    const taken = recorder.take(withIds(past.command, (named) => names.nameFor(named, past)));
    if (taken === undefined) break;
    names.note(idsMadeBy(past.first), idsMadeBy(taken));
  }
  return recorder.history();
};
