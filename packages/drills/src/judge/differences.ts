/**
 * How contents differ, in sentences.
 *
 * @module
 */
import type { Contents, User } from '@hsm-lifecycle/core';
import { dequal } from 'dequal/lite';
import { listText } from '../sentences/when.ts';

/** Keys and users by name. */
export type NamedInventory = {
  readonly keys: readonly string[];
  readonly users: readonly string[];
};

const people = ({ access }: Contents): readonly User[] =>
  access.users.filter(({ role }) => role !== 'AU');

/** The names of the keys and users in contents, the appliance user aside. */
export const inventoryOf = (it: Contents): NamedInventory => ({
  keys: it.material.keys.map(({ keyId }) => keyId),
  users: people(it).map(({ name }) => name),
});

/** Whether all keys or users on either side are listed. */
type Completeness = { readonly there: boolean; readonly wanted: boolean };

const ALL_LISTED: Completeness = { there: true, wanted: true };

/** What is not listed may be there: it is not called missing, nor its counterpart unexpected. */
const differing = (
  kind: string,
  { missing, unexpected }: Readonly<Record<'missing' | 'unexpected', readonly string[]>>,
  { there, wanted }: Completeness,
): readonly string[] => [
  ...(missing.length > 0
    ? [`${there ? 'missing' : 'not listed'}: ${kind} ${listText(missing)}`]
    : []),
  ...(unexpected.length > 0
    ? [`${wanted ? 'unexpected' : 'listed here alone'}: ${kind} ${listText(unexpected)}`]
    : []),
];

/** User names are compared without case, ids of keys are not. */
const asCompared = (kind: 'keys' | 'users', name: string): string =>
  kind === 'keys' ? name : name.toLowerCase();

const without = (
  kind: 'keys' | 'users',
  names: readonly string[],
  others: readonly string[],
): readonly string[] => {
  const known = new Set(others.map((name) => asCompared(kind, name)));
  return names.filter((name) => !known.has(asCompared(kind, name)));
};

/** Says which names are missing or not listed, and which are there unexpectedly. */
export const namedDifferences = (
  there: NamedInventory,
  wanted: Partial<NamedInventory>,
  completeness: Completeness = ALL_LISTED,
): readonly string[] =>
  (['keys', 'users'] as const).flatMap((kind) => {
    const [names, should] = [there[kind], wanted[kind] ?? there[kind]];
    const missing = without(kind, should, names);
    const unexpected = without(kind, names, should);
    return differing(kind, { missing, unexpected }, completeness);
  });

/** When users were last seen is not compared. */
const comparable = ({ users, ...rest }: Contents['access']): unknown => ({
  ...rest,
  users: users
    .map(({ name, role, createdAt, passwordSetAt }) => ({
      name: name.toLowerCase(),
      role,
      createdAt,
      passwordSetAt,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
});

const namesWhere = (
  held: Contents,
  wanted: Contents,
  differ: (a: User, b: User) => boolean,
): readonly string[] =>
  people(held).flatMap((it) => {
    const other = people(wanted).find(({ name }) => name.toLowerCase() === it.name.toLowerCase());
    return other !== undefined && differ(it, other) ? [it.name] : [];
  });

const settingsDifferences = (a: Contents['access'], b: Contents['access']): readonly string[] => {
  const listed = a.isComplete && b.isComplete ? '' : 'listed ';
  return [
    ...(dequal(a.policies, b.policies) ? [] : [`${listed}policies differ`]),
    ...(dequal(a.configuration, b.configuration) ? [] : [`the ${listed}configuration differs`]),
  ];
};

const userDifferences = (held: Contents, wanted: Contents): readonly string[] => {
  const remade = namesWhere(
    held,
    wanted,
    (a, b) => a.createdAt !== b.createdAt || a.role !== b.role,
  );
  const changed = namesWhere(
    held,
    wanted,
    (a, b) =>
      a.createdAt === b.createdAt && a.role === b.role && a.passwordSetAt !== b.passwordSetAt,
  );
  return [
    ...(remade.length > 0 ? [`created apart: users ${listText(remade)}`] : []),
    ...(changed.length > 0 ? [`another password: users ${listText(changed)}`] : []),
  ];
};

/** Says how the users, passwords, policies and configuration of two HSMs differ. */
export const accessDifferences = (held: Contents, wanted: Contents): readonly string[] =>
  dequal(comparable(held.access), comparable(wanted.access))
    ? []
    : [
        ...namedDifferences(
          inventoryOf(held),
          { users: inventoryOf(wanted).users },
          { there: held.access.isComplete, wanted: wanted.access.isComplete },
        ),
        ...userDifferences(held, wanted),
        ...settingsDifferences(held.access, wanted.access),
      ];

/** Whether all that contents hold is listed. */
export const areAllListed = ({ material, access }: Contents): boolean =>
  material.isComplete && access.isComplete;

/** Says how contents differ from those that are wanted; where not all is listed, nobody can. */
export const contentsDifferences = (held: Contents, wanted: Contents): readonly string[] => {
  if (!areAllListed(held)) return ['undecided: not all that it holds is known'];
  if (!areAllListed(wanted)) return ['undecided: not all that it should hold is known'];
  const keys = namedDifferences(inventoryOf(held), { keys: inventoryOf(wanted).keys });
  const isSame = dequal(held.material, wanted.material);
  return [
    ...keys,
    ...(keys.length > 0 || isSame
      ? []
      : ['the keys have the same names, but were created again, or certificates differ']),
    ...accessDifferences(held, wanted),
  ];
};
