/**
 * The faults to try in a state.
 *
 * @module
 */
import { isGone, type BackupHolder, type Command } from '@hsm-lifecycle/core';
import { inProgress } from '@hsm-lifecycle/testing/examples';
import type { FleetState } from '@hsm-lifecycle/testing/laws';

const faultsOf = (holder: BackupHolder, at: number): readonly Command[] => {
  const failedEnds = inProgress(holder).map(({ id }): Command => ({
    type: 'Settle',
    data: { at, id, outcome: 'FAILED' },
  }));
  if (holder.kind === 'COPY') return failedEnds;
  const { clusterId } = holder;
  const hsmFaults = holder.hsms.flatMap(({ hsmId, state, failedAt }): readonly Command[] => {
    const replacement: Command = { type: 'ReplaceHsm', data: { at, clusterId, hsmId } };
    if (holder.hsms.some((it) => it.replaces === hsmId))
      return state === 'ACTIVE' ? [{ type: 'FailHsm', data: { at, clusterId, hsmId } }] : [];
    if (state === 'ACTIVE')
      return [{ type: 'FailHsm', data: { at, clusterId, hsmId } }, replacement];
    return state === 'DEGRADED' && failedAt !== undefined ? [replacement] : [];
  });
  return [...failedEnds, ...hsmFaults];
};

/** Each zone with an HSM is lost, each lost one recovers: one zone at a time. */
const zoneFaults = (
  holders: readonly BackupHolder[],
  { fleet, at }: FleetState,
): readonly Command[] => {
  const [lost] = fleet.lostZones;
  if (lost !== undefined) return [{ type: 'RecoverZone', data: { at, availabilityZone: lost } }];
  const zones = holders.flatMap((it) =>
    it.kind === 'CLUSTER' ? it.hsms.map(({ availabilityZone }) => availabilityZone) : [],
  );
  return [...new Set(zones)]
    .toSorted()
    .map((availabilityZone): Command => ({ type: 'LoseZone', data: { at, availabilityZone } }));
};

/**
 * Lists the faults that can happen in a state: an ACTIVE HSM fails, the service replaces an ACTIVE
 * or DEGRADED HSM, something in progress fails, a region that holds something becomes unreachable,
 * a zone with an HSM is lost, or an unreachable region or a lost zone recovers.
 */
export const faults = ({ fleet, at }: FleetState): readonly Command[] => {
  const holders = [...fleet.holders.values()].filter((it) => !isGone(it));
  const lost = Object.entries(fleet.lost).flatMap(([region, kind]) =>
    kind === 'UNREACHABLE' ? [region] : [],
  );
  const regions = [...new Set([...holders.map(({ region }) => region), ...lost])].toSorted();
  const regionFaults = regions.flatMap((region): readonly Command[] => {
    if (fleet.lost[region] === undefined)
      return [{ type: 'LoseRegion', data: { at, region, kind: 'UNREACHABLE' } }];
    return fleet.lost[region] === 'DESTROYED'
      ? []
      : [{ type: 'RecoverRegion', data: { at, region } }];
  });
  return [
    ...holders.flatMap((holder) => faultsOf(holder, at)),
    ...regionFaults,
    ...zoneFaults(holders, { fleet, at }),
  ];
};
