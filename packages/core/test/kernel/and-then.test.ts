import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import {
  activate,
  addHsm,
  advance,
  andThen,
  createCluster,
  DAY_MS,
  deleteCluster,
  evolve,
  HOUR_MS,
  initialState,
  removeHsm,
  restore,
  type BackupHolder,
  type NotBegun,
} from '@hsm-lifecycle/core';
import { accepted, after, aNewCluster, cluster, typesOf } from '@hsm-lifecycle/testing';

const before = cluster('INITIALIZED');
const at = before.asOf;
const availabilityZone = 'eu-west-1b';

describe('andThen', () => {
  it('continues from the previous state, and collects the events', () => {
    const outcome = pipe(
      activate(before, { at }),
      andThen(addHsm, { at, availabilityZone }),
      andThen(addHsm, { at, availabilityZone }),
    );
    expect(typesOf(outcome)).toEqual([
      'ClusterActivated',
      'BackupCreating',
      'BackupCreating',
      'HsmAdding',
      'BackupCreating',
      'HsmAdding',
    ]);
    expect(after(outcome).hsms).toHaveLength(3);
  });

  it('refuses what the first transition refuses, without running the second', () => {
    expect(pipe(activate(before, { at: -1 }), andThen(deleteCluster, { at }))).toEqual(
      left({ _tag: 'NotAnInstant', rule: 'M-2', at: -1 }),
    );
  });

  it('refuses what the second transition refuses, without any events', () => {
    const hsmIds = ['hsm-igklspoyj5vaaaaa'];
    expect(pipe(activate(before, { at }), andThen(deleteCluster, { at }))).toEqual(
      left({ _tag: 'HsmsRemain', rule: 'F-105', hsmIds }),
    );
    expect(before.state).toBe('INITIALIZED');
  });

  it('is associative', () => {
    const steps = pipe(
      activate(before, { at }),
      andThen(addHsm, { at, availabilityZone }),
      andThen(removeHsm, { at, hsmId: 'hsm-igklspoyj5vaaaaa' }),
    );
    const first = accepted(activate(before, { at }));
    const second = accepted(addHsm(first[0], { at, availabilityZone }));
    const third = accepted(removeHsm(second[0], { at, hsmId: 'hsm-igklspoyj5vaaaaa' }));
    expect(accepted(steps)).toEqual([third[0], [...first[1], ...second[1], ...third[1]]]);
  });
});

describe('andThen after a start', () => {
  it('continues with the new cluster, in its stream', () => {
    const begun = pipe(
      createCluster(aNewCluster({ at })),
      andThen(advance, { at: at + HOUR_MS }),
      andThen(addHsm, { at: at + HOUR_MS, availabilityZone }),
    );
    expect(typesOf(begun)).toEqual(['ClusterCreating', 'ClusterCreated', 'HsmAdding']);
    const [made, events] = accepted(begun);
    expect(events.reduce<BackupHolder | NotBegun>(evolve, initialState)).toEqual(made);
  });

  it('continues with a restored cluster, without the events of its source', () => {
    const source = cluster('ACTIVE');
    const backupId = source.backups[0]?.backupId ?? 'none';
    const plan = { clusterId: 'cluster-bbbbbbbbbbb', subnets: source.subnets } as const;
    const begun = pipe(
      restore(source, { at: source.asOf, backupId, ...plan }),
      andThen(advance, { at: source.asOf + DAY_MS }),
    );
    expect(typesOf(begun)).toEqual(['ClusterRestoring', 'ClusterRestored']);
    expect(after(begun).clusterId).toBe('cluster-bbbbbbbbbbb');
  });

  it('refuses what the start refuses', () => {
    const begun = createCluster(aNewCluster({ at: Number.NaN }));
    expect(pipe(begun, andThen(advance, { at }))).toEqual(begun);
  });
});
