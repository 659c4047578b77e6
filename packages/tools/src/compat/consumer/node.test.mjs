/**
 * A user's test for node:test: an example, an assertion, and laws checked on generated histories.
 *
 * @module
 */
import { equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { clusterWith, forAllHistories, given, laws } from '@hsm-lifecycle/testing';
import { assertRefusedWith } from '@hsm-lifecycle/testing/assert';
import { program } from './program.mjs';

void test('runs the program', () => {
  equal(program().length, 3);
});

void test('refuses to delete a cluster that has HSMs', () => {
  const pair = clusterWith({ hsms: 2 });
  const data = { at: pair.asOf, clusterId: pair.clusterId };
  const refused = given(pair).when({ type: 'DeleteCluster', data });
  assertRefusedWith(refused, 'HsmsRemain', { rule: 'F-105' });
  throws(() => assertRefusedWith(refused, 'WrongState'), /HsmsRemain/u);
  throws(() => assertRefusedWith(refused, 'HsmsRemain', { rule: 'F-1' }), /F-105/u);
});

void test('keeps every law', () => {
  forAllHistories({ runs: 3, seed: 1 }, ...laws);
});
