/**
 * A machine small enough to explore completely: one cluster of at most two HSMs, from its
 * activation to a horizon. HSMs are added and removed at any instant at which something happens;
 * time goes from one due instant to the next.
 *
 * @module
 */
import { customEdition, HOUR_MS, editions, type Cluster, type Command } from '@hsm-lifecycle/core';
import { nextDueAt, type Fleet } from '@hsm-lifecycle/core/fleet';
import { worldFrom, type Explore, type FleetState } from '@hsm-lifecycle/explorer';
import type { PeerCluster } from './peer.ts';
import { must } from './must.ts';
import { shown } from './shown.ts';

const BEGINNING = Date.UTC(2026, 0, 1);
const ACTIVATED_AFTER_HOURS = 3;
const HSMS_MAX = 2;
/** The zone of every HSM. */
export const ZONE = 'eu-west-1a';

const clusterOf = (fleet: Fleet): Cluster => {
  const [holder] = fleet.holders.values();
  if (holder?.kind !== 'CLUSTER') throw new Error('the toy has one cluster');
  return holder;
};

const idIn = (fleet: Fleet): string => clusterOf(fleet).clusterId;

const world = (): Fleet => {
  const own = must(
    customEdition(editions.aws2026, {
      name: 'toy',
      retentionDaysMin: 1,
      retentionDaysDefault: 1,
      graceDays: 2,
    }),
  );
  const subnets = [{ subnetId: 'subnet-00000000000000001', availabilityZone: ZONE }];
  const hour = (count: number): number => BEGINNING + count * HOUR_MS;
  return worldFrom({ at: BEGINNING, edition: own, quotas: 'NONE' }, [
    {
      type: 'CreateCluster',
      data: { at: hour(0), region: 'eu-west-1', hsmType: 'hsm2m.medium', mode: 'FIPS', subnets },
    },
    (fleet) => ({
      type: 'AddHsm',
      data: { at: hour(1), clusterId: idIn(fleet), availabilityZone: ZONE },
    }),
    (fleet) => ({ type: 'Initialize', data: { at: hour(2), clusterId: idIn(fleet) } }),
    (fleet) => ({
      type: 'Activate',
      data: { at: hour(ACTIVATED_AFTER_HOURS), clusterId: idIn(fleet) },
    }),
  ]);
};

/**
 * The commands to try on a cluster: add an HSM while one operates, and remove each operating HSM,
 * by its position.
 */
export const offers = ({ hsms }: Pick<PeerCluster, 'hsms'>): readonly ('ADD' | number)[] => {
  const operating = hsms.flatMap(({ state }, place) => (state === 'ACTIVE' ? [place] : []));
  return operating.length > 0 && hsms.length < HSMS_MAX ? ['ADD', ...operating] : operating;
};

/** Lists the commands to try on a cluster; a test may pass another list. */
export type Offers = typeof offers;

const commandsOf =
  (offered: Offers) =>
  ({ fleet, at }: FleetState): readonly Command[] => {
    const { clusterId, hsms } = clusterOf(fleet);
    return offered({ hsms: shown(clusterOf(fleet)).hsms }).map((offer): Command => {
      if (offer === 'ADD')
        return { type: 'AddHsm', data: { at, clusterId, availabilityZone: ZONE } };
      return { type: 'RemoveHsm', data: { at, clusterId, hsmId: hsms[offer]?.hsmId ?? '' } };
    });
  };

/** The name of a state, the same for both explorers. */
export const textOf = (cluster: PeerCluster): string => JSON.stringify(cluster);

/** A toy: its beginning, its horizon, and the commands to try. */
export type Toy = {
  readonly start: PeerCluster;
  readonly horizon: number;
  readonly offered: Offers;
  readonly input: Explore;
};

/** Makes a toy in which time passes for a number of hours. */
export const toy = (hours: number, offered: Offers = offers): Toy => {
  const fleet = world();
  const horizon = BEGINNING + (ACTIVATED_AFTER_HOURS + hours) * HOUR_MS;
  const time = ({ fleet: now }: FleetState): readonly Command[] => {
    const due = nextDueAt(now);
    return due === undefined || due > horizon ? [] : [{ type: 'Advance', data: { at: due } }];
  };
  const symmetry = ({ fleet: now }: FleetState): string => textOf(shown(clusterOf(now)));
  const endless = Number.POSITIVE_INFINITY;
  const input: Explore = {
    world: fleet,
    commands: commandsOf(offered),
    time,
    symmetry,
    depth: endless,
    limits: { states: endless },
  };
  return { start: shown(clusterOf(fleet)), horizon, offered, input };
};
