/**
 * Keys that are made and deleted.
 *
 * @module
 */
import { HOUR_MS, isPeer, usersOf, type Cluster, type Region } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { fleetReading, isLost } from '@hsm-lifecycle/runbooks';
import type { Act, Process, Timer } from '../life/process.ts';
import type { Distribution } from '../random/distribution.ts';

/** The options of `contentsChurnProcess`. */
export type ContentsChurn = {
  /** How long from the making of one key to that of the next. */
  readonly keyMade: Distribution;
  /** How long a key is in use before it is deleted. */
  readonly keyLives: Distribution;
  /** Only on clusters of this region; on any if left out. */
  readonly region?: Region;
};

/** The first cluster that takes writes: with a peer, in a region that is in reach. */
const writable = (fleet: Fleet, region: Region | undefined): Cluster | undefined =>
  fleetReading(fleet).clusters.find(
    (it) =>
      (region ?? it.region) === it.region && !isLost(fleet, it.region) && it.hsms.some(isPeer),
  );

const cryptoUserOf = (it: Cluster): string | undefined =>
  usersOf(it).find(({ role }) => role === 'CU')?.name;

const making = (
  { keyMade, keyLives, region }: ContentsChurn,
  made: number,
  { fleet, at }: { readonly fleet: Fleet; readonly at: number },
) => {
  const next: Timer = { subject: 'made', about: { what: 'MAKE' }, after: keyMade };
  const cluster = writable(fleet, region);
  const owner = cluster && cryptoUserOf(cluster);
  if (cluster === undefined || owner === undefined) return { state: made, timers: [next] };
  const keyId = `key-${made + 1}`;
  const { clusterId } = cluster;
  const act: Act = { type: 'CreateKey', data: { at, clusterId, keyId, owner, kind: 'symmetric' } };
  const death: Timer = { subject: 'lives', about: { what: 'DELETE', id: keyId }, after: keyLives };
  return { state: made + 1, acts: [act], timers: [next, death] };
};

const deleting = (
  made: number,
  keyId: string,
  { fleet, at }: { readonly fleet: Fleet; readonly at: number },
) => {
  const holding = fleetReading(fleet).clusters.filter(
    (it) => it.material?.keys.some((key) => key.keyId === keyId) ?? false,
  );
  const inReach = holding.filter((it) => !isLost(fleet, it.region));
  const acts = inReach.map(({ clusterId }): Act => ({
    type: 'DeleteKey',
    data: { at, clusterId, keyId },
  }));
  // A paused cluster has no HSM to delete it on: whoever wants it gone tries again.
  const again: readonly Timer[] =
    acts.length === 0
      ? [{ subject: 'again', about: { what: 'DELETE', id: keyId }, at: at + HOUR_MS }]
      : [];
  return { state: made, acts, timers: again };
};

/**
 * Makes keys on the first cluster that takes writes, and deletes each after its life on every
 * cluster that has it. The cluster needs a crypto user.
 */
export const contentsChurnProcess = (options: ContentsChurn): Process => ({
  name: options.region === undefined ? 'ContentsChurn' : `ContentsChurn ${options.region}`,
  kind: 'WORKLOAD',
  begin: () => [0, [{ subject: 'made', about: { what: 'MAKE' }, after: options.keyMade }]],
  wake: (state, { about }, { world }) => {
    const made = Number(state);
    return about.id === undefined ? making(options, made, world) : deleting(made, about.id, world);
  },
});
