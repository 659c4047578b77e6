/**
 * Commands that may leave the instant to the runtime.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { decodeCommand, type MalformedInput } from '@hsm-lifecycle/core/codec';
import { left, right, type Either } from '../kernel/either.ts';
import type { SettledByRuntime } from './refusals.ts';

/** A command whose `at` may be left out. */
export type Timeless<Asked = Command> = Asked extends {
  readonly type: infer Type;
  readonly data: infer Data;
}
  ? { readonly type: Type; readonly data: Omit<Data, 'at'> & { readonly at?: number } }
  : never;

/** What is said to have succeeded that only the runtime can know of. */
const runtimesOwn = (command: Command): string | undefined =>
  command.type === 'Settle' &&
  command.data.outcome === 'SUCCEEDED' &&
  !command.data.id.startsWith('cluster-')
    ? command.data.id
    : undefined;

const isRecord = (it: unknown): it is Readonly<Record<string, unknown>> =>
  typeof it === 'object' && it !== null;

/**
 * Not even its shape is taken for granted: a host may hand on what a client has sent. What is no
 * command stays as it is, to be refused.
 */
const dated = (asked: unknown, at: number): unknown => {
  if (!isRecord(asked) || !isRecord(asked['data'])) return asked;
  const { type, data } = asked;
  return { type, data: { ...data, at: data['at'] ?? at } };
};

/**
 * Completes and checks what comes from outside.
 *
 * @param at - the instant it gets if it has none
 */
export const timed = (
  asked: Timeless,
  at: number,
): Either<MalformedInput | SettledByRuntime, Command> => {
  const command = decodeCommand(dated(asked, at));
  if (command._tag === 'Left') return command;
  const id = runtimesOwn(command.right);
  return id === undefined ? right(command.right) : left({ _tag: 'SettledByRuntime', id });
};
