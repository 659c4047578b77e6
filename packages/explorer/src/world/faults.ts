/**
 * What can go wrong in a scene.
 *
 * @module
 */
import { isGone, type BackupHolder, type Command } from '@hsm-lifecycle/core';
import { inProgress } from '../../../testing/src/examples/settled.ts';
import type { FleetState } from './state.ts';

const failing = (holder: BackupHolder, at: number): readonly Command[] => {
  const ends = inProgress(holder).map(({ id }): Command => ({
    type: 'Settle',
    data: { at, id, outcome: 'FAILED' },
  }));
  if (holder.kind === 'COPY') return ends;
  const { clusterId } = holder;
  const failures = holder.hsms.flatMap(({ hsmId, state }): readonly Command[] => {
    const replacement: Command = { type: 'ReplaceHsm', data: { at, clusterId, hsmId } };
    if (state === 'ACTIVE')
      return [{ type: 'FailHsm', data: { at, clusterId, hsmId } }, replacement];
    return state === 'DEGRADED' ? [replacement] : [];
  });
  return [...ends, ...failures];
};

/**
 * Lists what can go wrong in a scene: an ACTIVE HSM fails, the service replaces one that is ACTIVE
 * or DEGRADED, an operation in progress fails, a region that holds something is lost out of reach,
 * or a lost one comes back.
 */
export const faults = ({ fleet, at }: FleetState): readonly Command[] => {
  const holders = [...fleet.holders.values()].filter((it) => !isGone(it));
  const lost = Object.entries(fleet.lost).flatMap(([region, kind]) =>
    kind === 'UNREACHABLE' ? [region] : [],
  );
  const regions = [...new Set([...holders.map(({ region }) => region), ...lost])].toSorted();
  const upheavals = regions.flatMap((region): readonly Command[] => {
    if (fleet.lost[region] === undefined)
      return [{ type: 'LoseRegion', data: { at, region, kind: 'UNREACHABLE' } }];
    return fleet.lost[region] === 'DESTROYED'
      ? []
      : [{ type: 'RecoverRegion', data: { at, region } }];
  });
  return [...holders.flatMap((holder) => failing(holder, at)), ...upheavals];
};
