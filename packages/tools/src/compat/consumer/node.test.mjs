/**
 * A test of a consumer's, for node:test.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clusterWith, forAllHistories, given, laws } from '@hsm-lifecycle/testing';
import { program } from './program.mjs';

describe('the lifecycle', () => {
  it('runs the program', () => {
    assert.equal(program().length, 3);
  });

  it('refuses to delete a cluster that has HSMs', () => {
    const pair = clusterWith({ hsms: 2 });
    const data = { at: pair.asOf, clusterId: pair.clusterId };
    const refused = given(pair).when({ type: 'DeleteCluster', data });
    assert.equal(refused._tag === 'Left' && refused.left._tag, 'HsmsRemain');
  });

  it('keeps every law', () => {
    forAllHistories({ runs: 5, seed: 1 }, ...laws);
  });
});
