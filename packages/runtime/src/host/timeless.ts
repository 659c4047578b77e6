/**
 * Commands without an instant, which the runtime adds.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { decodeCommand, type MalformedInput } from '@hsm-lifecycle/core/codec';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from '../kernel/either.ts';
import { needsNoRecord } from './follow-ups.ts';
import type { InstantTooLate, SettledByRuntime } from './refusals.ts';

/** A command whose `at` may be left out. */
export type Timeless<AskedCommand = Command> = AskedCommand extends {
  readonly type: infer Type;
  readonly data: infer Data;
}
  ? { readonly type: Type; readonly data: Omit<Data, 'at'> & { readonly at?: number } }
  : never;

/** A cluster that is not being restored needs nothing of the runtime. */
const isClients = (fleet: Fleet, id: string): boolean => {
  if (!id.startsWith('cluster-')) return false;
  const holder = holderIn(fleet, id);
  return holder?.kind !== 'CLUSTER' || needsNoRecord(holder);
};

/** The id of a reported success that only the runtime can report: the bytes are its work. */
const runtimesOwn = (command: Command, fleet: Fleet): string | undefined => {
  if (command.type !== 'Settle' || command.data.outcome !== 'SUCCEEDED') return undefined;
  const { id } = command.data;
  return isClients(fleet, id) ? undefined : id;
};

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
 * The end of the year 9999, in milliseconds since the epoch. What follows from a command, such as
 * the end of a retention, is later, and must be an instant too.
 */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Adds the instant to a command and checks it.
 *
 * @param turn - the instant of a command that has none, and the fleet before it
 */
export const timed = (
  given: Timeless,
  { at, fleet }: { readonly at: number; readonly fleet: Fleet },
): Either<MalformedInput | SettledByRuntime | InstantTooLate, Command> => {
  const command = decodeCommand(dated(given, at));
  if (command._tag === 'Left') return command;
  const { at: asked } = command.right.data;
  if (asked > LATEST) return left({ _tag: 'InstantTooLate', at: asked, latest: LATEST });
  const id = runtimesOwn(command.right, fleet);
  return id === undefined ? right(command.right) : left({ _tag: 'SettledByRuntime', id });
};
