import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, dictionary, pre, property, string } from 'fast-check';
import { isRight, left, right } from 'fp-ts/lib/Either.js';
import { latestBackup, tag, untag, type BackupHolder } from '@hsm-lifecycle/core';
import { accepted, after, clusterWith, copy, COPY_ID } from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = clusterWith({ tags: { team: 'pay', stage: 'prod' } });
const untagging = <Holder extends BackupHolder>(
  holder: Holder,
  keys: readonly string[],
  resourceId: string = before.clusterId,
) => untag(holder, { at: holder.asOf, resourceId, keys });

describe('untag', () => {
  it('removes tags, and ignores missing ones (F-49)', () => {
    const [state, events] = accepted(untagging(before, ['stage', 'other']));
    expect(events).toEqual([
      {
        type: 'ResourceUntagged',
        data: { at: before.asOf, resourceId: before.clusterId, keys: ['stage'] },
      },
    ]);
    expect(state).toMatchObject({ tags: { team: 'pay' } });
  });

  it('removes tags from a backup and from a copy (F-49)', () => {
    const resourceId = latestBackup(before)?.backupId ?? '';
    const tagged = after(tag(before, { at: before.asOf, resourceId, tags: { a: 'b', c: 'd' } }));
    expect(after(untagging(tagged, ['a'], resourceId)).backups[0]?.tags).toEqual({ c: 'd' });
    const copied = copy();
    const taggedCopy = after(
      tag(copied, { at: copied.asOf, resourceId: COPY_ID, tags: { a: 'b' } }),
    );
    expect(after(untagging(taggedCopy, ['a'], COPY_ID)).backups[0]?.tags).toEqual({});
  });

  itKeepsTime(
    () => before,
    (holder, at) => untag(holder, { at, resourceId: before.clusterId, keys: ['team'] }),
  );

  it('refuses what is not there (M-3)', () => {
    expect(untagging(before, ['team'], 'backup-none')).toEqual(
      left({ _tag: 'ResourceNotFound', rule: 'M-3', resourceId: 'backup-none' }),
    );
  });

  it.each([[[]], [['other']]])('accepts keys of which none is there: %j (U-17)', (keys) => {
    expect(untagging(before, keys)).toEqual(right([before, []]));
  });

  const aTagText = string({
    unit: constantFrom('a', 'Z', '9', 'é', ' ', '_', ':', '@'),
    minLength: 1,
    maxLength: 64,
  });

  it('always undoes a tagging', () => {
    assert(
      property(dictionary(aTagText, aTagText, { maxKeys: 50 }), (tags) => {
        const clean = clusterWith();
        const tagged = tag(clean, { at: clean.asOf, resourceId: clean.clusterId, tags });
        pre(isRight(tagged));
        expect(after(untagging(tagged.right[0], Object.keys(tags)))).toMatchObject({ tags: {} });
        expect(Object.keys(after(untagging(tagged.right[0], Object.keys(tags))).tags)).toEqual([]);
      }),
      onlyFast,
    );
  });
});
