/**
 * Living some of a history again: commands are left out or changed, and the others go on meaning
 * the same things.
 *
 * Ids count, so a command that is left out would leave the ones behind it pointing at other things
 * than they did. Here each id stands for whatever the same command brings this time: the HSM that
 * this `AddHsm` added, the backup that this `RemoveHsm` forced. A daily backup, which no command
 * brings, stands for the one of its cluster that is nearest in time; what is brought by a command
 * that was left out, for what stands in its place.
 *
 * @module
 */
import { holderIdOf, type BackupHolder, type Command } from '@hsm-lifecycle/core';
import { holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { Machine } from '../explore/scene.ts';
import { fleetAt } from '../fleet-at.ts';
import { living, type Crash, type History, type Taken } from './history.ts';
import { renamed, type Named } from './renaming.ts';

/** A command to be given again, and what became of it the first time. */
export type Deed = { readonly command: Command; readonly first: Taken | Crash };

/** Lists what was done in a history. */
export const deedsOf = ({ steps, crash }: History): readonly Deed[] =>
  [...steps, ...(crash === undefined ? [] : [crash])].map((first) => ({
    command: first.command,
    first,
  }));

/** What a command brought, by what kind of thing it is. */
type Brought = readonly (readonly [kind: string, id: string])[];

const broughtBy = ({ event: { type, data } }: FleetEvent): Brought => {
  if (type === 'ClusterCreating' || type === 'ClusterRestoring')
    return [['cluster', data.clusterId]];
  if (type === 'BackupCopying') return [['backup', data.backupId]];
  if (type === 'HsmReplaced') return [['hsm', data.newHsmId]];
  if (type === 'HsmAdding') return [['hsm', data.hsmId], ['eni', data.eniId]]; // prettier-ignore
  return type === 'BackupCreating' && data.cause !== 'DAILY' ? [['backup', data.backupId]] : [];
};

/** Lists the ids that a command brought about. */
export const broughtIn = (first: Taken | Crash): Brought =>
  'outcome' in first && first.outcome._tag === 'Right'
    ? first.outcome.right[1].flatMap(broughtBy)
    : [];

/**
 * Where an id stood the first time: just after its command, else just before it. A network
 * interface is found by its cluster.
 */
export const seenWith = (first: Taken | Crash, id: string): BackupHolder | undefined => {
  const { data } = first.command;
  const name = id.startsWith('eni-') && 'clusterId' in data ? (data.clusterId ?? id) : id;
  const after =
    'outcome' in first && first.outcome._tag === 'Right'
      ? holderIn(first.outcome.right[0], name)
      : undefined;
  return after ?? holderIn(first.before, name);
};

const suffixOf = (id: string): string => id.slice(id.indexOf('-') + 1);

const standIn = (was: BackupHolder, id: string, is: BackupHolder): string | undefined => {
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

/** What each id of the first time is called this time. */
const newNames = (fleet: () => Fleet) => {
  const names = new Map<string, string>();

  /** The holder that stands for another one: what its own command brought, else any of its kind. */
  const holderFor = (now: Fleet, was: BackupHolder): BackupHolder | undefined => {
    const its = names.get(holderIdOf(was));
    const known = its === undefined ? undefined : holderIn(now, its);
    return (
      known ??
      [...now.holders.values()].find(({ kind }) => kind === was.kind) ??
      now.holders.values().next().value
    );
  };

  const nameFor = ({ id, isNew }: Named, { first, command }: Deed): string => {
    if (id.startsWith('csr-')) return `csr-${suffixOf(names.get(`hsm-${suffixOf(id)}`) ?? id)}`;
    const known = names.get(id);
    if (known !== undefined || isNew) return known ?? id;
    const was = seenWith(first, id);
    if (was === undefined) return id;
    const is = holderFor(fleetAt(fleet(), command.data.at), was);
    if (is === undefined) return id;
    return (holderIdOf(was) === id ? holderIdOf(is) : standIn(was, id, is)) ?? id;
  };

  const note = (was: Brought, is: Brought): void => {
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
 * Lives deeds again, each id standing for what it stood for the first time.
 *
 * @param beginning - the fleet that the first history began with
 * @param deeds - some of that history's, in order, perhaps changed
 */
export const relived = (beginning: Fleet, deeds: readonly Deed[], machine: Machine): History => {
  const life = living(beginning, machine);
  const names = newNames(life.now);
  for (const deed of deeds) {
    const taken = life.take(renamed(deed.command, (named) => names.nameFor(named, deed)));
    if (taken === undefined) break;
    names.note(broughtIn(deed.first), broughtIn(taken));
  }
  return life.told();
};
