/**
 * Commands about a change of HSM type that should be refused.
 *
 * @module
 */
import type { Cluster, Command, HsmType } from '@hsm-lifecycle/core';
import { isChangingType, nextTypeOf } from './fits.ts';
import { of } from './life-misfits.ts';
import type { Proposal, Situation } from './situation.ts';

const changing =
  (type?: HsmType) =>
  ({ clusterId, migration, hsmType }: Cluster, { at }: Situation): Command => ({
    type: 'ChangeHsmType',
    data: { at, clusterId, hsmType: type ?? migration?.from ?? hsmType },
  });

/** Commands about a change of HSM type to be refused. */
export const migrationMisfits: readonly Proposal[] = [
  of(() => true, changing('hsm9.huge')),
  of(
    ({ phase, edition, hsmType }) =>
      phase !== 'ACTIVE' && edition.migratable.some(({ from }) => from === hsmType),
    changing('hsm2m.medium'),
  ),
  (it) => of((cluster) => nextTypeOf(cluster, it.at) === undefined, changing())(it),
  of(isChangingType, ({ clusterId }, { at }) => ({
    type: 'CreateUser',
    data: { at, clusterId, name: 'late', role: 'CU' },
  })),
];
