import { describe, expect, it } from '@jest/globals';
import { createDraft } from 'immer';
import { createCluster, tag } from '@hsm-lifecycle/core';
import { decodeCommand } from '@hsm-lifecycle/core/codec';
import { aNewCluster, cluster } from '@hsm-lifecycle/testing';
import { untyped } from '../untyped.ts';

const active = cluster('ACTIVE');
const at = active.asOf;
const resourceId = active.clusterId;

describe('tags', () => {
  it.each([new Map([['a', 'b']]), new Date(0), new String('x'), Object.create({}), ['a']])(
    'are a plain object: %#',
    (tags) => {
      const refused = { left: { _tag: 'NotWellFormed', field: 'tags' } };
      expect(tag(active, { at, resourceId, tags: untyped(tags) })).toMatchObject(refused);
      expect(createCluster({ ...aNewCluster({ at }), tags: untyped(tags) })).toMatchObject(refused);
      expect(decodeCommand({ type: 'Tag', data: { at, resourceId, tags } })).toMatchObject({
        left: { _tag: 'MalformedInput', path: 'data.tags' },
      });
    },
  );

  it.each([
    { team: 'keys' },
    Object.assign(Object.create(null), { team: 'keys' }),
    createDraft({ team: 'keys' }),
  ])('may be a literal, an object without a prototype, or a draft: %#', (tags) => {
    expect(tag(active, { at, resourceId, tags: untyped(tags) })).toMatchObject({
      right: [{ tags: { team: 'keys' } }, {}],
    });
  });
});
