/**
 * Judging what the HSMs of a cluster hold.
 *
 * @module
 */
import { type Contents } from '@hsm-lifecycle/core';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
import { dequal } from 'dequal/lite';
import type { ExpectationOf } from '../file/drill.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { contentsOnHsms, type Ledger } from '../ledger/ledger.ts';
import {
  backupInFleet,
  clusterNamed,
  singleIdNamed,
  type UnresolvedReference,
} from '../ledger/references.ts';
import { countText, listText } from '../sentences/when.ts';
import type { JudgementOutcome } from './judgement.ts';

type Inventory = { readonly keys: readonly string[]; readonly users: readonly string[] };

const inventory = ({ material, access }: Contents): Inventory => ({
  keys: material.keys.map(({ keyId }) => keyId),
  users: access.users.filter(({ role }) => role !== 'AU').map(({ name }) => name),
});

const NOTHING_HELD = 'it has no ACTIVE HSM, so it holds nothing';

const missingAndUnexpected = (
  kind: string,
  wanted: readonly string[],
  there: readonly string[],
): readonly string[] => {
  const missing = wanted.filter((name) => !there.includes(name));
  const unexpected = there.filter((name) => !wanted.includes(name));
  return [
    ...(missing.length > 0 ? [`missing: ${kind} ${listText(missing)}`] : []),
    ...(unexpected.length > 0 ? [`unexpected: ${kind} ${listText(unexpected)}`] : []),
  ];
};

const inventoryText = ({ keys, users }: Inventory): string =>
  [
    `${countText(keys.length, 'key')} (${listText(keys) || 'none'})`,
    `${countText(users.length, 'user')} (${listText(users) || 'none'})`,
  ].join(', ');

const expectedText = (kind: string, names: readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : [`${kind} ${listText(names) || 'none'}`];

/** Judges that a cluster holds exactly these keys and users. */
export const judgeHolding = (it: ExpectationOf<'Holds'>, ledger: Ledger): JudgementOutcome => {
  const cluster = clusterNamed(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const held = contentsOnHsms(cluster.right);
  const expected = `${it.cluster} holds ${listText([
    ...expectedText('keys', it.keys),
    ...expectedText('users', it.users),
  ])}`;
  if (held === undefined) return right({ passed: false, expected, found: [NOTHING_HELD] });
  const there = inventory(held);
  const wrong = [
    ...missingAndUnexpected('keys', it.keys ?? there.keys, there.keys),
    ...missingAndUnexpected('users', it.users ?? there.users, there.users),
  ];
  return right({
    passed: wrong.length === 0,
    expected,
    found: wrong.length === 0 ? [inventoryText(there)] : wrong,
    data: there,
  });
};

const contentsNamed = (
  reference: string,
  ledger: Ledger,
): Either<UnresolvedReference, Contents | undefined> => {
  const remembered = ledger.remembered.get(reference);
  if (remembered !== undefined) return right(remembered);
  const id = singleIdNamed(reference, ledger);
  if (id._tag === 'Left') return id;
  const cluster = clusterIn(ledger.fleet, id.right);
  return right(
    cluster === undefined ? backupInFleet(ledger.fleet, id.right) : contentsOnHsms(cluster),
  );
};

/** When users were last seen is not compared. */
const comparable = ({ users, ...rest }: Contents['access']): unknown => ({
  ...rest,
  users: users.map(({ name, role, createdAt }) => ({ name, role, createdAt })),
});

const differences = (held: Contents, wanted: Contents): readonly string[] => {
  const [a, b] = [inventory(held), inventory(wanted)];
  const named = [
    ...missingAndUnexpected('keys', b.keys, a.keys),
    ...missingAndUnexpected('users', b.users, a.users),
  ];
  if (named.length > 0) return named;
  const same =
    dequal(held.material, wanted.material) &&
    dequal(comparable(held.access), comparable(wanted.access));
  return same
    ? []
    : [
        'the names are the same, but keys or users were created again, ' +
          'or certificates, policies or configuration differ',
      ];
};

/**
 * Judges that a cluster holds the same as a backup, another cluster, or what a `Remember` step
 * noted.
 */
export const judgeSameContents = (
  it: ExpectationOf<'SameContents'>,
  ledger: Ledger,
): JudgementOutcome => {
  const cluster = clusterNamed(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const wanted = contentsNamed(it.of, ledger);
  if (wanted._tag === 'Left') return left(wanted.left);
  const held = contentsOnHsms(cluster.right);
  const expected = `${it.cluster} holds the same as ${it.of}`;
  if (held === undefined)
    return right({ passed: false, expected, found: [`${it.cluster}: ${NOTHING_HELD}`] });
  if (wanted.right === undefined)
    return right({ passed: false, expected, found: [`${it.of} no longer exists`] });
  const wrong = differences(held, wanted.right);
  return right({
    passed: wrong.length === 0,
    expected,
    found: wrong.length === 0 ? [inventoryText(inventory(held))] : wrong,
    data: inventory(held),
  });
};
