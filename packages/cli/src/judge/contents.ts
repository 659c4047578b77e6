/**
 * Judging what the HSMs of a cluster hold.
 *
 * @module
 */
import { type Contents } from '@hsm-lifecycle/core';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { isDeepStrictEqual } from 'node:util';
import type { ExpectationOf } from '../file/drill.ts';
import { heldBy, type Ledger } from '../run/ledger.ts';
import { backupIn, clusterOf, oneIdOf, type Unfound } from '../run/reference.ts';
import { counted, listed } from '../tell/when.ts';
import type { Judged } from './judgement.ts';

type Inventory = { readonly keys: readonly string[]; readonly users: readonly string[] };

const inventory = ({ material, access }: Contents): Inventory => ({
  keys: material.keys.map(({ keyId }) => keyId),
  users: access.users.filter(({ role }) => role !== 'AU').map(({ name }) => name),
});

const NOTHING_HELD = 'it has no ACTIVE HSM, so it holds nothing';

const missingAndMore = (
  kind: string,
  wanted: readonly string[],
  there: readonly string[],
): readonly string[] => {
  const missing = wanted.filter((name) => !there.includes(name));
  const more = there.filter((name) => !wanted.includes(name));
  return [
    ...(missing.length > 0 ? [`missing: ${kind} ${listed(missing)}`] : []),
    ...(more.length > 0 ? [`there too: ${kind} ${listed(more)}`] : []),
  ];
};

const heldText = ({ keys, users }: Inventory): string =>
  `${counted(keys.length, 'key')} (${listed(keys) || 'none'}), ${counted(users.length, 'user')} (${listed(users) || 'none'})`;

const wantedText = (kind: string, names: readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : [`${kind} ${listed(names) || 'none'}`];

/** Judges that a cluster holds exactly these keys and users. */
export const judgeHolding = (it: ExpectationOf<'Holds'>, ledger: Ledger): Judged => {
  const cluster = clusterOf(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const held = heldBy(cluster.right);
  const expected = `${it.cluster} holds ${listed([...wantedText('keys', it.keys), ...wantedText('users', it.users)])}`;
  if (held === undefined) return right({ passed: false, expected, found: [NOTHING_HELD] });
  const there = inventory(held);
  const wrong = [
    ...missingAndMore('keys', it.keys ?? there.keys, there.keys),
    ...missingAndMore('users', it.users ?? there.users, there.users),
  ];
  return right({
    passed: wrong.length === 0,
    expected,
    found: wrong.length === 0 ? [heldText(there)] : wrong,
    data: there,
  });
};

const contentsMeant = (
  reference: string,
  ledger: Ledger,
): Either<Unfound, Contents | undefined> => {
  const remembered = ledger.remembered.get(reference);
  if (remembered !== undefined) return right(remembered);
  const id = oneIdOf(reference, ledger);
  if (id._tag === 'Left') return id;
  const cluster = clusterIn(ledger.fleet, id.right);
  return right(cluster === undefined ? backupIn(ledger.fleet, id.right) : heldBy(cluster));
};

const timesSeen = ({ users, ...rest }: Contents['access']): unknown => ({
  ...rest,
  users: users.map(({ name, role, createdAt }) => ({ name, role, createdAt })),
});

const differences = (held: Contents, wanted: Contents): readonly string[] => {
  const [a, b] = [inventory(held), inventory(wanted)];
  const named = [
    ...missingAndMore('keys', b.keys, a.keys),
    ...missingAndMore('users', b.users, a.users),
  ];
  if (named.length > 0) return named;
  const same =
    isDeepStrictEqual(held.material, wanted.material) &&
    isDeepStrictEqual(timesSeen(held.access), timesSeen(wanted.access));
  return same
    ? []
    : [
        'the names agree, but keys or users were made anew, or certificates, policies or configuration differ',
      ];
};

/** Judges that a cluster holds what a backup, another cluster or a memory holds. */
export const judgeSameContents = (it: ExpectationOf<'SameContents'>, ledger: Ledger): Judged => {
  const cluster = clusterOf(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const wanted = contentsMeant(it.of, ledger);
  if (wanted._tag === 'Left') return left(wanted.left);
  const held = heldBy(cluster.right);
  const expected = `${it.cluster} holds the same as ${it.of}`;
  if (held === undefined)
    return right({ passed: false, expected, found: [`${it.cluster}: ${NOTHING_HELD}`] });
  if (wanted.right === undefined)
    return right({ passed: false, expected, found: [`there is no ${it.of} any more`] });
  const wrong = differences(held, wanted.right);
  return right({
    passed: wrong.length === 0,
    expected,
    found: wrong.length === 0 ? [heldText(inventory(held))] : wrong,
    data: inventory(held),
  });
};
