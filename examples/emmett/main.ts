/**
 * The model as an Emmett decider: one call makes a decider for Emmett's own handlers and
 * specifications.
 *
 * @module
 */
import { CommandHandler, DeciderCommandHandler, type EventStore } from '@event-driven-io/emmett';
import type { Decidable, DecideRefusal, HolderEvent } from '@hsm-lifecycle/core';
import { asDecider, isRefusedCommand } from '@hsm-lifecycle/core/emmett';

/** Reads a cluster's stream, decides a command on it and appends the events. */
export const handle = DeciderCommandHandler(asDecider());

const decider = asDecider();
const fold = CommandHandler<ReturnType<typeof decider.initialState>, HolderEvent>(decider);

/**
 * The same with Emmett's plain `CommandHandler`, returning the refusal as data.
 *
 * @returns why the command was refused; nothing if it was accepted
 */
export const attempt = async (
  store: EventStore,
  clusterId: string,
  command: Decidable,
): Promise<DecideRefusal | undefined> => {
  try {
    await fold(store, clusterId, (state) => decider.decide(command, state));
    return undefined;
  } catch (error) {
    if (isRefusedCommand(error)) return error.refusal;
    throw error;
  }
};
