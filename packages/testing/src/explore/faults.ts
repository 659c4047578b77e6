/**
 * What can go wrong in a scene.
 *
 * @module
 */
import type { BackupHolder, Command } from '@hsm-lifecycle/core';
import { inProgress } from '../settled.ts';
import type { Scene } from './scene.ts';

const failing = (holder: BackupHolder, at: number): readonly Command[] => {
  const ends = inProgress(holder).map(({ id }): Command => ({ type: 'Settle', data: { at, id, outcome: 'FAILED' } }));
  if (holder.kind === 'COPY') return ends;
  const { clusterId } = holder;
  const failures = holder.hsms.flatMap(({ hsmId, state }): readonly Command[] => {
    if (state === 'ACTIVE') return [{ type: 'FailHsm', data: { at, clusterId, hsmId } }];
    return state === 'DEGRADED' ? [{ type: 'ReplaceHsm', data: { at, clusterId, hsmId } }] : [];
  });
  return [...ends, ...failures];
};

/**
 * Lists what can go wrong in a scene: an ACTIVE HSM fails, the service replaces a DEGRADED one, an operation in progress fails, a region that holds something is lost out of reach, or comes
 * back.
 */
export const faults = ({ fleet, at }: Scene): readonly Command[] => {
  const holders = [...fleet.holders.values()];
  const regions = [...new Set(holders.map(({ region }) => region))].toSorted();
  const upheavals = regions.map((region): Command =>
    fleet.lost[region] === undefined
      ? { type: 'LoseRegion', data: { at, region, kind: 'UNREACHABLE' } }
      : { type: 'RecoverRegion', data: { at, region } },
  );
  return [...holders.flatMap((holder) => failing(holder, at)), ...upheavals];
};
