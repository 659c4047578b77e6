/**
 * A user's test: an example, a matcher, and laws checked on generated histories. Every runner with
 * an `expect` runs it, imported from that runner instead of Jest.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { clusterWith, forAllHistories, given, laws } from '@hsm-lifecycle/testing';
import { matchers } from '@hsm-lifecycle/testing/jest';
import { program } from './program.mjs';

expect.extend({ ...matchers });

describe('the lifecycle', () => {
  it('runs the program', () => {
    expect(program()).toHaveLength(3);
  });

  it('refuses to delete a cluster that has HSMs', () => {
    const pair = clusterWith({ hsms: 2 });
    const data = { at: pair.asOf, clusterId: pair.clusterId };
    const refused = given(pair).when({ type: 'DeleteCluster', data });
    expect(refused).toBeRefusedWith('HsmsRemain', { rule: 'F-105' });
    expect(refused).not.toBeRefusedWith('WrongState');
    expect(() => expect(refused).toBeRefusedWith('WrongState')).toThrow('HsmsRemain');
    expect(() => expect(refused).toBeRefusedWith('HsmsRemain', { rule: 'F-1' })).toThrow('facts');
  });

  it('keeps every law', () => {
    expect(() => forAllHistories({ runs: 3, seed: 1 }, ...laws)).not.toThrow();
  }, 60_000);
});
