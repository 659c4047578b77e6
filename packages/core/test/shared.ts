/**
 * The tests that many transitions owe alike.
 *
 * @module
 */
import { expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import {
  removeHsm,
  type BackupHolder,
  type Cluster,
  type Begun,
  type Outcome,
} from '@hsm-lifecycle/core';
import { after, cluster, clusterWith } from '@hsm-lifecycle/testing';

type AnyOutcome = Outcome<unknown, unknown, unknown> | Begun<unknown, unknown, unknown>;

/** Tests that an operation refuses what is no instant, and one before the holder's last event. */
export const itKeepsTime = <Holder extends BackupHolder>(
  grow: () => Holder,
  operation: (holder: Holder, at: number) => AnyOutcome,
): void => {
  it.each([-1, 0.5, Number.NaN, 8.64e15 + 1])('refuses %d, which is not an instant (M-2)', (at) => {
    expect(operation(grow(), at)).toEqual(left({ _tag: 'NotAnInstant', rule: 'M-2', at }));
  });

  it('refuses an instant before the last event (M-1)', () => {
    const holder = grow();
    const at = holder.asOf - 1;
    expect(operation(holder, at)).toEqual(
      left({ _tag: 'TimeRanBackwards', rule: 'M-1', at, asOf: holder.asOf }),
    );
  });

  it('does not mistake the instant of the last event for one before it (M-1)', () => {
    const holder = grow();
    expect(operation(holder, holder.asOf)).not.toMatchObject({
      left: { _tag: 'TimeRanBackwards' },
    });
  });

  it('gives equal outcomes for equal input', () => {
    const holder = grow();
    expect(operation(holder, holder.asOf)).toEqual(operation(grow(), holder.asOf));
  });
};

/** Tests that an operation writes only on the ACTIVE HSMs of an activated cluster. */
export const itWritesOnlyOnPeers = (
  operation: (cluster: Cluster, at: number) => AnyOutcome,
): void => {
  it.each([
    'CREATE_IN_PROGRESS',
    'UNINITIALIZED',
    'INITIALIZE_IN_PROGRESS',
    'INITIALIZED',
  ] as const)('refuses a cluster that is %s (F-79)', (state) => {
    const before = cluster(state);
    expect(operation(before, before.asOf)).toEqual(left({ _tag: 'NotYetActivated', rule: 'F-79' }));
  });

  it.each(['DEGRADED', 'DELETE_IN_PROGRESS', 'DELETED'] as const)(
    'refuses a cluster that is %s, since it has no peer (M-6)',
    (state) => {
      const before = cluster(state);
      expect(operation(before, before.asOf)).toEqual(left({ _tag: 'NoPeer', rule: 'M-6', state }));
    },
  );

  it('refuses a cluster whose last HSM is leaving (M-6)', () => {
    const before = clusterWith();
    const leaving = after(
      removeHsm(before, { at: before.asOf, hsmId: before.hsms[0]?.hsmId ?? 'hsm-none' }),
    );
    expect(operation(leaving, leaving.asOf)).toEqual(
      left({ _tag: 'NoPeer', rule: 'M-6', state: 'ACTIVE' }),
    );
  });

  it('refuses a paused cluster (M-6)', () => {
    const paused = clusterWith({ hsms: 0 });
    expect(operation(paused, paused.asOf)).toEqual(
      left({ _tag: 'NoPeer', rule: 'M-6', state: 'ACTIVE' }),
    );
  });
};
