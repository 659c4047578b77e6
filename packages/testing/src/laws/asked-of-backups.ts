/**
 * What commands for backups, tags and work in progress ask for.
 *
 * @module
 */
import type { Backup, CommandOf, Tags } from '@hsm-lifecycle/core';
import { begunIn, differing, namedHolder, type Questions } from './asked.ts';
import type { LawStep } from './law.ts';

const backupIn = (step: LawStep, id: string): Backup | undefined =>
  namedHolder(step, id)?.backups.find(({ backupId }) => backupId === id);

/** Asks how the backup is that a command names. */
const ofBackup = (
  step: LawStep,
  { backupId }: { readonly backupId: string },
  given: Partial<Backup>,
): string | undefined => differing(backupId, backupIn(step, backupId), given);

const tagsOf = (step: LawStep, id: string): Tags | undefined => {
  const holder = namedHolder(step, id);
  return holder?.kind === 'CLUSTER' && holder.clusterId === id
    ? holder.tags
    : backupIn(step, id)?.tags;
};

const copiedOtherwise = (
  { backupId, region, tags, at }: CommandOf<'CopyToRegion'>['data'],
  step: LawStep,
): string | undefined => {
  const [holder] = begunIn(step);
  const [copy] = holder?.backups ?? [];
  return (
    differing('the copy', holder, { kind: 'COPY', region }) ??
    differing('the copy', copy, {
      tags: tags ?? backupIn(step, backupId)?.tags,
      copiedAt: at,
    }) ??
    differing('its source', copy?.source, { backupId })
  );
};

type OfSettled = CommandOf<'Settle'>['data'];

/** Whether an event of this instant names what was settled. */
const isNamed = ({ events }: LawStep, { at, id }: OfSettled): boolean =>
  events.some(
    ({ stream, event }) =>
      event.data.at === at &&
      (Object.values(event.data).includes(id) ||
        (stream === id && event.type.startsWith('Cluster'))),
  );

const settledOtherwise = (data: OfSettled, step: LawStep): string | undefined => {
  const { id, outcome, reason } = data;
  if (!isNamed(step, data)) return `nothing has ended for ${id}`;
  const isSaid = step.events.some(
    ({ event }) => 'reason' in event.data && event.data.reason === reason,
  );
  return outcome === 'SUCCEEDED' || reason === undefined || isSaid
    ? undefined
    : `no failure of ${id} says ${reason}`;
};

const sharedOtherwise = (
  { backupId, policy, accounts }: CommandOf<'ShareBackup'>['data'],
  step: LawStep,
): string | undefined => {
  const share = backupIn(step, backupId)?.share;
  const is = share?.accounts === 'EVERYONE' ? share.accounts : new Set(share?.accounts);
  const isAsked =
    accounts === 'EVERYONE' || is === 'EVERYONE'
      ? accounts === is
      : accounts.every((it) => is.has(it)) && is.size === new Set(accounts).size;
  return isAsked
    ? differing(`the share of ${backupId}`, share, { policy })
    : `${backupId} is shared with others than was asked for`;
};

/** By command type: what differs from what was asked for. */
export const askedOfBackups: Questions<
  | 'CopyToRegion'
  | 'DeleteBackup'
  | 'UndeleteBackup'
  | 'SetNeverExpires'
  | 'ShareBackup'
  | 'UnshareBackup'
  | 'Tag'
  | 'Untag'
  | 'Settle'
> = {
  CopyToRegion: copiedOtherwise,
  DeleteBackup: (data, step) =>
    ofBackup(step, data, { state: 'PENDING_DELETION', deletedBy: 'CUSTOMER' }),
  UndeleteBackup: (data, step) => ofBackup(step, data, { state: 'READY' }),
  SetNeverExpires: (data, step) => ofBackup(step, data, { neverExpires: data.neverExpires }),
  ShareBackup: sharedOtherwise,
  UnshareBackup: ({ backupId }, step) =>
    backupIn(step, backupId)?.share && `${backupId} is still shared`,
  Tag: ({ resourceId, tags }, step) =>
    differing(`the tags of ${resourceId}`, tagsOf(step, resourceId), tags),
  Untag: ({ resourceId, keys }, step) => {
    const is = tagsOf(step, resourceId) ?? {};
    const key = keys.find((each) => Object.hasOwn(is, each));
    return key === undefined ? undefined : `${resourceId} still has the tag ${key}`;
  },
  Settle: settledOtherwise,
};
