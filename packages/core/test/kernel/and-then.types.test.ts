/**
 * What the compiler holds: going on is not starting, and time is refused like everything else.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import type { Either } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import {
  activate,
  addHsm,
  advance,
  andThen,
  copyToRegion,
  createCluster,
  restore,
  tag,
  type ActivateRefusal,
  type AddHsmRefusal,
  type AdvanceRefusal,
  type BackupHolder,
  type Begun,
  type Cluster,
  type ClusterEvent,
  type CreateClusterRefusal,
  type EventOf,
  type Outcome,
} from '@hsm-lifecycle/core';
import { type advanceFleet, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { accepted, aNewCluster, cluster, COPY_ID, subnets } from '@hsm-lifecycle/testing';

const source = cluster('INITIALIZED');
const at = source.asOf;
const active = activate(source, { at });
const backupId = 'backup-none';
const clusterId = 'cluster-bbbbbbbbbbb';

describe('the types of a chain', () => {
  it('include the refusals of advance', () => {
    const chain = pipe(active, andThen(advance, { at }));
    expectTypeOf(chain).toEqualTypeOf<
      Outcome<ActivateRefusal | AdvanceRefusal, Cluster, ClusterEvent>
    >();
    expect(pipe(active, andThen(advance, { at: Number.NaN }))).toMatchObject({
      left: { _tag: 'NotAnInstant' },
    });
    expectTypeOf<ReturnType<typeof advanceFleet>>().toEqualTypeOf<
      Outcome<AdvanceRefusal, Fleet, FleetEvent>
    >();
  });

  it('accept transitions of any holder too', () => {
    const chain = pipe(
      active,
      andThen(tag, { at, resourceId: source.clusterId, tags: { team: 'keys' } }),
      andThen(addHsm, { at, availabilityZone: 'eu-west-1b' }),
    );
    expectTypeOf(accepted(chain)[0]).toEqualTypeOf<Cluster>();
    expectTypeOf<AddHsmRefusal['_tag']>().toExtend<
      Extract<typeof chain, { _tag: 'Left' }>['left']['_tag']
    >();
  });

  it('check the input of the transition', () => {
    // @ts-expect-error - an instant is a number
    expect(pipe(active, andThen(advance, { at: 'now' }))).toHaveProperty('left');
    // @ts-expect-error - a zone is missing
    expect(pipe(active, andThen(addHsm, { at }))).toHaveProperty('left');
    // @ts-expect-error - `addHsm` knows no `zone`
    const misspelt = andThen(addHsm, { at, availabilityZone: 'eu-west-1b', zone: 'eu-west-1b' });
    expect(pipe(active, misspelt)).toHaveProperty('right');
    // @ts-expect-error - the input is missing
    expect(pipe(active, andThen(advance))).toMatchObject({ left: { field: 'input' } });
  });

  it('do not allow a change of stream', () => {
    const wanted = { at, backupId, clusterId, subnets: subnets(1) } as const;
    // @ts-expect-error - a restored cluster begins a stream of its own
    expect(pipe(active, andThen(restore, wanted))).toHaveProperty('left');
    const copy: Outcome<unknown, BackupHolder, unknown> = pipe(
      active,
      // @ts-expect-error - so does a copy, even where any holder would do
      andThen(copyToRegion, { at, backupId, region: 'eu-central-1', copyId: COPY_ID }),
    );
    expect(copy._tag).toBe('Left');
    // @ts-expect-error - what starts something is no outcome of the holder before
    const outcome: Outcome<unknown, Cluster, unknown> = restore(source, wanted);
    expect(outcome._tag).toBe('Left');
  });
});

describe('the types of a start', () => {
  const created = createCluster(aNewCluster({ at }));

  it('read like any outcome', () => {
    expectTypeOf(created).toEqualTypeOf<
      Begun<CreateClusterRefusal, Cluster, EventOf<'ClusterCreating'>>
    >();
    expectTypeOf(created).toExtend<
      Either<CreateClusterRefusal, readonly [Cluster, readonly EventOf<'ClusterCreating'>[]]>
    >();
    if (created._tag === 'Left') throw new Error(created.left._tag);
    const [made, events] = created.right;
    expectTypeOf(made).toEqualTypeOf<Cluster>();
    expectTypeOf(events).toEqualTypeOf<readonly EventOf<'ClusterCreating'>[]>();
    expect(events[0]?.data.clusterId).toBe(made.clusterId);
  });

  it('continue in the new stream, and remain a Begun', () => {
    const chain = pipe(created, andThen(advance, { at }), andThen(activate, { at }));
    expectTypeOf(chain).toEqualTypeOf<
      Begun<
        CreateClusterRefusal | AdvanceRefusal | ActivateRefusal,
        Cluster,
        EventOf<'ClusterCreating'> | ClusterEvent
      >
    >();
    // @ts-expect-error - it still is no outcome of a holder that was there before
    const outcome: Outcome<unknown, Cluster, unknown> = chain;
    expect(outcome._tag).toBe('Left');
  });
});
