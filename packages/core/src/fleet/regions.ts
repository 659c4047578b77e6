/**
 * Losing and recovering a region.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import { own } from '../kernel/own.ts';
import type { CommandOf } from '../transitions/command.ts';
import { evolve } from '../evolve/evolve.ts';
import type { RegionAlreadyLost, RegionDestroyed, RegionNotLost } from '../rules/model-refusals.ts';
import { graceMs } from '../rules/editions.ts';
import type { HolderEvent } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import { withGone } from '../time/gone.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Region } from '../model/placement.ts';
import type { Moved } from './absorb.ts';
import type { Fleet } from './fleet.ts';
import type { Upheaval } from './upheaval.ts';

const moved = (
  fleet: Fleet,
  eventFor: (holder: BackupHolder) => HolderEvent | undefined,
): readonly Moved[] =>
  [...fleet.holders.entries()].flatMap(([stem, before]): readonly Moved[] => {
    const event = eventFor(before);
    return event === undefined
      ? []
      : [{ stem, before, after: evolve(before, event), events: [event] }];
  });

const isolation = (
  holder: BackupHolder,
  region: Region,
  at: EpochMillis,
): HolderEvent | undefined => {
  if (holder.kind === 'CLUSTER')
    return holder.region === region &&
      holder.phase !== 'DELETED' &&
      holder.isolatedSince === undefined
      ? { type: 'ClusterIsolated', data: { at } }
      : undefined;
  const [copy] = holder.backups;
  const concerned =
    copy?.state === 'CREATE_IN_PROGRESS' &&
    (holder.region === region || copy.source?.region === region);
  if (!concerned) return undefined;
  const data = {
    at,
    backupId: copy.backupId,
    reason: `${region} was lost.`,
    deleteAt: at + graceMs(holder),
  };
  return withGone(holder, (gone) => ({ type: 'BackupCopyFailed', data: { ...data, gone } }));
};

/** Loses a region: its clusters are isolated, and copies in flight from or to it fail. */
export const loseRegion = (
  fleet: Fleet,
  { data }: CommandOf<'LoseRegion'>,
): Either<RegionAlreadyLost, Upheaval> => {
  const { at, region, kind } = data;
  const before = own(fleet.lost, region);
  if (before === 'DESTROYED' || before === kind)
    return left({ _tag: 'RegionAlreadyLost', rule: 'M-7', region });
  const moves = moved(fleet, (holder) => isolation(holder, region, at));
  return right({ event: { type: 'RegionLost', data: { at, region, kind } }, moves });
};

/** Recovers a region that was out of reach: its clusters' daily backups start again. */
export const recoverRegion = (
  fleet: Fleet,
  { data }: CommandOf<'RecoverRegion'>,
): Either<RegionNotLost | RegionDestroyed, Upheaval> => {
  const { at, region } = data;
  const before = own(fleet.lost, region);
  if (before === undefined) return left({ _tag: 'RegionNotLost', rule: 'M-7', region });
  if (before === 'DESTROYED') return left({ _tag: 'RegionDestroyed', rule: 'M-7', region });
  const moves = moved(fleet, (holder) =>
    holder.kind === 'CLUSTER' && holder.region === region && holder.isolatedSince !== undefined
      ? { type: 'ClusterReconnected', data: { at } }
      : undefined,
  );
  return right({ event: { type: 'RegionRecovered', data: { at, region } }, moves });
};
