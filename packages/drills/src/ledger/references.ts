/**
 * Resolving references: names given with `as`, phrases, and ids.
 *
 * @module
 */
import {
  grammars,
  latestBackup,
  type Backup,
  type BackupHolder,
  type Cluster,
  type EpochMillis,
} from '@hsm-lifecycle/core';
import { clusterIn, holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from '../kernel/either.ts';
import { nearestName } from '../file/nearest.ts';
import type { NameBook } from '../sentences/name-book.ts';
import { phraseIn, type Phrase } from './phrase.ts';

/**
 * Why a reference cannot be resolved. `Unknown`: nothing in the drill has that name, which is a
 * mistake in the file. `None`: there is no such thing at this point, which is an outcome.
 */
export type UnresolvedReference = { readonly _tag: 'Unknown' | 'None'; readonly text: string };

/** A fleet, the names of what is in it, and the instant at which they are used. */
export type NamedFleet = {
  readonly fleet: Fleet;
  readonly book: NameBook;
  readonly at: EpochMillis;
};

type Found<Value> = Either<UnresolvedReference, Value>;

const unknown = (text: string, { book }: NamedFleet): Found<never> => {
  const names = book.names();
  const meant = nearestName(text, names);
  const hint = names.length === 0 ? 'nothing has a name yet' : `names so far: ${names.join(', ')}`;
  const question = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return left({ _tag: 'Unknown', text: `nothing is called "${text}"${question} (${hint})` });
};

const isId = (text: string): boolean => grammars.inProgressId.matches(text);

/** Finds the HSM with an ENI or an IP address, which only clusters in other networks share. */
const hsmAt = (text: string, { fleet }: NamedFleet): Found<string> => {
  const there = [...fleet.holders.values()]
    .flatMap((holder) => (holder.kind === 'CLUSTER' ? holder.hsms : []))
    .filter(({ eniId, ipAddress }) => eniId === text || ipAddress === text);
  const [first] = there;
  if (first === undefined) return left({ _tag: 'None', text: `no HSM has ${text}` });
  return there.length === 1
    ? right(first.hsmId)
    : left({ _tag: 'Unknown', text: `${there.length} HSMs have ${text}; use a name instead` });
};

/** Resolves a name, an id, or the ENI or IP address of an HSM to an id. */
export const idNamed = (text: string, named: NamedFleet): Found<string> => {
  const id = named.book.idOf(text) ?? (isId(text) ? text : undefined);
  if (id !== undefined) return right(id);
  return grammars.eniId.matches(text) || grammars.ipAddress.matches(text)
    ? hsmAt(text, named)
    : unknown(text, named);
};

/** Resolves a name or an id to a cluster. */
export const clusterNamed = (text: string, named: NamedFleet): Found<Cluster> => {
  const id = idNamed(text, named);
  if (id._tag === 'Left') return id;
  const cluster = clusterIn(named.fleet, id.right);
  return cluster === undefined
    ? left({ _tag: 'Unknown', text: `"${text}" is not a cluster` })
    : right(cluster);
};

const holds = ({ material, access }: Backup, what: string | undefined): boolean =>
  what === undefined ||
  material.keys.some(({ keyId }) => keyId === what) ||
  access.users.some(({ name }) => name === what);

const sourcesOf = (
  { fleet }: NamedFleet,
  { what, region }: BackupsMeant,
  cluster: Cluster,
): readonly BackupHolder[] => {
  const all: readonly BackupHolder[] =
    what === 'backup'
      ? [cluster]
      : [...fleet.holders.values()].filter(
          ({ kind, backups }) =>
            kind === 'COPY' &&
            backups.some(({ source }) => source?.clusterId === cluster.clusterId),
        );
  return all.filter((holder) => region === undefined || holder.region === region);
};

/** The state of the backups that a phrase looks for if it names none. */
export type WantedState = 'READY' | 'PENDING_DELETION';

type BackupsMeant = Extract<Phrase, { readonly what: 'backup' | 'copy' }>;

const isOfAge = ({ createdAt }: Backup, { age }: BackupsMeant, { at }: NamedFleet): boolean => {
  if (age === undefined) return true;
  return age.than === 'younger' ? at - createdAt < age.span : at - createdAt > age.span;
};

/** The backups that a phrase means, oldest first. */
const backupsMeant = (
  named: NamedFleet,
  phrase: BackupsMeant,
  cluster: Cluster,
): readonly Backup[] => {
  const { which, what, holding, state } = phrase;
  const latest = latestBackup(cluster);
  const all =
    which === 'newest' && what === 'backup' && holding === undefined && state === 'READY'
      ? sourcesOf(named, phrase, cluster).flatMap(() => (latest === undefined ? [] : [latest]))
      : sourcesOf(named, phrase, cluster).flatMap(({ backups }) => backups);
  return all
    .filter((it) => it.state === state && holds(it, holding) && isOfAge(it, phrase, named))
    .toSorted((a, b) => a.createdAt - b.createdAt);
};

const choose = (ids: readonly string[], which: Phrase['which']): readonly string[] => {
  if (which === 'every') return ids;
  const id = which === 'newest' ? ids.at(-1) : ids[0];
  return id === undefined ? [] : [id];
};

const idsMeant = (
  named: NamedFleet,
  phrase: Phrase,
  wanted: WantedState,
): Found<readonly string[]> => {
  const cluster = clusterNamed(phrase.of, named);
  if (cluster._tag === 'Left') return cluster;
  if (phrase.what === 'HSM') {
    const { state, zone } = phrase;
    const those = cluster.right.hsms.filter(
      (it) =>
        (state === undefined || it.state === state) &&
        (zone === undefined || it.availabilityZone === zone),
    );
    return right(those.map(({ hsmId }) => hsmId));
  }
  const state = phrase.state ?? wanted;
  const backups = backupsMeant(named, { ...phrase, state }, cluster.right);
  return right(backups.map(({ backupId }) => backupId));
};

/** Whether some backup in the fleet may hold what is not listed. */
const isSomeIncomplete = ({ fleet }: NamedFleet): boolean =>
  [...fleet.holders.values()].some(({ backups }) =>
    backups.some(({ material, access }) => !material.isComplete || !access.isComplete),
  );

/** What a phrase looks for and does not find, in its own words: everything but which one. */
const soughtText = (
  text: string,
  { phrase, wanted }: { readonly phrase: Phrase; readonly wanted: WantedState },
  named: NamedFleet,
): string => {
  const state = phrase.what === 'HSM' || phrase.state !== undefined ? '' : `${wanted} `;
  const sought = `${state}${text.slice(text.indexOf(' ') + 1)}`;
  const isUnsure = phrase.what !== 'HSM' && phrase.holding !== undefined && isSomeIncomplete(named);
  return isUnsure ? `no ${sought} is known` : `there is no ${sought}`;
};

/**
 * Resolves a reference to ids.
 *
 * @param wanted - the state of the backups that phrases without a state look for
 * @returns Right: one id, or for `every …` any number, oldest first. Left: why there is none.
 */
export const idsNamed = (
  text: string,
  named: NamedFleet,
  wanted: WantedState = 'READY',
): Found<readonly string[]> => {
  const phrase = phraseIn(text);
  if (phrase === 'WRONG')
    return left({
      _tag: 'Unknown',
      text:
        `"${text}" is not a phrase such as "newest READY backup of primary younger than 24h", ` +
        '"every copy of primary in us-east-1 holding old-key" or "every ACTIVE HSM of primary"',
    });
  if (phrase === undefined) {
    const id = idNamed(text, named);
    return id._tag === 'Left' ? id : right([id.right]);
  }
  const found = idsMeant(named, phrase, wanted);
  if (found._tag === 'Left') return found;
  const ids = choose(found.right, phrase.which);
  return ids.length > 0 || phrase.which === 'every'
    ? right(ids)
    : left({ _tag: 'None', text: soughtText(text, { phrase, wanted }, named) });
};

/** Resolves a reference that must mean exactly one thing. */
export const singleIdNamed = (text: string, named: NamedFleet): Found<string> => {
  const ids = idsNamed(text, named);
  if (ids._tag === 'Left') return ids;
  const [id] = ids.right;
  return id !== undefined && ids.right.length === 1
    ? right(id)
    : left({
        _tag: 'None',
        text: `"${text}" matches ${ids.right.length} resources; it must match exactly one`,
      });
};

/** Finds a backup by its id; `undefined` once it is purged. */
export const backupInFleet = (fleet: Fleet, backupId: string): Backup | undefined =>
  holderIn(fleet, backupId)?.backups.find((it) => it.backupId === backupId);
