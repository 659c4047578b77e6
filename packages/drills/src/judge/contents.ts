/**
 * Judging what the HSMs of a cluster hold: each ACTIVE one, since users and policies do not heal.
 *
 * @module
 */
import { type Contents } from '@hsm-lifecycle/core';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
import type { ExpectationOf } from '../file/drill.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { contentsOnHsms, type HsmContents, type Ledger } from '../ledger/ledger.ts';
import {
  backupInFleet,
  clusterNamed,
  singleIdNamed,
  type UnresolvedReference,
} from '../ledger/references.ts';
import { countText, listText } from '../sentences/when.ts';
import {
  accessDifferences,
  areAllListed,
  contentsDifferences,
  inventoryOf,
  namedDifferences,
} from './differences.ts';
import type { JudgementOutcome } from './judgement.ts';

const NOTHING_HELD = 'it has no ACTIVE HSM, so it holds nothing';

/** How many names of a kind, and which; of contents that are not all known, those that are. */
const namesText = (kind: string, names: readonly string[], areAll: boolean): string =>
  `${areAll ? '' : 'at least '}${countText(names.length, kind)} ` +
  `(${listText(names) || (areAll ? 'none' : 'none is listed')})`;

const inventoryText = (it: HsmContents): string => {
  const { keys, users } = inventoryOf(it);
  return [
    namesText('key', keys, it.material.isComplete),
    namesText('user', users, it.access.isComplete),
  ].join(', ');
};

const expectedText = (kind: string, names: readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : [`${kind} ${listText(names) || 'none'}`];

/** What was found on each HSM: said once if all HSMs agree in it, else with the HSM's name. */
const onEach = (
  held: readonly HsmContents[],
  { book }: Ledger,
  find: (it: HsmContents) => readonly string[],
): readonly string[] => {
  const found = held.map((it) => ({ it, texts: find(it) }));
  const everywhere = (text: string): boolean => found.every(({ texts }) => texts.includes(text));
  const shared = (found[0]?.texts ?? []).filter(everywhere);
  const own = found.flatMap(({ it, texts }) =>
    texts.filter((text) => !everywhere(text)).map((text) => `${book.called(it.hsmId)}: ${text}`),
  );
  return [...shared, ...own];
};

const foundOn = (held: readonly HsmContents[], ledger: Ledger): readonly string[] =>
  onEach(held, ledger, (it) => [inventoryText(it)]);

const dataOfHsm = (it: HsmContents): unknown => ({
  hsmId: it.hsmId,
  ...inventoryOf(it),
  ...(!areAllListed(it) && { isComplete: false }),
});

const dataOf = (held: readonly HsmContents[]): unknown => ({ hsms: held.map(dataOfHsm) });

/** Says what cannot be judged of keys and users, and what differs from those that are wanted. */
const holdingDifferences = (
  it: HsmContents,
  wanted: Pick<ExpectationOf<'Holds'>, 'keys' | 'users'>,
): readonly string[] =>
  (['keys', 'users'] as const).flatMap((kind) => {
    const names = wanted[kind];
    if (names === undefined) return [];
    const there = kind === 'keys' ? it.material.isComplete : it.access.isComplete;
    const differences = namedDifferences(
      inventoryOf(it),
      { [kind]: names },
      { there, wanted: true },
    );
    return there ? differences : differences.concat(`undecided: not all ${kind} are known`);
  });

/**
 * Judges that each ACTIVE HSM of a cluster holds exactly these keys and users. If not all are
 * known, that is undecided, and fails.
 */
export const judgeHolding = (it: ExpectationOf<'Holds'>, ledger: Ledger): JudgementOutcome => {
  const cluster = clusterNamed(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const held = contentsOnHsms(cluster.right);
  const expected = `${it.cluster} holds ${listText([
    ...expectedText('keys', it.keys),
    ...expectedText('users', it.users),
  ])}`;
  if (held.length === 0) return right({ passed: false, expected, found: [NOTHING_HELD] });
  const wrong = onEach(held, ledger, (each) => holdingDifferences(each, it));
  return right({
    passed: wrong.length === 0,
    expected,
    found: wrong.length === 0 ? foundOn(held, ledger) : wrong,
    data: dataOf(held),
  });
};

/** Contents to compare with: those of one backup, or of each HSM. */
const contentsNamed = (
  reference: string,
  ledger: Ledger,
): Either<UnresolvedReference, readonly Contents[]> => {
  const remembered = ledger.remembered.get(reference);
  if (remembered !== undefined) return right(remembered);
  const id = singleIdNamed(reference, ledger);
  if (id._tag === 'Left') return id;
  const cluster = clusterIn(ledger.fleet, id.right);
  if (cluster !== undefined) return right(contentsOnHsms(cluster));
  const backup = backupInFleet(ledger.fleet, id.right);
  return right(backup === undefined ? [] : [backup]);
};

/**
 * Judges that each ACTIVE HSM of a cluster holds the same as a backup, as each ACTIVE HSM of
 * another cluster, or as what a `Remember` step noted.
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
  if (held.length === 0)
    return right({ passed: false, expected, found: [`${it.cluster}: ${NOTHING_HELD}`] });
  if (wanted.right.length === 0)
    return right({ passed: false, expected, found: [`${it.of} no longer exists`] });
  const wrong = onEach(held, ledger, (each) => [
    ...new Set(wanted.right.flatMap((other) => contentsDifferences(each, other))),
  ]);
  return right({
    passed: wrong.length === 0,
    expected,
    found: wrong.length === 0 ? foundOn(held, ledger) : wrong,
    data: dataOf(held),
  });
};

/** Says how the HSMs of a cluster differ from the first one. */
export const hsmDifferences = (
  held: readonly HsmContents[],
  called: (hsmId: string) => string,
): readonly string[] => {
  const [first, ...others] = held;
  return others.flatMap((it) =>
    accessDifferences(it, first ?? it).map(
      (text) => `${called(it.hsmId)}, unlike ${called(first?.hsmId ?? it.hsmId)}: ${text}`,
    ),
  );
};

/** Judges that all ACTIVE HSMs of a cluster hold the same users, policies and configuration. */
export const judgeAgreement = (
  it: ExpectationOf<'HsmsAgree'>,
  ledger: Ledger,
): JudgementOutcome => {
  const cluster = clusterNamed(it.cluster, ledger);
  if (cluster._tag === 'Left') return left(cluster.left);
  const held = contentsOnHsms(cluster.right);
  const expected = `the HSMs of ${it.cluster} agree`;
  if (held.length === 0) return right({ passed: false, expected, found: [NOTHING_HELD] });
  const isUndecided = held.length > 1 && held.some(({ access }) => !access.isComplete);
  const wrong = [
    ...hsmDifferences(held, ledger.book.called),
    ...(isUndecided ? ['undecided: not all that they hold is known'] : []),
  ];
  return right({
    passed: wrong.length === 0,
    expected,
    found: wrong.length === 0 ? foundOn(held, ledger) : wrong,
    data: dataOf(held),
  });
};
