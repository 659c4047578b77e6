/**
 * Judging which deleted keys and users can still come back, and from where.
 *
 * @module
 */
import { residualData, type PlaceKind, type ResidualPlace } from '@hsm-lifecycle/core/fleet';
import type { ExpectationOf, PlaceFields } from '../file/drill.ts';
import { left, right } from '../kernel/either.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { clusterNamed } from '../ledger/references.ts';
import { instantText, listText } from '../sentences/when.ts';
import { answer } from './answer.ts';
import type { JudgementOutcome } from './judgement.ts';

const PLACES: Readonly<Record<PlaceKind, string>> = {
  hsm: 'the HSM',
  'joining-hsm': 'the joining HSM',
  backup: 'the backup',
  'pending-backup': 'the backup pending deletion',
  copy: 'the copy',
  origin: 'the origin of the restored cluster',
};

const PLURALS: Readonly<Record<PlaceKind, string>> = {
  hsm: 'HSMs',
  'joining-hsm': 'joining HSMs',
  backup: 'backups',
  'pending-backup': 'backups pending deletion',
  copy: 'copies',
  origin: 'restored clusters’ origins',
};

const subjectsText = ({ keys, users }: ResidualPlace): string =>
  listText([
    ...keys.map(({ keyId }) => `key ${keyId}`),
    ...users.map(({ name }) => `user ${name}`),
  ]);

const PLACES_NAMED_MAX = 3;

/** What is said of a place: what it holds, and whether it may hold more. */
const claimText = (it: ResidualPlace, asked: string): string => {
  const subjects = subjectsText(it);
  if (subjects === '') return `a return of ${asked} cannot be ruled out from`;
  return `${subjects} can${it.cannotBeRuledOut ? ', and more may,' : ''} come back from`;
};

/** The places to tell of, and what was asked for. */
type Answer = { readonly ledger: Ledger; readonly asked: string };

const placeText = ({ ledger: { book }, asked }: Answer, it: ResidualPlace): string => {
  const until = it.deleteAt === undefined ? '' : `, until ${instantText(it.deleteAt)}`;
  const lost = it.lost ? ' (a lost region)' : '';
  const place = `${PLACES[it.place]} "${book.called(it.id)}" (${it.id})`;
  return `${claimText(it, asked)} ${place} in ${it.region}${lost}${until}`;
};

const groupKey = (it: ResidualPlace): string =>
  [it.place, it.region, it.lost, it.cannotBeRuledOut, subjectsText(it)].join(' ');

/** Names a few places one by one, and counts many of one kind. */
const placesText = (answered: Answer, places: readonly ResidualPlace[]): readonly string[] => {
  const groups = new Map<string, ResidualPlace[]>();
  for (const place of places)
    groups.set(groupKey(place), [...(groups.get(groupKey(place)) ?? []), place]);
  return [...groups.values()].flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (group.length <= PLACES_NAMED_MAX || first === undefined || last === undefined)
      return group.map((it) => placeText(answered, it));
    const [from, to] = [first, last].map(({ id }) => `"${answered.ledger.book.called(id)}"`);
    const where = `${group.length} ${PLURALS[first.place]} in ${first.region}, ${from} to ${to}`;
    return [`${claimText(first, answered.asked)} ${where}`];
  });
};

const fits = (wanted: PlaceFields, it: ResidualPlace): boolean =>
  wanted.place === it.place && (wanted.region === undefined || wanted.region === it.region);

const wantedText = ({ place, region }: PlaceFields): string =>
  region === undefined ? place : `${place} in ${region}`;

const subjectText = ({ keys = [], users = [] }: ExpectationOf<'CanComeBack'>): string => {
  const named = [...keys.map((key) => `key ${key}`), ...users.map((user) => `user ${user}`)];
  return named.length === 0 ? 'anything that was deleted' : listText(named);
};

const filterFor = ({
  keys,
  users,
}: ExpectationOf<'CanComeBack'>): {
  readonly keyIds?: readonly string[];
  readonly userNames?: readonly string[];
} => ({
  ...(keys === undefined ? {} : { keyIds: keys }),
  ...(users === undefined ? {} : { userNames: users }),
});

/**
 * Judges from which places keys and users can come back: exactly those that are expected. A place
 * whose contents are not all known counts as one of them.
 */
export const judgeReturn = (it: ExpectationOf<'CanComeBack'>, ledger: Ledger): JudgementOutcome => {
  const cluster = clusterNamed(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const places = answer(
    residualData(ledger.fleet, { clusterId: cluster.right.clusterId, ...filterFor(it) }),
  );
  const wanted = it.from ?? [];
  const answered = { ledger, asked: subjectText(it) };
  const unexpected = places.filter((place) => !wanted.some((each) => fits(each, place)));
  const missing = wanted.filter((each) => !places.some((place) => fits(each, place)));
  const expected =
    wanted.length === 0
      ? `nothing brings back ${subjectText(it)}`
      : `${subjectText(it)} can come back from ${listText(wanted.map(wantedText))} only`;
  const found = [
    ...placesText(answered, unexpected),
    ...missing.map((each) => `nothing can come back from ${wantedText(each)}`),
  ];
  const foundText =
    places.length === 0 ? ['no place holds any of it'] : placesText(answered, places);
  return right({
    passed: found.length === 0,
    expected,
    found: found.length === 0 ? foundText : found,
    data: { places },
  });
};
