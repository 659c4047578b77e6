import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { DAY_MS, HOUR_MS, type ClusterId, type Command, type HsmId } from '@hsm-lifecycle/core';
import { clusterIn, holderIn, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { clustersIn, copiesIn, ELSEWHERE, eventsOf, REGION, subnets } from '@hsm-lifecycle/testing';
import {
  at,
  backupIds,
  clusterId,
  copyId,
  copying,
  creation,
  exampleFleet,
  hsmIds,
  ordered,
  restoring,
  storyOf,
  theCluster,
  theCopy,
} from './world.ts';

const WIDE: ClusterId = 'cluster-ABCdef234567xyzZ';
const GIVEN: HsmId = 'hsm-GIVENbyHAND22';
const later = at + HOUR_MS;
const adding = (
  changes: Partial<Extract<Command, { readonly type: 'AddHsm' }>['data']> = {},
): Command => ({
  type: 'AddHsm',
  data: { at, clusterId, availabilityZone: `${REGION}c`, ...changes },
});
const advancing = (when: number): Command => ({ type: 'Advance', data: { at: when } });
const taken = (id: string, existing: string) =>
  left({
    _tag: 'IdTaken',
    rule: 'M-4',
    field: id.startsWith('hsm-') ? 'hsmId' : 'clusterId',
    id,
    existing,
  });
const stateOf = (fleet: Fleet, hsmId: string) =>
  theCluster(fleet).hsms.find((each) => each.hsmId === hsmId)?.state;

describe('a chosen HSM id', () => {
  const joined = ordered(exampleFleet, adding({ hsmId: GIVEN }), advancing(later));

  it('leads to its cluster, for every command', () => {
    expect(holderIn(joined, GIVEN)).toBe(theCluster(joined));
    expect(stateOf(joined, GIVEN)).toBe('ACTIVE');
    expect(
      storyOf(joined, { type: 'FailHsm', data: { at: later, clusterId, hsmId: GIVEN } }),
    ).toEqual([`${clusterId} HsmDegraded`]);
    const leaving = ordered(joined, {
      type: 'RemoveHsm',
      data: { at: later, clusterId, hsmId: GIVEN },
    });
    expect(stateOf(leaving, GIVEN)).toBe('DELETE_IN_PROGRESS');
    expect(
      storyOf(leaving, { type: 'Settle', data: { at: later, id: GIVEN, outcome: 'FAILED' } }),
    ).toEqual([`${clusterId} HsmRemovalFailed`]);
  });

  it('is not used again, in this cluster or another (M-4)', () => {
    const two = ordered(
      joined,
      creation({ at: later, clusterId: WIDE }),
      advancing(later + HOUR_MS),
    );
    const again = { at: later + HOUR_MS, hsmId: GIVEN };
    expect(step(two, adding(again))).toEqual(taken(GIVEN, clusterId));
    expect(step(two, adding({ ...again, clusterId: WIDE }))).toEqual(taken(GIVEN, clusterId));
  });

  it('is not used again once the HSM is gone (M-4)', () => {
    const gone = ordered(
      joined,
      { type: 'RemoveHsm', data: { at: later, clusterId, hsmId: GIVEN } },
      advancing(later + HOUR_MS),
    );
    expect(stateOf(gone, GIVEN)).toBeUndefined();
    expect(step(gone, adding({ at: later + HOUR_MS, hsmId: GIVEN }))).toEqual(
      taken(GIVEN, clusterId),
    );
  });

  it('is not used again once the HSM is replaced by one with a generated id (M-4, F-101)', () => {
    const replaced = ordered(joined, {
      type: 'ReplaceHsm',
      data: { at: later, clusterId, hsmId: GIVEN },
    });
    expect(theCluster(replaced).hsms.at(-1)?.hsmId).toMatch(
      new RegExp(`^hsm-${theCluster().stem}[2-7a-z]{5}$`, 'u'),
    );
    expect(step(replaced, adding({ at: later, hsmId: GIVEN }))).toEqual(taken(GIVEN, clusterId));
  });

  it.each([
    ['the id of an HSM that is there', hsmIds[0], clusterId],
    ['an id that its cluster may yet make', `hsm-${theCluster().stem}zzzzz`, clusterId],
    ['an id with the symbols of a copy', `hsm-${theCopy().stem}aaaaa`, copyId],
  ])('is refused if it is %s (M-4)', (_what, id = 'none', existing = 'none') => {
    expect(step(exampleFleet, adding({ hsmId: `hsm-${id.slice(4)}` }))).toEqual(
      taken(id, existing),
    );
  });

  it('does not count when the command is refused for another reason', () => {
    expect(
      step(exampleFleet, adding({ hsmId: GIVEN, availabilityZone: 'eu-west-1z' })),
    ).toMatchObject(left({ _tag: 'NoSubnetInZone' }));
    expect(holderIn(exampleFleet, GIVEN)).toBeUndefined();
  });
});

describe('a chosen cluster id', () => {
  const made = ordered(exampleFleet, creation({ clusterId: WIDE }), advancing(later));

  it('leads to the cluster, whose HSMs and backups have ids with another stem', () => {
    const { stem } = clusterIn(made, WIDE) ?? theCluster();
    const grown = ordered(
      made,
      adding({ at: later, clusterId: WIDE, availabilityZone: `${REGION}a` }),
    );
    expect(clusterIn(grown, WIDE)?.hsms.map(({ hsmId }) => hsmId)).toEqual([`hsm-${stem}aaaaa`]);
    expect(holderIn(grown, `hsm-${stem}aaaaa`)).toBe(clusterIn(grown, WIDE));
    expect(clusterIn(grown, `cluster-${stem}`)).toBeUndefined();
  });

  it.each<ClusterId>([clusterId, WIDE])('is refused when it is taken: %s (M-4)', (id) => {
    expect(step(made, creation({ at: later, clusterId: id }))).toEqual(taken(id, id));
    expect(step(made, restoring({ at: later, clusterId: id }))).toEqual(taken(id, id));
  });

  it('is refused while its DELETED cluster still has backups (M-4)', () => {
    const gone = ordered(
      made,
      { type: 'DeleteCluster', data: { at: later, clusterId: WIDE } },
      advancing(later + HOUR_MS),
    );
    expect(clusterIn(gone, WIDE)?.state).toBe('DELETED');
    expect(step(gone, creation({ at: later + HOUR_MS, clusterId: WIDE }))).toEqual(
      taken(WIDE, WIDE),
    );
  });

  it('may be given to a restored cluster', () => {
    const restored = ordered(exampleFleet, restoring({ clusterId: WIDE }));
    expect(clusterIn(restored, WIDE)).toMatchObject({
      lineageId: clusterId,
      restoredFrom: { backupId: backupIds.at(-1) },
    });
  });

  it('may contain the stem of a copy, and both are found', () => {
    const id: ClusterId = `cluster-${theCopy().stem}`;
    const both = ordered(exampleFleet, creation({ clusterId: id }));
    expect(clusterIn(both, id)?.clusterId).toBe(id);
    expect(clusterIn(both, id)?.stem).not.toBe(theCopy().stem);
    expect(holderIn(both, copyId)).toBe(theCopy());
    expect(storyOf(both, { type: 'DeleteBackup', data: { at, backupId: copyId } })).toEqual([
      `${copyId} BackupDeletionScheduled`,
    ]);
  });

  it('may begin with the stem of another cluster', () => {
    const id: ClusterId = `${clusterId}aaaaa`;
    const both = ordered(exampleFleet, creation({ clusterId: id }));
    expect(clusterIn(both, id)?.clusterId).toBe(id);
    expect(clusterIn(both, clusterId)).toBe(theCluster());
  });

  it('may be the next generated id; the fleet then generates another', () => {
    const next =
      clustersIn(ordered(exampleFleet, creation())).find((each) => each.clusterId !== clusterId)
        ?.clusterId ?? clusterId;
    const both = ordered(exampleFleet, creation({ clusterId: next }), creation(), copying());
    expect(new Set([...both.holders.values()].map(({ stem }) => stem)).size).toBe(5);
    expect(both.aliases.size).toBe(0);
  });
});

describe('a copy', () => {
  it('always gets a generated id with its own stem', () => {
    const three = ordered(exampleFleet, copying(), copying());
    expect(new Set(copiesIn(three).map((each) => each.copyId)).size).toBe(3);
    expect(copiesIn(three).every((each) => each.copyId === `backup-${each.stem}aaaaa`)).toBe(true);
  });

  it('keeps the edition and tags of its source, unless others are given (F-168)', () => {
    const tagged = ordered(exampleFleet, {
      type: 'Tag',
      data: { at, resourceId: backupIds.at(-1) ?? 'none', tags: { team: 'red' } },
    });
    const tags = (command: Command) =>
      copiesIn(ordered(tagged, command)).flatMap(({ backups }) => backups.map((each) => each.tags));
    expect(tags(copying())).toContainEqual({ team: 'red' });
    expect(tags(copying({ tags: { team: 'blue' } }))).toContainEqual({ team: 'blue' });
  });

  it('can be purged, after which its id finds nothing', () => {
    const deleted = ordered(
      exampleFleet,
      { type: 'DeleteBackup', data: { at, backupId: copyId } },
      advancing(at + 7 * DAY_MS),
    );
    expect(
      step(deleted, { type: 'UndeleteBackup', data: { at: at + 7 * DAY_MS, backupId: copyId } }),
    ).toEqual(left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: copyId }));
    expect(
      step(
        deleted,
        restoring({ at: at + 7 * DAY_MS, backupId: copyId, subnets: subnets(1, ELSEWHERE) }),
      ),
    ).toEqual(left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: copyId }));
  });
});

describe('a generated id', () => {
  const nextIn = (fleet: Fleet): ClusterId | undefined => {
    const [made] = eventsOf(step(fleet, creation()));
    return made?.event.type === 'ClusterCreating' ? made.event.data.clusterId : undefined;
  };

  it('skips a chosen one', () => {
    const second = nextIn(ordered(exampleFleet, creation()));
    const third = nextIn(ordered(exampleFleet, creation(), creation()));
    expect([second, third]).not.toContain(undefined);
    expect(nextIn(ordered(exampleFleet, creation({ clusterId: second ?? WIDE })))).toBe(third);
  });
});
