/**
 * Reads resource policies of backups: with which accounts they share.
 *
 * @see F-175 to F-178; U-36
 * @module
 */
import type { SharedWith } from '@hsm-lifecycle/core';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { isJsonObject } from '../kernel/plain.ts';

/** Why a policy cannot be put: a sentence for the client. */
export type PolicyFlaw = { readonly _tag: 'PolicyFlaw'; readonly message: string };

const flaw = (message: string): Either<PolicyFlaw, never> => left({ _tag: 'PolicyFlaw', message });

const listOf = (value: unknown): readonly unknown[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const PRINCIPAL = /^(?:(\d{12})|arn:aws(?:-us-gov)?:iam::(\d{12}):root)$/u;

const principalsOf = (principal: unknown): Either<PolicyFlaw, SharedWith> => {
  if (principal === '*') return right('EVERYONE');
  const named = isJsonObject(principal) ? listOf(principal['AWS']) : [];
  if (named.length === 0) return flaw('A statement of the policy names no AWS principal.');
  if (named.includes('*')) return right('EVERYONE');
  const accounts: string[] = [];
  for (const it of named) {
    const [, plain, root] = PRINCIPAL.exec(String(it)) ?? [];
    const account = plain ?? root;
    if (account === undefined)
      return flaw('A principal of the policy is neither an account nor the root of one.');
    accounts.push(account);
  }
  return right(accounts);
};

const ACTIONS = ['cloudhsm:CreateCluster', 'cloudhsm:DescribeBackups'] as const;

/** The actions that let an account restore: `cloudhsm:CreateCluster`, or all of them. */
const RESTORING: ReadonlySet<unknown> = new Set([ACTIONS[0], 'cloudhsm:*']);

const ALLOWED: ReadonlySet<unknown> = new Set([...ACTIONS, 'cloudhsm:*']);

const actionFlaw = (actions: readonly unknown[]): string | undefined =>
  actions.length > 0 && actions.every((it) => ALLOWED.has(it))
    ? undefined
    : `The actions of a backup's policy are ${ACTIONS.join(' and ')}.`;

/** Elements that turn a statement round, or limit it. */
const UNSUPPORTED = ['Condition', 'NotPrincipal', 'NotAction', 'NotResource'] as const;

const statementFlaw = (
  statement: Readonly<Record<string, unknown>>,
  arn: string,
): string | undefined => {
  const { Effect, Action, Resource } = statement;
  if (Effect !== 'Allow') return 'Only statements with the Effect Allow are supported.';
  const unsupported = UNSUPPORTED.find((it) => Object.hasOwn(statement, it));
  if (unsupported !== undefined) return `The element ${unsupported} is not supported.`;
  if (!listOf(Resource).every((it) => it === arn || it === '*'))
    return 'The policy names another resource.';
  return actionFlaw(listOf(Action));
};

/** The accounts that one statement lets restore a backup. */
const accountsIn = (statement: unknown, arn: string): Either<PolicyFlaw, SharedWith> => {
  if (!isJsonObject(statement)) return flaw('A statement of the policy is not an object.');
  const wrong = statementFlaw(statement, arn);
  if (wrong !== undefined) return flaw(wrong);
  const principals = principalsOf(statement['Principal']);
  const isRestoring = listOf(statement['Action']).some((it) => RESTORING.has(it));
  return isLeft(principals) || isRestoring ? principals : right([]);
};

/**
 * The accounts that a policy lets restore a backup.
 *
 * @param arn - the backup's
 */
export const sharedAccounts = (policy: string, arn: string): Either<PolicyFlaw, SharedWith> => {
  const document = parsed(policy);
  if (!isJsonObject(document)) return flaw('The policy is not a JSON object.');
  const statements = listOf(document['Statement']);
  if (statements.length === 0) return flaw('The policy has no statement.');
  let accounts: SharedWith = [];
  for (const statement of statements) {
    const more = accountsIn(statement, arn);
    if (isLeft(more)) return more;
    accounts =
      accounts === 'EVERYONE' || more.right === 'EVERYONE'
        ? 'EVERYONE'
        : [...accounts, ...more.right];
  }
  return right(accounts);
};
