import { describe, expect, it } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  advance,
  failHsm,
  initialize,
  MINUTE_MS,
  replaceHsm,
  settle,
} from '@hsm-lifecycle/core';
import { accepted, after, cluster, settled } from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast } from '../support.ts';

const before = cluster('UNINITIALIZED', { hsms: 1 });
const at = before.asOf;
const [hsmId = ''] = before.hsms.map((each) => each.hsmId);

describe('initialize', () => {
  it('takes two minutes, and ends the signing request (F-73, U-20)', () => {
    const [state, events] = accepted(
      initialize(before, { at, signingRequestId: 'csr-igklspoyj5vaaaaa' }),
    );
    expect(events).toEqual([
      { type: 'ClusterInitializing', data: { at, expectedAt: at + 2 * MINUTE_MS } },
    ]);
    expect(state).toMatchObject({
      state: 'INITIALIZE_IN_PROGRESS',
      signingRequestId: undefined,
    });
    const [done, ended] = accepted(advance(state, { at: at + 2 * MINUTE_MS }));
    expect(ended).toEqual([{ type: 'ClusterInitialized', data: { at: at + 2 * MINUTE_MS } }]);
    expect(done).toMatchObject({
      state: 'INITIALIZED',
      signingRequestId: undefined,
      initializedAt: at + 2 * MINUTE_MS,
    });
  });

  it('leaves the appliance user and the admin to be on the HSM (F-195, F-235)', () => {
    expect(
      cluster('INITIALIZED').hsms[0]?.access?.users.map(({ name, role }) => [name, role]),
    ).toEqual([
      ['app_user', 'AU'],
      ['unactivated-admin', 'PRECO'],
    ]);
  });

  it('answers the current request if none is named', () => {
    expect(isRight(initialize(before, { at }))).toBe(true);
  });

  it('brings the signing request of the HSM back when it fails (F-73)', () => {
    const begun = after(initialize(before, { at }));
    const failed = after(settle(begun, { at, id: before.clusterId, outcome: 'FAILED' }));
    expect([begun.signingRequestId, failed.signingRequestId]).toEqual([
      undefined,
      before.signingRequestId,
    ]);
  });

  it('can be tried again after it failed (U-18)', () => {
    const failed = after(
      settle(after(initialize(before, { at })), {
        at,
        id: before.clusterId,
        outcome: 'FAILED',
        reason: 'No.',
      }),
    );
    expect(failed).toMatchObject({
      state: 'UNINITIALIZED',
      stateMessage: 'No.',
      signingRequestId: before.signingRequestId,
    });
    expect(isRight(initialize(failed, { at, signingRequestId: 'csr-igklspoyj5vaaaaa' }))).toBe(
      true,
    );
  });

  itKeepsTime(
    () => before,
    (holder, when) => initialize(holder, { at: when }),
  );

  it.each([
    'CREATE_IN_PROGRESS',
    'INITIALIZE_IN_PROGRESS',
    'INITIALIZED',
    'ACTIVE',
    'DEGRADED',
    'DELETE_IN_PROGRESS',
    'DELETED',
  ] as const)('refuses a cluster that is %s (U-18)', (state) => {
    const other = cluster(state);
    expect(initialize(other, { at: other.asOf })).toEqual(
      left({ _tag: 'WrongState', rule: 'U-18', actual: state, allowed: ['UNINITIALIZED'] }),
    );
  });

  it('refuses a cluster without an HSM, since there is no request yet (F-73)', () => {
    const empty = cluster('UNINITIALIZED');
    expect(initialize(empty, { at: empty.asOf })).toEqual(left({ _tag: 'NoHsm', rule: 'F-73' }));
  });

  it('refuses while the first HSM is joining (F-73)', () => {
    const empty = cluster('UNINITIALIZED');
    const joining = after(addHsm(empty, { at: empty.asOf, availabilityZone: 'eu-west-1a' }));
    expect(initialize(joining, { at: joining.asOf })).toEqual(
      left({ _tag: 'HsmNotActive', rule: 'F-73', hsmId, actual: 'CREATE_IN_PROGRESS' }),
    );
  });

  it('refuses when the HSM has failed (F-73)', () => {
    const failed = after(failHsm(before, { at, hsmId }));
    expect(initialize(failed, { at })).toEqual(
      left({ _tag: 'HsmNotActive', rule: 'F-73', hsmId, actual: 'DEGRADED' }),
    );
  });

  it('refuses a certificate for a request that a replaced HSM took with it (F-75)', () => {
    const replaced = settled(after(replaceHsm(before, { at, hsmId })));
    const later = replaced.asOf;
    expect(initialize(replaced, { at: later, signingRequestId: 'csr-igklspoyj5vaaaaa' })).toEqual(
      left({
        _tag: 'StaleSigningRequest',
        rule: 'F-75',
        signingRequestId: 'csr-igklspoyj5vaaaaa',
        current: 'csr-igklspoyj5vaaaab',
      }),
    );
    expect(
      isRight(initialize(replaced, { at: later, signingRequestId: 'csr-igklspoyj5vaaaab' })),
    ).toBe(true);
  });

  it('refuses while the HSM is being replaced (F-243)', () => {
    const replacing = after(replaceHsm(before, { at, hsmId }));
    expect(initialize(replacing, { at })).toEqual(
      left({
        _tag: 'HsmBusy',
        rule: 'F-243',
        hsmId,
        actual: 'ACTIVE',
        counterpart: 'hsm-igklspoyj5vaaaab',
      }),
    );
  });

  it('always accepts the latest request, however often the HSM is replaced (F-75)', () => {
    assert(
      property(integer({ min: 0, max: 20 }), (times) => {
        let replaced = before;
        for (let n = 0; n < times; n += 1)
          replaced = settled(
            after(
              replaceHsm(replaced, { at: replaced.asOf, hsmId: replaced.hsms[0]?.hsmId ?? '' }),
            ),
          );
        const { signingRequestId } = replaced;
        expect(
          isRight(
            initialize(replaced, {
              at: replaced.asOf,
              ...(signingRequestId !== undefined && { signingRequestId }),
            }),
          ),
        ).toBe(true);
        expect(signingRequestId).toBeDefined();
      }),
      onlyFast,
    );
  });
});
