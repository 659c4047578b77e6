import { describe, expect, it } from '@jest/globals';
import {
  DEFAULT_ACCOUNT,
  InvariantViolation,
  type ClusterId,
  type Command,
} from '@hsm-lifecycle/core';
import {
  clusterIn,
  evolveFleet,
  step,
  type Fleet,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';
import { eventsOf, growFleet, growth, REGION, START, freshFleet } from '@hsm-lifecycle/testing';
import { plain } from '../support.ts';
import {
  at,
  clusterId,
  copyId,
  copying,
  creation,
  exampleFleet,
  ordered,
  restoring,
} from './world.ts';

const first = (before: Fleet, command: Command): FleetEvent => {
  const [event] = eventsOf(step(before, command));
  if (event === undefined) throw new Error('nothing happened');
  return event;
};
const growthEvents = (): readonly FleetEvent[] => {
  let fleet = freshFleet({ at: START });
  return growth.flatMap((order) => {
    const events = eventsOf(step(fleet, order(fleet)));
    fleet = growFleet(fleet, order);
    return events;
  });
};

describe('evolveFleet', () => {
  it('replays events to a fleet', () => {
    expect(plain(growthEvents().reduce(evolveFleet, freshFleet({ at: START })))).toEqual(
      plain(exampleFleet),
    );
  });

  it('counts the holders that were started', () => {
    expect(exampleFleet.started).toBe(2);
    expect(evolveFleet(exampleFleet, first(exampleFleet, creation())).started).toBe(3);
    expect(
      evolveFleet(
        exampleFleet,
        first(exampleFleet, { type: 'DeleteKey', data: { at, clusterId, keyId: 'k1' } }),
      ).started,
    ).toBe(2);
  });

  it('takes the instant from the event', () => {
    const event: FleetEvent = {
      stream: clusterId,
      event: { type: 'UserCreated', data: { at: at + 7, name: 'bob', role: 'CU', hsmIds: [] } },
    };
    expect(evolveFleet(exampleFleet, event).asOf).toBe(at + 7);
  });

  it('records lost regions and quotas, and shares everything else', () => {
    const lost = evolveFleet(exampleFleet, {
      stream: 'fleet',
      event: { type: 'RegionLost', data: { at, region: REGION, kind: 'UNREACHABLE' } },
    });
    expect(lost.lost).toEqual({ [REGION]: 'UNREACHABLE' });
    expect(lost.holders).toBe(exampleFleet.holders);
    const back = evolveFleet(lost, {
      stream: 'fleet',
      event: { type: 'RegionRecovered', data: { at, region: REGION } },
    });
    expect(plain(back)).toEqual(plain(exampleFleet));
  });

  it('merges one quota with the other', () => {
    const account = '111111111111';
    const set = (before: Fleet, clusters: number | undefined, hsms: number | undefined) =>
      evolveFleet(before, {
        stream: 'fleet',
        event: { type: 'QuotaSet', data: { at, account, region: REGION, clusters, hsms } },
      });
    expect(set(set(exampleFleet, 1, undefined), undefined, 2).regionQuotas).toEqual({
      [`${account}/${REGION}`]: { clusters: 1, hsms: 2 },
    });
    expect(set(set(exampleFleet, 1, 5), 3, undefined).regionQuotas).toEqual({
      [`${account}/${REGION}`]: { clusters: 3, hsms: 5 },
    });
  });

  it('does not change the fleet', () => {
    const before = plain(exampleFleet);
    evolveFleet(exampleFleet, first(exampleFleet, restoring()));
    expect(plain(exampleFleet)).toEqual(before);
  });

  it.each<readonly [string, FleetEvent]>([
    [
      'of a stream that has not begun',
      { stream: 'cluster-aaaaaaaaaaa', event: { type: 'ClusterCreated', data: { at } } },
    ],
    [
      'that begins a stream again',
      first(freshFleet({ at: START }), creation({ at: START, clusterId })),
    ],
    [
      'that begins a copy again',
      growthEvents().find(({ stream }) => stream === copyId) ?? first(exampleFleet, copying()),
    ],
    [
      'about an HSM that is not there',
      {
        stream: clusterId,
        event: { type: 'HsmRemovalFailed', data: { at, hsmId: 'hsm-none', reason: 'It failed.' } },
      },
    ],
    [
      'about a backup that is not there',
      {
        stream: clusterId,
        event: { type: 'BackupCreated', data: { at, backupId: 'backup-none', released: [] } },
      },
    ],
    [
      'that forgets a cluster which is not gone',
      { stream: 'fleet', event: { type: 'ClusterForgotten', data: { at, clusterId } } },
    ],
    [
      'that forgets a cluster which never was',
      {
        stream: 'fleet',
        event: { type: 'ClusterForgotten', data: { at, clusterId: 'cluster-none' } },
      },
    ],
    [
      'that forgets a copy which is not gone',
      { stream: 'fleet', event: { type: 'BackupCopyForgotten', data: { at, backupId: copyId } } },
    ],
  ])('says that an event %s cannot belong', (_what, event) => {
    expect(() => evolveFleet(exampleFleet, event)).toThrow(InvariantViolation);
  });
});

describe('the indexes of a fleet', () => {
  it('are the same however the events were applied', () => {
    const stepped = ordered(exampleFleet, creation(), copying(), restoring());
    const events = [creation(), copying(), restoring()].reduce<{
      readonly fleet: Fleet;
      readonly events: readonly FleetEvent[];
    }>(
      ({ fleet, events: so }, command) => ({
        fleet: ordered(fleet, command),
        events: [...so, ...eventsOf(step(fleet, command))],
      }),
      { fleet: exampleFleet, events: [] },
    ).events;
    expect(plain(events.reduce(evolveFleet, exampleFleet))).toEqual(plain(stepped));
  });

  it('finds a holder whose id has another’s stem, created or restored', () => {
    // Of one stem with the cluster that is there, so another one is made for it.
    const id: ClusterId = `${clusterId}AAAA`;
    for (const command of [creation({ clusterId: id }), restoring({ clusterId: id })]) {
      const stepped = ordered(exampleFleet, command);
      expect(
        plain(eventsOf(step(exampleFleet, command)).reduce(evolveFleet, exampleFleet)),
      ).toEqual(plain(stepped));
      expect(clusterIn(stepped, id)?.clusterId).toBe(id);
      expect(clusterIn(stepped, clusterId)).toBe(clusterIn(exampleFleet, clusterId));
    }
  });

  it('counts clusters and HSMs by account and region (F-124, F-125)', () => {
    const home = `${DEFAULT_ACCOUNT}/${REGION}`;
    expect([...exampleFleet.usage.entries()]).toEqual([[home, { clusters: 1, hsms: 2 }]]);
    const account = '111111111111';
    const more = ordered(
      exampleFleet,
      creation(),
      restoring(),
      creation({ region: 'us-east-1' }),
      creation({ account }),
    );
    expect([...more.usage.entries()]).toEqual([
      [home, { clusters: 3, hsms: 2 }],
      [`${DEFAULT_ACCOUNT}/us-east-1`, { clusters: 1, hsms: 0 }],
      [`${account}/${REGION}`, { clusters: 1, hsms: 0 }],
    ]);
  });
});
