/**
 * The control plane beside the API: what AWS does behind the scenes, and what tests want.
 *
 * @module
 */
import { explain, type EpochMillis } from '@hsm-lifecycle/core';
import { encodeFleetEvent, fleetToJson } from '@hsm-lifecycle/core/codec';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { runtimeSentences, type Timeless } from '@hsm-lifecycle/runtime';
import type { Host } from '../host/host.ts';
import type { MovableClock } from '../host/movable-clock.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { isJsonObject } from '../kernel/plain.ts';
import { advanceTo, controlFlaw, type ControlFlaw } from './control-flaw.ts';
import { plannedFaults, type PlannedFaults } from './planned-faults.ts';

/** What a control plane is given. */
export type ControlWith = {
  readonly host: Host;
  readonly clock: MovableClock;
};

/** An answer: JSON data, or a refusal. */
export type ControlAnswer = Either<{ readonly _tag: string; readonly message: string }, unknown>;

/** What is asked of a list, as a client wrote it. */
export type ControlQuery = {
  /** Only events after this position; from the first if left out. */
  readonly after?: string | undefined;
};

/** A control plane. */
export type Control = {
  readonly faults: PlannedFaults;
  /** Does what a path names: `advance`, `activate`, `command`, `fault`, `reset`. */
  readonly act: (name: string, body: unknown) => Promise<ControlAnswer>;
  /** Reads what a path names: `state`, `events` after a position of the log, `now`. */
  readonly read: (name: string, query?: ControlQuery) => Promise<ControlAnswer>;
};

type Refused = { readonly _tag: string };

/** The refusal as it is, and in words. */
const refusedAnswer = (refusal: Refused): ControlAnswer =>
  left({ ...refusal, message: explain(refusal, { books: [runtimeSentences] }) });

const eventsJson = (events: readonly FleetEvent[]): unknown => ({
  events: events.map(encodeFleetEvent),
});

const submitted = async ({ host }: ControlWith, command: Timeless): Promise<ControlAnswer> => {
  const outcome = await host.submit(() => right(command));
  return isLeft(outcome) ? refusedAnswer(outcome.left) : right(eventsJson(outcome.right.events));
};

/** A command as a client wrote it: the runtime decodes it. */
const commandIn = (body: unknown): Either<ControlFlaw, Timeless> =>
  isJsonObject(body) && typeof body['type'] === 'string' && isJsonObject(body['data'])
    ? // The runtime assumes nothing about it.
      // eslint-disable-next-line typescript/no-unsafe-type-assertion
      right(body as unknown as Timeless)
    : controlFlaw('Give a command: "type" and "data", such as FailHsm.');

const nowJson = (now: EpochMillis): unknown => ({ now: new Date(now).toISOString() });

const advanced = async ({ host, clock }: ControlWith, body: unknown): Promise<ControlAnswer> => {
  const to = advanceTo(body, clock.now());
  if (isLeft(to)) return to;
  clock.advance(to.right);
  const fleet = await host.look();
  return isLeft(fleet) ? refusedAnswer(fleet.left) : right(nowJson(clock.now()));
};

const activatedBy = async (given: ControlWith, body: unknown): Promise<ControlAnswer> => {
  const { clusterId, admin } = isJsonObject(body) ? body : {};
  if (typeof clusterId !== 'string') return controlFlaw('Give "clusterId".');
  const named = typeof admin === 'string' ? { admin } : {};
  return submitted(given, { type: 'Activate', data: { clusterId, ...named } });
};

const resetOf = async ({ host }: ControlWith, faults: PlannedFaults): Promise<ControlAnswer> => {
  if (host.reset === undefined)
    return left({ _tag: 'KeptInStore', message: 'A fleet that is kept in a store stays.' });
  faults.clear();
  await host.reset();
  return right({});
};

const stateOf = async ({ host }: ControlWith): Promise<ControlAnswer> => {
  const fleet = await host.look();
  if (isLeft(fleet)) return refusedAnswer(fleet.left);
  const state: unknown = JSON.parse(fleetToJson(fleet.right));
  return right(state);
};

const POSITION = /^\d{1,15}$/u;

/** A page of events, and the position to read on from. */
const eventsOf = async (
  { host }: ControlWith,
  { after = '0' }: ControlQuery,
): Promise<ControlAnswer> => {
  if (!POSITION.test(after)) return controlFlaw('Give "after", a position, such as 0.');
  const fleet = await host.look();
  if (isLeft(fleet)) return refusedAnswer(fleet.left);
  const logged = await host.events(Number(after));
  if (isLeft(logged)) return refusedAnswer(logged.left);
  return right({
    events: logged.right.map(({ position, event }) => ({
      position,
      ...Object(encodeFleetEvent(event)),
    })),
    next: logged.right.at(-1)?.position ?? Number(after),
  });
};

const unknown = (name: string, known: object): ControlAnswer =>
  controlFlaw(`There is no ${name}. There are: ${Object.keys(known).join(', ')}.`);

/** Makes a control plane. */
export const createControl = (given: ControlWith): Control => {
  const faults = plannedFaults();
  const acts: Readonly<Record<string, (body: unknown) => Promise<ControlAnswer>>> = {
    advance: (body) => advanced(given, body),
    activate: (body) => activatedBy(given, body),
    command: async (body) => {
      const command = commandIn(body);
      return isLeft(command) ? command : submitted(given, command.right);
    },
    fault: async (body) => faults.plan(body),
    reset: () => resetOf(given, faults),
  };
  const reads: Readonly<Record<string, (query: ControlQuery) => Promise<ControlAnswer>>> = {
    now: async () => right(nowJson(given.clock.now())),
    state: () => stateOf(given),
    events: (query) => eventsOf(given, query),
  };
  return {
    faults,
    act: async (name, body) =>
      (Object.hasOwn(acts, name) ? acts[name]?.(body) : undefined) ?? unknown(name, acts),
    read: async (name, query = {}) =>
      (Object.hasOwn(reads, name) ? reads[name]?.(query) : undefined) ?? unknown(name, reads),
  };
};
