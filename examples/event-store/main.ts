/**
 * One stream per cluster in an event store: Emmett keeps the events, the model decides.
 *
 * @module
 */
import {
  CommandHandler,
  getInMemoryEventStore,
  type EventStore,
  type InMemoryEventStore,
} from '@event-driven-io/emmett';
import {
  decide,
  evolve,
  initialState,
  type BackupHolder,
  type ClusterId,
  type Decidable,
  type DecideRefusal,
  type HolderEvent,
  type NotBegun,
} from '@hsm-lifecycle/core';

/** The state that a stream folds to. */
export type State = BackupHolder | NotBegun;

/** The result of a command: the state after it and the appended events, or the refusal. */
export type Answer = {
  readonly state: State;
  readonly events: readonly HolderEvent[];
  readonly refusal?: DecideRefusal;
};

const handle = CommandHandler<State, HolderEvent>({ evolve, initialState: () => initialState });

/**
 * Reads a cluster's stream, decides, and appends the events. Emmett refuses to append if another
 * writer was faster, and can be configured to retry.
 *
 * @param store - any of Emmett's event stores
 * @param clusterId - the cluster, whose id names the stream
 * @param command - plain data; time passes up to `data.at` first, so what was due is appended too
 */
export const dispatch = async (
  store: EventStore,
  clusterId: string,
  command: Decidable,
): Promise<Answer> => {
  let refusal: DecideRefusal | undefined;
  const { newState, newEvents } = await handle(store, clusterId, (state) => {
    const outcome = decide(state, command);
    refusal = outcome._tag === 'Left' ? outcome.left : undefined;
    return outcome._tag === 'Left' ? [] : [...outcome.right[1]];
  });
  return { state: newState, events: newEvents, ...(refusal !== undefined && { refusal }) };
};

/** Reads a cluster by folding its stream, as any process may at any time. */
export const load = async (store: EventStore, clusterId: string): Promise<State> =>
  (
    await store.aggregateStream<State, HolderEvent>(clusterId, {
      evolve,
      initialState: () => initialState,
    })
  ).state;

const HOUR_MS = 3_600_000;

/** A cluster's first hours: creates it, adds an HSM, initializes, activates, adds a second HSM. */
export const openCluster = async (
  clusterId: ClusterId,
  from: number,
): Promise<InMemoryEventStore> => {
  const store = getInMemoryEventStore();
  const zones = ['eu-west-1a', 'eu-west-1b'];
  const subnets = zones.map((availabilityZone, index) => ({
    subnetId: `subnet-0000000${index}`,
    availabilityZone,
  }));
  const commands: readonly Decidable[] = [
    {
      type: 'CreateCluster',
      data: {
        at: from,
        clusterId,
        region: 'eu-west-1',
        hsmType: 'hsm2m.medium',
        mode: 'FIPS',
        subnets,
      },
    },
    { type: 'AddHsm', data: { at: from + HOUR_MS, clusterId, availabilityZone: 'eu-west-1a' } },
    { type: 'Initialize', data: { at: from + 2 * HOUR_MS, clusterId } },
    { type: 'Activate', data: { at: from + 3 * HOUR_MS, clusterId } },
    { type: 'AddHsm', data: { at: from + 4 * HOUR_MS, clusterId, availabilityZone: 'eu-west-1b' } },
  ];
  // Each command depends on the state after the one before it.
  // oxlint-disable-next-line no-await-in-loop
  for (const command of commands) await dispatch(store, clusterId, command);
  return store;
};
