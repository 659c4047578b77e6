/**
 * The machine itself, as a contestant.
 *
 * @module
 */
import { addHsm, advance, removeHsm, type Cluster } from '@hsm-lifecycle/core';
import { must } from '../work/must.ts';
import { shown } from '../work/shown.ts';
import type { Contestant } from '../work/peer.ts';

/** The transitions of hsm-lifecycle: `addHsm`, `removeHsm` and `advance`. */
export const machine = (start: Cluster): Contestant<Cluster> => ({
  name: 'hsm-lifecycle',
  begin: () => start,
  apply: (cluster, move) => {
    const { at } = move;
    if (move.type === 'ADD_HSM')
      return must(addHsm(cluster, { at, availabilityZone: move.availabilityZone }))[0];
    if (move.type === 'REMOVE_HSM')
      return must(removeHsm(cluster, { at, hsmId: move.machineId }))[0];
    return must(advance(cluster, { at }))[0];
  },
  shown,
});
