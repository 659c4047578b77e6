import { describe, expect, it } from '@jest/globals';
import { assert, pre, property } from 'fast-check';
import { isRight, left, right } from 'fp-ts/lib/Either.js';
import { latestBackup, tag, type BackupHolder, type Tags } from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  cluster,
  clusterWith,
  copy,
  COPY_ID,
  someTags,
} from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith({ tags: { team: 'pay' } });
const tagging = (holder: BackupHolder, tags: Tags, resourceId: string = before.clusterId) =>
  tag(holder, { at: holder.asOf, resourceId, tags });
const manyTags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, 'x']));

describe('tag', () => {
  it('adds tags to a cluster, and overwrites those of the same key (F-49)', () => {
    const [state, events] = accepted(tagging(before, { team: 'risk', stage: 'prod' }));
    expect(events).toEqual([
      {
        type: 'ResourceTagged',
        data: {
          at: before.asOf,
          resourceId: before.clusterId,
          tags: { team: 'risk', stage: 'prod' },
        },
      },
    ]);
    expect(state).toMatchObject({ tags: { team: 'risk', stage: 'prod' } });
  });

  it('adds tags to a backup, and to no other (F-49)', () => {
    const two = clusterWith({ hsms: 2 });
    const resourceId = latestBackup(two)?.backupId ?? '';
    expect(after(tagging(two, { a: 'b' }, resourceId)).backups.map(({ tags }) => tags)).toEqual([
      {},
      { a: 'b' },
    ]);
  });

  it('adds tags to a copy, and to a DELETED cluster', () => {
    expect(after(tagging(copy(), { a: 'b' }, COPY_ID)).backups[0]?.tags).toEqual({ a: 'b' });
    expect(after(tagging(cluster('DELETED'), { a: 'b' }))).toMatchObject({ tags: { a: 'b' } });
  });

  itKeepsTime(
    () => before,
    (holder, at) => tag(holder, { at, resourceId: before.clusterId, tags: { a: 'b' } }),
  );

  it.each(['backup-none', 'hsm-igklspoyj5vaaaaa', 'cluster-none'])(
    'refuses %s, which cannot be tagged or is not there (M-3)',
    (resourceId) => {
      expect(tagging(before, { a: 'b' }, resourceId)).toEqual(
        left({ _tag: 'ResourceNotFound', rule: 'M-3', resourceId }),
      );
    },
  );

  it('accepts 50 tags in all and refuses 51 (F-60)', () => {
    expect(isRight(tagging(before, manyTags(49)))).toBe(true);
    expect(tagging(before, manyTags(50))).toEqual(
      left({ _tag: 'TooManyTags', rule: 'F-60', actual: 51, limit: 50 }),
    );
    expect(isRight(tagging(before, { ...manyTags(49), team: 'risk' }))).toBe(true);
  });

  it.each([{}, { team: 'pay' }])('accepts what is so already: %j (U-17)', (tags) => {
    expect(tagging(before, tags)).toEqual(right([before, []]));
  });

  it('always sets the given tags and keeps the others', () => {
    assert(
      property(someTags, (tags) => {
        const outcome = tagging(before, tags);
        pre(isRight(outcome));
        expect(outcome.right[0]).toMatchObject({ tags: { ...before.tags, ...tags } });
      }),
      onlyFast,
    );
  });
});
