import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { HOUR_MS, InvariantViolation, type Command, type HsmId } from '@hsm-lifecycle/core';
import { fleetFromJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import {
  clusterIn,
  equalFleets,
  evolveFleet,
  holderIn,
  step,
  type Fleet,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';
import { clustersIn, eventsOf, REGION } from '@hsm-lifecycle/testing';
import { plain } from '../support.ts';
import {
  at,
  backupIds,
  blankDeleted,
  clusterId,
  creation,
  exampleFleet,
  forgetting,
  ordered,
  passing,
  restoring,
  WIDE,
} from './world.ts';
import { residualData } from './answers.ts';

const GIVEN: HsmId = 'hsm-GIVENbyHAND22';

describe('a forgotten holder', () => {
  const before = blankDeleted();
  const forgotten = ordered(before, forgetting(before.asOf));
  const taken = (id: string, existing: string) =>
    left({
      _tag: 'IdTaken',
      rule: 'M-4',
      field: id.startsWith('hsm-') ? 'hsmId' : 'clusterId',
      id,
      existing,
    });

  it('is no longer found', () => {
    expect(clusterIn(forgotten, WIDE)).toBeUndefined();
    expect(holderIn(forgotten, WIDE)).toBeUndefined();
    expect(residualData(forgotten, { clusterId: WIDE })).toEqual([]);
    expect(
      step(forgotten, {
        type: 'Tag',
        data: { at: forgotten.asOf, resourceId: WIDE, tags: { a: 'b' } },
      }),
    ).toEqual(left({ _tag: 'ResourceNotFound', rule: 'M-3', resourceId: WIDE }));
    expect(forgotten.holders.size).toBe(before.holders.size - 1);
  });

  it.each(['given', 'made'])('never frees its id, %s (M-4)', (how) => {
    const id = how === 'given' ? WIDE : 'cluster-77777777777';
    const gone = blankDeleted(id);
    const after = ordered(gone, forgetting(gone.asOf));
    expect(step(after, creation({ at: after.asOf, clusterId: id }))).toEqual(taken(id, id));
    expect(step(after, restoring({ at: after.asOf, clusterId: id }))).toEqual(taken(id, id));
  });

  it('never frees the ids of its HSMs, chosen or generated (M-4)', () => {
    const grown = ordered(exampleFleet, creation({ clusterId: WIDE }), passing(at + HOUR_MS), {
      type: 'AddHsm',
      data: { at: at + HOUR_MS, clusterId: WIDE, availabilityZone: `${REGION}a`, hsmId: GIVEN },
    });
    const { stem = '' } = clusterIn(grown, WIDE) ?? {};
    const after = ordered(
      grown,
      passing(at + 2 * HOUR_MS),
      { type: 'RemoveHsm', data: { at: at + 2 * HOUR_MS, clusterId: WIDE, hsmId: GIVEN } },
      passing(at + 3 * HOUR_MS),
      { type: 'DeleteCluster', data: { at: at + 3 * HOUR_MS, clusterId: WIDE } },
      forgetting(at + 4 * HOUR_MS),
    );
    const adding = (hsmId: HsmId): Command => ({
      type: 'AddHsm',
      data: { at: after.asOf, clusterId, availabilityZone: `${REGION}a`, hsmId },
    });
    expect(clusterIn(after, WIDE)).toBeUndefined();
    expect(step(after, adding(GIVEN))).toEqual(taken(GIVEN, WIDE));
    expect(step(after, adding(`hsm-${stem}zzzzz`))).toEqual(taken(`hsm-${stem}zzzzz`, WIDE));
  });

  it('never frees its stem, even if the counter reaches it', () => {
    const one = ordered(exampleFleet, creation());
    const next =
      clustersIn(ordered(one, creation())).find(({ stem }) => one.holders.get(stem) === undefined)
        ?.stem ?? '';
    const gone = blankDeleted(`cluster-${next}`);
    const after = ordered(gone, forgetting(gone.asOf));
    const more = [1, 2, 3].reduce<Fleet>(
      (fleet) => ordered(fleet, creation({ at: after.asOf })),
      after,
    );
    expect(more.holders.get(next)).toBeUndefined();
    expect(more.holders.size).toBe(after.holders.size + 3);
  });

  it('accepts no more events, and cannot be forgotten twice', () => {
    const event: FleetEvent = {
      stream: 'fleet',
      event: { type: 'ClusterForgotten', data: { at: forgotten.asOf, clusterId: WIDE } },
    };
    expect(() => evolveFleet(forgotten, event)).toThrow(
      new InvariantViolation(`${WIDE} is not gone`),
    );
    const first = eventsOf(step(exampleFleet, creation({ clusterId: WIDE })))[0];
    expect(() => first && evolveFleet(forgotten, first)).toThrow(
      new InvariantViolation(`${WIDE} is forgotten`),
    );
  });

  it.each<readonly [string, FleetEvent]>([
    ['lives', { stream: 'fleet', event: { type: 'ClusterForgotten', data: { at, clusterId } } }],
    [
      'is a backup of a cluster',
      {
        stream: 'fleet',
        event: {
          type: 'BackupCopyForgotten',
          data: { at, backupId: `backup-${backupIds[0]?.slice(7)}` },
        },
      },
    ],
  ])('was gone before: an event about what %s cannot belong', (_what, event) => {
    expect(() => evolveFleet(exampleFleet, event)).toThrow(InvariantViolation);
  });

  it('is written to JSON and read again', () => {
    const read = fleetFromJson(fleetToJson(forgotten));
    expect(read._tag === 'Right' && plain(read.right)).toEqual(plain(forgotten));
    expect(equalFleets(forgotten, before)).toBe(false);
    const again = read._tag === 'Right' ? read.right : before;
    expect(step(again, creation({ at: again.asOf, clusterId: WIDE }))).toEqual(taken(WIDE, WIDE));
  });
});
