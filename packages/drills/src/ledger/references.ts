/**
 * Resolving references: names given with `as`, phrases, and ids.
 *
 * @module
 */
import { grammars, type Backup, type Cluster } from '@hsm-lifecycle/core';
import { clusterIn, holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from '../kernel/either.ts';
import { nearestName } from '../file/nearest.ts';
import { listText } from '../sentences/when.ts';
import { backupsMeant, type MeantBackup, type WantedState } from './backups-meant.ts';
import type { NamedFleet } from './named-fleet.ts';
import { phraseIn, type Phrase } from './phrase.ts';

/**
 * Why a reference cannot be resolved. `Unknown`: nothing in the drill has that name, which is a
 * mistake in the file. `None`: there is no such thing at this point, which is an outcome.
 */
export type UnresolvedReference = { readonly _tag: 'Unknown' | 'None'; readonly text: string };

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
const idNamed = (text: string, named: NamedFleet): Found<string> => {
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

const choose = <Item>(items: readonly Item[], which: Phrase['which']): readonly Item[] => {
  if (which === 'every') return items;
  const item = which === 'newest' ? items.at(-1) : items[0];
  return item === undefined ? [] : [item];
};

const hsmsMeant = (
  { state, zone }: Extract<Phrase, { readonly what: 'HSM' }>,
  { hsms }: Cluster,
): readonly string[] =>
  hsms
    .filter(
      (it) =>
        (state === undefined || it.state === state) &&
        (zone === undefined || it.availabilityZone === zone),
    )
    .map(({ hsmId }) => hsmId);

/** What a phrase looks for and does not find, in its own words: everything but which one. */
const soughtText = (text: string, phrase: Phrase, wanted: WantedState): string => {
  const state = phrase.what === 'HSM' || phrase.state !== undefined ? '' : `${wanted} `;
  return `there is no ${state}${text.slice(text.indexOf(' ') + 1)}`;
};

/** Some backups may hold what a phrase looks for: nobody can tell whether it means them. */
const unsureText = (
  holding: string | undefined,
  { book }: NamedFleet,
  unsure: readonly MeantBackup[],
): string => {
  const [hold, they] = unsure.length === 1 ? ['holds', 'it holds'] : ['hold', 'they hold'];
  const names = listText(unsure.map(({ backupId }) => book.called(backupId)));
  return `whether ${names} ${hold} ${holding ?? ''} is unknown: nobody has listed all that ${they}`;
};

const idsMeant = (
  named: NamedFleet,
  phrase: Phrase,
  wanted: WantedState,
): Found<readonly string[]> => {
  const cluster = clusterNamed(phrase.of, named);
  if (cluster._tag === 'Left') return cluster;
  if (phrase.what === 'HSM') return right(choose(hsmsMeant(phrase, cluster.right), phrase.which));
  const state = phrase.state ?? wanted;
  const chosen = choose(backupsMeant(named, { ...phrase, state }, cluster.right), phrase.which);
  const unsure = chosen.filter(({ isSure }) => !isSure);
  return unsure.length > 0
    ? left({ _tag: 'None', text: unsureText(phrase.holding, named, unsure) })
    : right(chosen.map(({ backupId }) => backupId));
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
  return found.right.length > 0 || phrase.which === 'every'
    ? found
    : left({ _tag: 'None', text: soughtText(text, phrase, wanted) });
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
