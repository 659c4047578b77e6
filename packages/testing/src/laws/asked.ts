/**
 * What a command asks for, as a question about the step that took it.
 *
 * @module
 */
import type { BackupHolder, Cluster, Command, CommandOf, Hsm } from '@hsm-lifecycle/core';
import { clusterIn, holderIn } from '@hsm-lifecycle/core/fleet';
import type { LawStep } from './law.ts';
import { same } from './same.ts';

/** By command type: what differs from what a command asked for; `undefined` if nothing does. */
export type Questions<Type extends Command['type']> = {
  readonly [Each in Type]: (data: CommandOf<Each>['data'], step: LawStep) => string | undefined;
};

/**
 * Compares what there is with what was given. Members that were left out are for the model to fill
 * in.
 *
 * @param what - names the thing in the complaint
 */
export const differing = (
  what: string,
  is: object | undefined,
  given: object,
): string | undefined => {
  if (is === undefined) return `there is no ${what}`;
  const there = new Map<string, unknown>(Object.entries(is));
  const name = Object.entries(given).find(
    ([each, value]) => value !== undefined && !same(there.get(each), value),
  )?.[0];
  return name && `${name} of ${what} is not what was given`;
};

/** The cluster after a step that a command names. */
export const namedCluster = ({ after }: LawStep, clusterId: string): Cluster | undefined =>
  clusterIn(after, clusterId);

/** The ACTIVE HSMs after a step of the cluster that a command names. */
export const peersIn = (step: LawStep, clusterId: string): readonly Hsm[] =>
  namedCluster(step, clusterId)?.hsms.filter(({ state }) => state === 'ACTIVE') ?? [];

/** The holders that a step has begun. */
export const begunIn = ({ before, after }: LawStep): readonly BackupHolder[] =>
  [...after.holders.entries()].flatMap(([stem, holder]) =>
    before.holders.get(stem) === undefined ? [holder] : [],
  );

/** The holder after a step of what a command names. */
export const namedHolder = ({ after }: LawStep, id: string): BackupHolder | undefined =>
  holderIn(after, id);
