/**
 * Finding what a reference means: a name given with `as`, a phrase, or an id.
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
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { NameBook } from './name-book.ts';

/**
 * Why a reference means nothing: nothing goes by that name in the file (a mistake), or there is no
 * such thing now (an outcome).
 */
export type Unfound = { readonly _tag: 'Unknown' | 'None'; readonly text: string };

/** Where to look. */
export type NamedFleet = { readonly fleet: Fleet; readonly book: NameBook };

type Found<Value> = Either<Unfound, Value>;

const REGION = grammars.region.pattern.slice(1, -1);
const PHRASE = new RegExp(
  '^(?<which>latest|oldest|every) (?<what>backup|copy|HSM) of (?<of>.+?)' +
    `(?: in (?<region>${REGION}))?(?: holding (?<holding>.+))?$`,
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
  const hint =
    names.length === 0 ? 'nothing has been named yet' : `named so far: ${names.join(', ')}`;
  return left({ _tag: 'Unknown', text: `nothing here is called "${text}" (${hint})` });
};

const isId = (text: string): boolean =>
  grammars.inProgressId.matches(text) || grammars.eniId.matches(text);

/** The id that a name or an id means. */
export const idOf = (text: string, named: NamedFleet): Found<string> => {
  const id = named.book.idOf(text) ?? (isId(text) ? text : undefined);
  return id === undefined ? unknown(text, named) : right(id);
};

/** The cluster that a name or an id means. */
export const clusterOf = (text: string, named: NamedFleet): Found<Cluster> => {
  const id = idOf(text, named);
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

const WANTED = { READY: ['READY'], PENDING_DELETION: ['PENDING_DELETION'] } as const;

/** In which state backups are looked for. */
export type WantedState = keyof typeof WANTED;

const backupsFor = (
  named: NamedFleet,
  phrase: Phrase,
  wanted: WantedState,
): Found<readonly string[]> => {
  const cluster = clusterOf(phrase.of, named);
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

const chosen = (ids: readonly string[], which: string): readonly string[] => {
  if (which === 'every') return ids;
  const id = which === 'latest' ? ids.at(-1) : ids[0];
  return id === undefined ? [] : [id];
};

/**
 * The ids that a reference means.
 *
 * @param wanted - in which state phrases look for backups
 * @returns Right: one id, or for `every …` any number, oldest first. Left: what is wrong.
 */
export const idsOf = (
  text: string,
  named: NamedFleet,
  wanted: WantedState = 'READY',
): Found<readonly string[]> => {
  const phrase = phraseIn(text);
  if (phrase === undefined) {
    const id = idOf(text, named);
    return id._tag === 'Left' ? id : right([id.right]);
  }
  const found = backupsFor(named, phrase, wanted);
  if (found._tag === 'Left') return found;
  const ids = chosen(found.right, phrase.which);
  if (ids.length > 0 || phrase.which === 'every') return right(ids);
  return left({
    _tag: 'None',
    text: `there is no ${wanted} ${phrase.what} of ${phrase.of} to be the ${phrase.which}`,
  });
};

/** The one id that a reference means. */
export const oneIdOf = (text: string, named: NamedFleet): Found<string> => {
  const ids = idsOf(text, named);
  if (ids._tag === 'Left') return ids;
  const [id] = ids.right;
  return id !== undefined && ids.right.length === 1
    ? right(id)
    : left({ _tag: 'None', text: `"${text}" means ${ids.right.length} things, and one is needed` });
};

/** The backup that an id means, if it is there still. */
export const backupIn = (fleet: Fleet, backupId: string): Backup | undefined =>
  holderIn(fleet, backupId)?.backups.find((it) => it.backupId === backupId);
