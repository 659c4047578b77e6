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

const differing = (
  kind: string,
  missing: readonly string[],
  unexpected: readonly string[],
): readonly string[] => [
  ...(missing.length > 0 ? [`missing: ${kind} ${listText(missing)}`] : []),
  ...(unexpected.length > 0 ? [`unexpected: ${kind} ${listText(unexpected)}`] : []),
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

/** Says which names are missing, and which are there unexpectedly. */
export const namedDifferences = (
  there: NamedInventory,
  wanted: Partial<NamedInventory>,
): readonly string[] =>
  (['keys', 'users'] as const).flatMap((kind) => {
    const [names, should] = [there[kind], wanted[kind] ?? there[kind]];
    return differing(kind, without(kind, should, names), without(kind, names, should));
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

const settingsDifferences = (a: Contents['access'], b: Contents['access']): readonly string[] => [
  ...(dequal(a.policies, b.policies) ? [] : ['policies differ']),
  ...(dequal(a.configuration, b.configuration) ? [] : ['the configuration differs']),
];

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
        ...namedDifferences(inventoryOf(held), { users: inventoryOf(wanted).users }),
        ...userDifferences(held, wanted),
        ...settingsDifferences(held.access, wanted.access),
      ];

/** Says how contents differ from those that are wanted. */
export const contentsDifferences = (held: Contents, wanted: Contents): readonly string[] => {
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
