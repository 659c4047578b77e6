/**
 * Commands without an instant, which the runtime adds.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { decodeCommand, type MalformedInput } from '@hsm-lifecycle/core/codec';
import { left, right, type Either } from '../kernel/either.ts';
import type { SettledByRuntime } from './refusals.ts';

/** A command whose `at` may be left out. */
export type Timeless<AskedCommand = Command> = AskedCommand extends {
  readonly type: infer Type;
  readonly data: infer Data;
}
  ? { readonly type: Type; readonly data: Omit<Data, 'at'> & { readonly at?: number } }
  : never;

/** The id of a reported success that only the runtime can report. */
const runtimesOwn = (command: Command): string | undefined =>
  command.type === 'Settle' &&
  command.data.outcome === 'SUCCEEDED' &&
  !command.data.id.startsWith('cluster-')
    ? command.data.id
    : undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * Assumes nothing about the value, because a host may pass on what a client sent. What is not a
 * command stays unchanged, and is refused later.
 */
const dated = (asked: unknown, at: number): unknown => {
  if (!isRecord(asked) || !isRecord(asked['data'])) return asked;
  const { type, data } = asked;
  return { type, data: { ...data, at: data['at'] ?? at } };
};

/**
 * Adds the instant to a command and checks it.
 *
 * @param at - the instant of a command that has none
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
