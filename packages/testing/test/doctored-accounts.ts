/**
 * Steps that break the laws of accounts, shares and addresses.
 *
 * @module
 */
import { DEFAULT_ACCOUNT, type CommandOf } from '@hsm-lifecycle/core';
import { adding, saying, type Doctor } from './doctored.ts';

/** An account that no step knows. */
const STRANGER = '999999999999';

const placeOf = ({ data }: CommandOf<'CreateCluster'>): string =>
  `${data.account ?? DEFAULT_ACCOUNT}/${data.region}`;

/** By law, a tampering that breaks it. */
export const accountDoctors: Readonly<Record<string, Doctor>> = {
  'quotas hold': (step) => {
    const { command, after } = step;
    if (command.type !== 'CreateCluster') return undefined;
    return {
      ...step,
      after: { ...after, regionQuotas: { [placeOf(command)]: { clusters: 0 } } },
    };
  },
  'usage equals what exists': (step) =>
    step.after.holders.size === 0
      ? undefined
      : {
          ...step,
          after: {
            ...step.after,
            usage: {
              ...step.after.usage,
              entries: () => step.after.usage.entries(),
              get: () => ({ clusters: 99, hsms: 99 }),
            },
          },
        },
  'accounts are apart': (step) =>
    step.command.type === 'CreateCluster'
      ? {
          ...step,
          command: { type: 'CreateCluster', data: { ...step.command.data, account: STRANGER } },
        }
      : undefined,
  'only what is shared is restored': saying('ClusterRestoring', () => ({ account: STRANGER })),
  'a share is asked for': adding((holder, at) => {
    const backupId = holder.backups.find(({ state }) => state === 'PENDING_DELETION')?.backupId;
    return backupId === undefined
      ? undefined
      : { type: 'BackupShared', data: { at, backupId, policy: '{}', accounts: 'EVERYONE' } };
  }),
  'an HSM has an address of its subnet': saying('HsmAdding', ({ subnetId }, { before }) => {
    const isKnown = [...before.holders.values()].some(
      (it) =>
        it.kind === 'CLUSTER' &&
        it.subnets.some((each) => each.subnetId === subnetId && each.cidr !== undefined),
    );
    return isKnown ? { ipAddress: undefined } : undefined;
  }),
};
