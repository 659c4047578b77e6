/**
 * Losing and recovering a region.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import { own } from '../kernel/own.ts';
import type { CommandOf } from '../transitions/command.ts';
import { evolveCopy } from '../evolve/evolve.ts';
import type { RegionAlreadyLost, RegionDestroyed, RegionNotLost } from '../rules/model-refusals.ts';
import { graceMs } from '../rules/editions.ts';
import type { BackupCopy } from '../model/backup-copy.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, EventOf } from '../model/event.ts';
import { withGone } from '../time/gone.ts';
import { withRuin } from '../time/ruin.ts';
import type { Moved } from './absorb.ts';
import type { Fleet } from './fleet.ts';
import { clustersMoved, type Upheaval } from './upheaval.ts';

type Loss = CommandOf<'LoseRegion'>['data'];

const reasonOf = ({ region }: Loss): string => `${region} was lost.`;

/** What a cluster loses: its reach and, with a destroyed region, all in progress (U-55). */
const losing = (before: Cluster, loss: Loss): readonly ClusterEvent[] => {
  const { at, region, kind } = loss;
  if (before.region !== region || before.phase === 'DELETED') return [];
  const isolated: readonly ClusterEvent[] =
    before.isolatedSince === undefined ? [{ type: 'ClusterIsolated', data: { at } }] : [];
  return kind === 'DESTROYED'
    ? withRuin(before, isolated, { at, reason: reasonOf(loss) })
    : isolated;
};

/** How a copy in progress from or to the region fails; `undefined` for any other. */
const copyFailure = (before: BackupCopy, loss: Loss): EventOf<'BackupCopyFailed'> | undefined => {
  const { at, region } = loss;
  const [copy] = before.backups;
  if (copy?.state !== 'CREATE_IN_PROGRESS') return undefined;
  if (before.region !== region && copy.source?.region !== region) return undefined;
  const { backupId } = copy;
  return withGone(before, (gone) => ({
    type: 'BackupCopyFailed',
    data: { at, backupId, reason: reasonOf(loss), deleteAt: at + graceMs(before), gone },
  }));
};

const copiesMoved = (fleet: Fleet, loss: Loss): readonly Moved[] =>
  [...fleet.holders.entries()].flatMap(([stem, before]): readonly Moved[] => {
    const event = before.kind === 'COPY' ? copyFailure(before, loss) : undefined;
    if (before.kind !== 'COPY' || event === undefined) return [];
    return [{ stem, before, after: evolveCopy(before, event), events: [event] }];
  });

/**
 * Loses a region: its clusters are isolated, and copies in progress from or to it fail. If it is
 * destroyed, all in progress in its clusters fails, but for deletions (U-55).
 */
export const loseRegion = (
  fleet: Fleet,
  { data }: CommandOf<'LoseRegion'>,
): Either<RegionAlreadyLost, Upheaval> => {
  const { at, region, kind } = data;
  const before = own(fleet.lost, region);
  if (before === 'DESTROYED' || before === kind)
    return left({ _tag: 'RegionAlreadyLost', rule: 'M-7', region });
  const moves = [
    ...clustersMoved(fleet, (it) => losing(it, data)),
    ...copiesMoved(fleet, data),
  ].toSorted((one, other) => (one.stem < other.stem ? -1 : 1));
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
  const moves = clustersMoved(fleet, (it) =>
    it.region === region && it.isolatedSince !== undefined
      ? [{ type: 'ClusterReconnected', data: { at } }]
      : [],
  );
  return right({ event: { type: 'RegionRecovered', data: { at, region } }, moves });
};
