import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { activate, addHsm, andThen, deleteCluster, removeHsm } from '@hsm-lifecycle/core';
import { changeOf, after, cluster, typesOf } from '@hsm-lifecycle/testing';

const before = cluster('INITIALIZED');
const at = before.asOf;
const availabilityZone = 'eu-west-1b';

describe('andThen', () => {
  it('goes on from the state that the operation before made, and gathers the events', () => {
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

  it('refuses what the first operation refuses, and asks no further', () => {
    expect(pipe(activate(before, { at: -1 }), andThen(deleteCluster, { at }))).toEqual(
      left({ _tag: 'NotAnInstant', rule: 'M-2', at: -1 }),
    );
  });

  it('refuses what the second operation refuses, and nothing has happened', () => {
    const hsmIds = ['hsm-igklspoyj5vaaaaa'];
    expect(pipe(activate(before, { at }), andThen(deleteCluster, { at }))).toEqual(
      left({ _tag: 'HsmsRemain', rule: 'F-105', hsmIds }),
    );
    expect(before.state).toBe('INITIALIZED');
  });

  it('is associative in what comes of it', () => {
    const steps = pipe(
      activate(before, { at }),
      andThen(addHsm, { at, availabilityZone }),
      andThen(removeHsm, { at, hsmId: 'hsm-igklspoyj5vaaaaa' }),
    );
    const first = changeOf(activate(before, { at }));
    const second = changeOf(addHsm(first[0], { at, availabilityZone }));
    const third = changeOf(removeHsm(second[0], { at, hsmId: 'hsm-igklspoyj5vaaaaa' }));
    expect(changeOf(steps)).toEqual([third[0], [...first[1], ...second[1], ...third[1]]]);
  });
});
