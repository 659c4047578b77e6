/**
 * Commands that a host passes on exactly as a client sent them.
 */
import { describe, expect, it } from '@jest/globals';
import type { Timeless } from '@hsm-lifecycle/runtime';
import { refusal, start, world } from './support/world.ts';

const sent = (text: string): Timeless => JSON.parse(text);

describe('dispatch', () => {
  it.each([
    'null',
    '"CreateCluster"',
    '7',
    '[]',
    '{}',
    '{"type":"CreateCluster"}',
    '{"type":"Advance","data":null}',
    '{"type":"Advance","data":"now"}',
  ])('refuses what has not even the shape of a command: %s', async (text) => {
    const runtime = await start(world());
    expect(await refusal(runtime.dispatch(sent(text)))).toMatchObject({
      _tag: 'MalformedInput',
      expected: expect.any(String),
    });
  });
});
