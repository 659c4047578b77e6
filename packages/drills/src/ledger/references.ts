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
} from '@hsm-lifecycle/core';
import { clusterIn, holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from '../kernel/either.ts';
import type { NameBook } from '../sentences/name-book.ts';

/**
 * Why a reference cannot be resolved. `Unknown`: nothing in the drill has that name, which is a
 * mistake in the file. `None`: there is no such thing at this point, which is an outcome.
 */
export type UnresolvedReference = { readonly _tag: 'Unknown' | 'None'; readonly text: string };

/** A fleet, and the names of what is in it. */
export type NamedFleet = { readonly fleet: Fleet; readonly book: NameBook };

type Found<Value> = Either<UnresolvedReference, Value>;

const REGION = grammars.region.pattern.slice(1, -1);

const PHRASE = new RegExp(
  [
    '^(?<which>latest|oldest|every) (?<what>backup|copy|HSM) of (?<of>.+?)',
    `(?: in (?<region>${REGION}))?`,
    '(?: holding (?<holding>.+))?$',
  ].join(''),
  'u',
);

type Phrase = {
  readonly which: string;
  readonly what: string;
  readonly of: string;
  readonly region: string | undefined;
  readonly holding: string | undefined;
};

const phraseIn = (text: string): Phrase | undefined => {
  const groups = PHRASE.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { which = '', what = '', of = '', region, holding } = groups;
  return { which, what, of, region, holding };
};

const unknown = (text: string, { book }: NamedFleet): Found<never> => {
  const names = book.names();
  const hint = names.length === 0 ? 'nothing has a name yet' : `names so far: ${names.join(', ')}`;
  return left({ _tag: 'Unknown', text: `nothing is called "${text}" (${hint})` });
};

const isId = (text: string): boolean =>
  grammars.inProgressId.matches(text) || grammars.eniId.matches(text);

/** Resolves a name or an id to an id. */
export const idNamed = (text: string, named: NamedFleet): Found<string> => {
  const id = named.book.idOf(text) ?? (isId(text) ? text : undefined);
  return id === undefined ? unknown(text, named) : right(id);
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
  { what, region }: Phrase,
  cluster: Cluster,
): readonly BackupHolder[] => {
  if (what === 'backup') return [cluster];
  return [...fleet.holders.values()].filter(
    (holder) =>
      holder.kind === 'COPY' &&
      (region === undefined || holder.region === region) &&
      holder.backups.some(({ source }) => source?.clusterId === cluster.clusterId),
  );
};

/** The state of the backups to look for. */
export type WantedState = 'READY' | 'PENDING_DELETION';

const backupsFor = (
  named: NamedFleet,
  phrase: Phrase,
  wanted: WantedState,
): Found<readonly string[]> => {
  const cluster = clusterNamed(phrase.of, named);
  if (cluster._tag === 'Left') return cluster;
  if (phrase.what === 'HSM') return right(cluster.right.hsms.map(({ hsmId }) => hsmId));
  if (
    phrase.which === 'latest' &&
    phrase.what === 'backup' &&
    phrase.holding === undefined &&
    wanted === 'READY'
  ) {
    const latest = latestBackup(cluster.right);
    return right(latest === undefined ? [] : [latest.backupId]);
  }
  const fitting = sourcesOf(named, phrase, cluster.right)
    .flatMap(({ backups }) => backups)
    .filter((it) => it.state === wanted && holds(it, phrase.holding))
    .toSorted((a, b) => a.createdAt - b.createdAt);
  return right(fitting.map(({ backupId }) => backupId));
};

const choose = (ids: readonly string[], which: string): readonly string[] => {
  if (which === 'every') return ids;
  const id = which === 'latest' ? ids.at(-1) : ids[0];
  return id === undefined ? [] : [id];
};

/**
 * Resolves a reference to ids.
 *
 * @param wanted - the state of the backups that phrases look for
 * @returns Right: one id, or for `every …` any number, oldest first. Left: why there is none.
 */
export const idsNamed = (
  text: string,
  named: NamedFleet,
  wanted: WantedState = 'READY',
): Found<readonly string[]> => {
  const phrase = phraseIn(text);
  if (phrase === undefined) {
    const id = idNamed(text, named);
    return id._tag === 'Left' ? id : right([id.right]);
  }
  const found = backupsFor(named, phrase, wanted);
  if (found._tag === 'Left') return found;
  const ids = choose(found.right, phrase.which);
  if (ids.length > 0 || phrase.which === 'every') return right(ids);
  return left({
    _tag: 'None',
    text: `${phrase.of} has no ${phrase.what === 'HSM' ? 'HSM' : `${wanted} ${phrase.what}`}`,
  });
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
