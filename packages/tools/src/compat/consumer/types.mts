/**
 * What a consumer writes down with the packages' types: they are fp-ts's own `Either`, and none of
 * them is lost to `any`.
 *
 * @module
 */
import type { Either } from 'fp-ts/lib/Either.js';
import type { activate, Cluster, ClusterEvent, explain } from '@hsm-lifecycle/core';
import type { decodeCommand } from '@hsm-lifecycle/core/codec';
import type { Fleet } from '@hsm-lifecycle/core/fleet';

type IsAny<Value> = 0 extends 1 & Value ? true : false;
type Activated = ReturnType<typeof activate>;

/** A type error if the types of a package could not be resolved. */
export const areResolved: readonly false[] = [
  false satisfies IsAny<Cluster>,
  false satisfies IsAny<Fleet>,
  false satisfies IsAny<Activated>,
  false satisfies IsAny<ReturnType<typeof decodeCommand>>,
];

/** An outcome is an `Either` of fp-ts, and its refusals are a closed union. */
export const eventsOf = (outcome: Activated): readonly ClusterEvent[] => {
  const either: Either<Parameters<typeof explain>[0], readonly [Cluster, readonly ClusterEvent[]]> =
    outcome;
  return either._tag === 'Left' ? [] : either.right[1];
};
