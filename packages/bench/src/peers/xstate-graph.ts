/**
 * The peer that explores: XState's `getShortestPaths` over an XState machine of the toy.
 *
 * @module
 */
// XState infers its types from cast values.
/* oxlint-disable typescript/no-unsafe-type-assertion */
import { assign, setup, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { textOf, ZONE, type Toy } from '../work/toy.ts';
import type { Move } from '../work/move.ts';
import { dueMove } from './due.ts';
import type { PeerCluster } from '../work/peer.ts';
import { allows } from './rules.ts';
import { changedBy } from './spread.ts';

/** Everything that is due at an instant. */
type Advance = { readonly type: 'ADVANCE'; readonly at: number };

const advanced = (cluster: PeerCluster, at: number): PeerCluster => {
  let after = cluster;
  for (let move = dueMove(after); move !== undefined && move.at <= at; move = dueMove(after))
    after = changedBy(after, move);
  return after;
};

const configured = setup({
  types: { context: {} as PeerCluster, events: {} as Move | Advance, input: {} as PeerCluster },
  guards: { isLegal: ({ context, event }) => event.type === 'ADVANCE' || allows(context, event) },
  actions: {
    change: assign(({ context, event }) =>
      event.type === 'ADVANCE' ? advanced(context, event.at) : changedBy(context, event),
    ),
  },
});

const legal = { guard: 'isLegal', actions: 'change' } as const;

const machine = configured.createMachine({
  context: ({ input }) => input,
  initial: 'ACTIVE',
  states: { ACTIVE: { on: { ADD_HSM: legal, REMOVE_HSM: legal, ADVANCE: legal } } },
});

const eventsIn = (cluster: PeerCluster, { horizon, offered }: Toy): readonly (Move | Advance)[] => {
  const { asOf: at, hsms } = cluster;
  const asked = offered(cluster).map((offer): Move => {
    if (offer === 'ADD') return { type: 'ADD_HSM', at, availabilityZone: ZONE };
    const hsmId = hsms[offer]?.hsmId ?? '';
    return { type: 'REMOVE_HSM', at, hsmId, machineId: hsmId };
  });
  const due = dueMove(cluster)?.at;
  return due === undefined || due > horizon ? asked : [...asked, { type: 'ADVANCE', at: due }];
};

/** Explores a toy with XState; returns the name of each state. */
export const xstateStates = (it: Toy): readonly string[] => {
  const paths = getShortestPaths(machine, {
    input: it.start,
    events: (snapshot: SnapshotFrom<typeof machine>) => [...eventsIn(snapshot.context, it)],
    serializeState: ({ context }) => textOf(context),
    serializeEvent: (event) => JSON.stringify(event),
  });
  return paths.map(({ state }) => textOf(state.context));
};
