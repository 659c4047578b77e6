/**
 * Commands for backups that should be refused.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { subnets } from '../../examples/inputs.ts';
import { drawAnyOf, drawOneOf } from './draw.ts';
import { mayRestore } from './fits.ts';
import { manyTags, of as ofCluster } from './life-misfits.ts';
import {
  proposalFor,
  someBackup,
  type HolderAndBackup,
  type Proposal,
  type Situation,
} from './situation.ts';
import { ACCOUNTS } from './vocabulary.ts';

type Fits = Parameters<typeof someBackup>[1];

/** Makes a proposal about a backup that does not fit. */
const of = (fits: Fits, say: (target: HolderAndBackup, it: Situation) => Command): Proposal =>
  proposalFor((it) => someBackup(it, fits), say);

const isNotReady: Fits = ({ state }) => state !== 'READY';

const inWrongState: readonly Proposal[] = [
  of(isNotReady, ({ backup: { backupId } }, { at }) => ({
    type: 'DeleteBackup',
    data: { at, backupId },
  })),
  of(isNotReady, ({ holder, backup: { backupId } }, { at }) => ({
    type: 'Restore',
    data: { at, backupId, subnets: subnets(1, holder.region) },
  })),
  of(isNotReady, ({ backup: { backupId } }, { at }) => ({
    type: 'CopyToRegion',
    data: { at, backupId, region: 'ap-southeast-2' },
  })),
  of(isNotReady, ({ backup: { backupId } }, { at }) => ({
    type: 'ShareBackup',
    data: { at, backupId, policy: '{}', accounts: 'EVERYONE' },
  })),
  of(isNotReady, ({ backup: { backupId } }, { at }) => ({
    type: 'UnshareBackup',
    data: { at, backupId },
  })),
  of(
    ({ state }) => state !== 'PENDING_DELETION',
    ({ backup: { backupId } }, { at }) => ({ type: 'UndeleteBackup', data: { at, backupId } }),
  ),
];

const isReady: Fits = ({ state }) => state === 'READY';

/** Restores of backups that are not shared with whoever asks. */
const notShared: readonly Proposal[] = [
  proposalFor(
    (it) => someBackup(it, () => true),
    ({ holder, backup }, { at, draw }): Command | undefined => {
      const may = mayRestore(backup, holder, ACCOUNTS);
      const account = drawAnyOf(
        draw,
        ACCOUNTS.filter((each) => !may.includes(each)),
      );
      if (account === undefined) return undefined;
      const data = { at, backupId: backup.backupId, subnets: subnets(1, holder.region) };
      return { type: 'Restore', data: { ...data, account } };
    },
  ),
];

const pointless: readonly Proposal[] = [
  of(
    (_, { kind }) => kind === 'COPY',
    ({ backup: { backupId } }, { at }) => ({
      type: 'SetNeverExpires',
      data: { at, backupId, neverExpires: true },
    }),
  ),
  of(isReady, ({ backup: { backupId } }, { at, draw }) => ({
    type: 'CopyToRegion',
    data: {
      at,
      backupId,
      region: drawOneOf(draw, ['cn-north-1', 'us-gov-west-1', 'us-isob-east-1']),
    },
  })),
  of(isReady, ({ holder: { region }, backup: { backupId } }, { at }) => ({
    type: 'CopyToRegion',
    data: { at, backupId, region },
  })),
  of(isReady, ({ backup: { backupId } }, { at }) => ({
    type: 'Restore',
    data: { at, backupId, subnets: subnets(1, 'sa-east-1') },
  })),
  of(isReady, ({ holder: { region }, backup: { backupId, hsmType } }, { at }) => ({
    type: 'Restore',
    data: {
      at,
      backupId,
      subnets: subnets(1, region),
      hsmType: hsmType === 'hsm1.medium' ? 'hsm9.large' : 'hsm1.medium',
    },
  })),
];

const named: readonly Proposal[] = [
  ({ at }) => ({ type: 'DeleteBackup', data: { at, backupId: 'backup-none' } }),
  ({ at }) => ({ type: 'Tag', data: { at, resourceId: 'backup-none', tags: { team: 'blue' } } }),
  ofCluster(
    () => true,
    ({ clusterId, edition }, { at }) => ({
      type: 'Tag',
      data: { at, resourceId: clusterId, tags: manyTags(edition.tagsMax + 1) },
    }),
  ),
];

/** Commands for backups to be refused, in rare situations. */
export const backupOddities: readonly Proposal[] = [
  of(
    ({ state }, { kind }) => kind === 'CLUSTER' && state !== 'READY',
    ({ backup: { backupId } }, { at }) => ({
      type: 'SetNeverExpires',
      data: { at, backupId, neverExpires: true },
    }),
  ),
];

/** Commands for backups to be refused. */
export const backupMisfits: readonly Proposal[] = [
  ...inWrongState,
  ...notShared,
  ...pointless,
  ...named,
];
