import { describe, expect, it } from '@jest/globals';
import { explain } from '@hsm-lifecycle/core';
import { clusterWith, given } from '@hsm-lifecycle/testing';
import { assertHappened, assertRefusedWith, assertReplaysTo } from '@hsm-lifecycle/testing/assert';

const pair = clusterWith({ hsms: 2 });
const { clusterId, asOf: at, hsms } = pair;
const hsmId = hsms[0]?.hsmId ?? 'none';
const refused = given(pair).when({ type: 'DeleteCluster', data: { at, clusterId } });
const accepted = given(pair).when({ type: 'RemoveHsm', data: { at, clusterId, hsmId } });

describe('assertRefusedWith', () => {
  it('passes for the refusal, with its facts', () => {
    assertRefusedWith(refused, 'HsmsRemain');
    assertRefusedWith(refused, 'HsmsRemain', {
      rule: 'F-105',
      hsmIds: hsms.map((hsm) => hsm.hsmId),
    });
    expect(refused._tag).toBe('Left');
  });

  it('throws for another name, and explains what it was refused with', () => {
    expect(() => assertRefusedWith(refused, 'WrongState')).toThrow(
      [
        'toBeRefusedWith(outcome, tag, facts)',
        '',
        'Expected to be refused with "WrongState", but it was refused with "HsmsRemain".',
        refused._tag === 'Left' ? explain(refused.left) : '',
      ].join('\n'),
    );
  });

  it('throws for other facts, and shows both', () => {
    expect(() => assertRefusedWith(refused, 'HsmsRemain', { rule: 'U-26' })).toThrow(
      'Expected: {"rule":"U-26"}\nReceived: {"rule":"F-105"}',
    );
  });

  it('throws for what was accepted', () => {
    expect(() => assertRefusedWith(accepted, 'HsmsRemain')).toThrow('these events happened: ');
  });
});

describe('assertHappened', () => {
  it('passes for an event, with its data', () => {
    assertHappened(accepted, 'HsmRemoving');
    assertHappened(accepted, 'HsmRemoving', { hsmId });
    expect(accepted._tag).toBe('Right');
  });

  it('throws for an event that is not there, and for other data', () => {
    expect(() => assertHappened(accepted, 'HsmAdding')).toThrow('"HsmAdding" to have happened');
    expect(() => assertHappened(accepted, 'HsmRemoving', { hsmId: 'hsm-other' })).toThrow(
      'Expected: {"hsmId":"hsm-other"}',
    );
  });
});

describe('assertReplaysTo', () => {
  it('passes for the state that was replayed to, and throws for another', () => {
    assertReplaysTo([], pair, pair);
    expect(() => assertReplaysTo(accepted, pair, pair)).toThrow('replay to another state');
  });
});
