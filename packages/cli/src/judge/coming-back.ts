/**
 * Judging which keys and users can still come back, and from where.
 *
 * @module
 */
import { residualData, type PlaceKind, type ResidualPlace } from '@hsm-lifecycle/core/fleet';
import { left, right } from 'fp-ts/lib/Either.js';
import type { ExpectationOf, PlaceFields } from '../file/drill.ts';
import type { Ledger } from '../run/ledger.ts';
import { clusterOf } from '../run/reference.ts';
import { instantText, listed } from '../tell/when.ts';
import type { Judged } from './judgement.ts';

const PLACES: Readonly<Record<PlaceKind, string>> = {
  hsm: 'the HSM',
  'joining-hsm': 'the joining HSM',
  backup: 'the backup',
  'pending-backup': 'the backup pending deletion',
  copy: 'the copy',
  origin: 'what the restored cluster was made from:',
};

const PLURALS: Readonly<Record<PlaceKind, string>> = {
  hsm: 'HSMs',
  'joining-hsm': 'joining HSMs',
  backup: 'backups',
  'pending-backup': 'backups pending deletion',
  copy: 'copies',
  origin: 'restored clusters’ origins',
};

const things = ({ keys, users }: ResidualPlace): string =>
  listed([...keys.map(({ keyId }) => `key ${keyId}`), ...users.map(({ name }) => `user ${name}`)]);

const PLACES_NAMED_MAX = 3;

const placeText = ({ book }: Ledger, it: ResidualPlace): string => {
  const until = it.deleteAt === undefined ? '' : `, until ${instantText(it.deleteAt)}`;
  const lost = it.lost ? ' (that region is lost now)' : '';
  return `${things(it)} can come back from ${PLACES[it.place]} "${book.called(it.id)}" (${it.id}) in ${it.region}${lost}${until}`;
};

const alike = (it: ResidualPlace): string => [it.place, it.region, it.lost, things(it)].join(' ');

/** Names a few places, and counts many that are alike. */
const placesText = (ledger: Ledger, places: readonly ResidualPlace[]): readonly string[] => {
  const groups = new Map<string, ResidualPlace[]>();
  for (const place of places)
    groups.set(alike(place), [...(groups.get(alike(place)) ?? []), place]);
  return [...groups.values()].flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (group.length <= PLACES_NAMED_MAX || first === undefined || last === undefined)
      return group.map((it) => placeText(ledger, it));
    const [from, to] = [first, last].map(({ id }) => `"${ledger.book.called(id)}"`);
    return [
      `${things(first)} can come back from ${group.length} ${PLURALS[first.place]} in ${first.region}, ${from} to ${to}`,
    ];
  });
};

const fits = (wanted: PlaceFields, it: ResidualPlace): boolean =>
  wanted.place === it.place && (wanted.region === undefined || wanted.region === it.region);

const wantedText = ({ place, region }: PlaceFields): string =>
  region === undefined ? place : `${place} in ${region}`;

const subjectText = ({ keys = [], users = [] }: ExpectationOf<'CanComeBack'>): string => {
  const named = [...keys.map((key) => `key ${key}`), ...users.map((user) => `user ${user}`)];
  return named.length === 0 ? 'what was deleted' : listed(named);
};

const given = ({
  keys,
  users,
}: ExpectationOf<'CanComeBack'>): {
  readonly keyIds?: readonly string[];
  readonly userNames?: readonly string[];
} => ({
  ...(keys === undefined ? {} : { keyIds: keys }),
  ...(users === undefined ? {} : { userNames: users }),
});

/** Judges from which places keys and users can come back: exactly those that are expected. */
export const judgeComingBack = (it: ExpectationOf<'CanComeBack'>, ledger: Ledger): Judged => {
  const cluster = clusterOf(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const places = residualData(ledger.fleet, {
    clusterId: cluster.right.clusterId,
    ...given(it),
  });
  const wanted = it.from ?? [];
  const surprising = places.filter((place) => !wanted.some((each) => fits(each, place)));
  const missing = wanted.filter((each) => !places.some((place) => fits(each, place)));
  const expected =
    wanted.length === 0
      ? `${subjectText(it)} can come back from nowhere`
      : `${subjectText(it)} can come back from ${listed(wanted.map(wantedText))} only`;
  const found = [
    ...placesText(ledger, surprising),
    ...missing.map((each) => `nothing can come back from a ${wantedText(each)}`),
  ];
  const fine = places.length === 0 ? ['no place holds it'] : placesText(ledger, places);
  return right({
    passed: found.length === 0,
    expected,
    found: found.length === 0 ? fine : found,
    data: { places },
  });
};
