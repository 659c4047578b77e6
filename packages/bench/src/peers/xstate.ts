/**
 * The peer on XState 5: one machine for a cluster, its HSMs and backups in the context, advanced by
 * the pure `transition`.
 *
 * The context changes by the same spreads as the hand-written peer's, so the difference is XState's
 * own work. An actor for each HSM and backup would cost more.
 *
 * @module
 */
// XState infers its types from cast values.
/* oxlint-disable typescript/no-unsafe-type-assertion */
import { assign, setup, transition, type SnapshotFrom } from 'xstate';
import type { Move } from '../work/move.ts';
import type { Contestant, PeerCluster } from '../work/peer.ts';
import { allows } from './rules.ts';
import { changedBy } from './spread.ts';

const configured = setup({
  types: { context: {} as PeerCluster, events: {} as Move },
  guards: { isLegal: ({ context, event }) => allows(context, event) },
  actions: { change: assign(({ context, event }) => changedBy(context, event)) },
});

const legal = { guard: 'isLegal', actions: 'change' } as const;

const machine = configured.createMachine({
  context: {} as PeerCluster,
  initial: 'ACTIVE',
  states: {
    ACTIVE: {
      on: {
        ADD_HSM: legal,
        REMOVE_HSM: legal,
        BACKUP_READY: legal,
        HSM_ACTIVE: legal,
        HSM_REMOVED: legal,
        DAILY_BACKUP: legal,
        MARK: legal,
        PURGE: legal,
      },
    },
    DELETED: {},
  },
});

/** A snapshot of the cluster's machine; the benchmark reads only its context. */
export type ClusterSnapshot = { readonly context: PeerCluster };

/** XState 5's pure transition function. */
export const xstate = (start: PeerCluster): Contestant<ClusterSnapshot> => ({
  name: 'XState 5 transition',
  begin: () => machine.resolveState({ value: 'ACTIVE', context: start }),
  apply: (snapshot, move) => transition(machine, snapshot as SnapshotFrom<typeof machine>, move)[0],
  shown: ({ context }) => context,
});
