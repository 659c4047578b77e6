/**
 * What is asked of clusters and HSMs in vain: the wrong one, at the wrong time, or with the wrong words.
 *
 * @module
 */
import type { Cluster, Command, Hsm, HsmId } from '@hsm-lifecycle/core';
import { clustersIn } from '../fleet.ts';
import { subnets } from '../inputs.ts';
import { inProgress } from '../settled.ts';
import { anyOf, oneOf, type Draw } from './draw.ts';
import { given, someCluster, someHsm, type Proposal, type Situation } from './situation.ts';
import { REGIONS } from './vocabulary.ts';

const anyCluster = (it: Situation): Cluster | undefined => anyOf(it.draw, clustersIn(it.fleet));

/** Makes a proposal about any cluster, whatever its state. */
export const ofAny = (say: (cluster: Cluster, it: Situation) => Command | undefined): Proposal => given(anyCluster, say);

const zoneOf = ({ subnets: places }: Cluster, draw: Draw): string => anyOf(draw, places)?.availabilityZone ?? 'none';

const misplaced: readonly Proposal[] = [
  ofAny(({ clusterId }, { at }) => ({ type: 'InitializeCluster', data: { at, clusterId } })),
  ofAny(({ clusterId }, { at }) => ({ type: 'ActivateCluster', data: { at, clusterId } })),
  ofAny((it, { at, draw }) => ({ type: 'AddHsm', data: { at, clusterId: it.clusterId, availabilityZone: zoneOf(it, draw) } })),
  ofAny(({ clusterId }, { at }) => ({ type: 'DeleteCluster', data: { at, clusterId } })),
  ofAny(({ clusterId, rules }, { at }) => ({ type: 'SetRetention', data: { at, clusterId, retentionDays: rules.retentionDaysMin } })),
  ofAny(({ clusterId, hsms }, { at, draw }) => ({
    type: 'RemoveHsm',
    data: { at, clusterId, hsmId: anyOf(draw, hsms)?.hsmId ?? 'hsm-none' },
  })),
];

const someBusy = (it: Situation) => someHsm(it, ({ state }) => state !== 'ACTIVE' && state !== 'DEGRADED');

/** Tells whether nothing could be put on an HSM's replacement. */
const hasNoSource = ({ activatedAt, hsms, backups, origin }: Cluster, hsm: Hsm): boolean =>
  activatedAt !== undefined &&
  origin === undefined &&
  !hsms.some((it) => it !== hsm && it.state === 'ACTIVE') &&
  !backups.some(({ state }) => state === 'READY');

const ofHsms: readonly Proposal[] = [
  given(someBusy, ({ cluster: { clusterId }, hsm: { hsmId } }, { at }): Command => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } })),
  given(someBusy, ({ cluster: { clusterId }, hsm: { hsmId } }, { at }): Command => ({
    type: 'ReplaceHsm',
    data: { at, clusterId, hsmId },
  })),
  given(
    (it) => someHsm(it, ({ state }) => state !== 'ACTIVE'),
    ({ cluster: { clusterId }, hsm: { hsmId } }, { at }): Command => ({ type: 'FailHsm', data: { at, clusterId, hsmId } }),
  ),
  given(
    (it) => someHsm(it, (hsm, cluster) => hasNoSource(cluster, hsm)),
    ({ cluster: { clusterId }, hsm: { hsmId } }, { at }): Command => ({ type: 'ReplaceHsm', data: { at, clusterId, hsmId } }),
  ),
  ofAny(({ clusterId }, { at }) => ({ type: 'FailHsm', data: { at, clusterId, hsmId: 'hsm-none' } })),
  ofAny(({ clusterId, hsms }, { at, draw }) => {
    const { hsmId, eniId } = anyOf(draw, hsms) ?? {};
    return hsmId === undefined || eniId === undefined ? undefined : { type: 'RemoveHsm', data: { at, clusterId, hsmId, eniId } };
  }),
  ofAny(({ clusterId }, { at }) => ({ type: 'RemoveHsm', data: { at, clusterId } })),
  given(
    ({ fleet, draw }: Situation) =>
      anyOf(
        draw,
        [...fleet.holders.values()].flatMap(inProgress).filter(({ waits }) => waits),
      ),
    ({ id }, { at }): Command => ({ type: 'Settle', data: { at, id, outcome: 'SUCCEEDED' } }),
  ),
  ofAny(({ clusterId }, { at }) => ({ type: 'Settle', data: { at, id: clusterId, outcome: 'SUCCEEDED' } })),
];

const isActive = ({ state }: Cluster): boolean => state === 'ACTIVE';

const adding = (changes: (cluster: Cluster) => Partial<{ availabilityZone: string; hsmId: HsmId; ipAddress: string }>): Proposal =>
  given(
    (it) => someCluster(it, isActive),
    (cluster, { at, draw }): Command => ({
      type: 'AddHsm',
      data: { at, clusterId: cluster.clusterId, availabilityZone: zoneOf(cluster, draw), ...changes(cluster) },
    }),
  );

const wronglyAdded: readonly Proposal[] = [
  adding(() => ({ availabilityZone: 'eu-west-1z' })),
  adding(({ hsms }) => (hsms[0] === undefined ? {} : { hsmId: hsms[0].hsmId })),
  adding(({ hsms }) => {
    const ipAddress = hsms.find((it) => it.ipAddress !== undefined)?.ipAddress;
    return ipAddress === undefined ? {} : { ipAddress };
  }),
  adding(() => ({})),
  given(
    (it) => someCluster(it, ({ state, hsms, rules }) => state === 'ACTIVE' && hsms.length >= rules.hsmsPerClusterMax),
    (cluster, { at, draw }): Command => ({
      type: 'AddHsm',
      data: { at, clusterId: cluster.clusterId, availabilityZone: zoneOf(cluster, draw) },
    }),
  ),
  given(
    (it) =>
      someCluster(
        it,
        ({ activatedAt, hsms, backups, origin }) => activatedAt !== undefined && hsms.length + backups.length === 0 && origin === undefined,
      ),
    (cluster, { at, draw }): Command => ({
      type: 'AddHsm',
      data: { at, clusterId: cluster.clusterId, availabilityZone: zoneOf(cluster, draw) },
    }),
  ),
];

const firstHsmIs = (phase: Cluster['phase'], fits: (state: string | undefined) => boolean) => (it: Cluster) =>
  it.phase === phase && fits(it.hsms[0]?.state);

const tooEarly: readonly Proposal[] = [
  given(
    (it) =>
      someCluster(
        it,
        firstHsmIs('UNINITIALIZED', (state) => state !== 'ACTIVE'),
      ),
    ({ clusterId }, { at }): Command => ({ type: 'InitializeCluster', data: { at, clusterId } }),
  ),
  given(
    (it) =>
      someCluster(
        it,
        firstHsmIs('UNINITIALIZED', (state) => state === 'ACTIVE'),
      ),
    ({ clusterId }, { at }): Command => ({ type: 'InitializeCluster', data: { at, clusterId, signingRequestId: 'csr-stale' } }),
  ),
  given(
    (it) =>
      someCluster(
        it,
        firstHsmIs('INITIALIZED', (state) => state === 'ACTIVE'),
      ),
    ({ clusterId }, { at, draw }): Command => ({
      type: 'ActivateCluster',
      data: { at, clusterId, admin: oneOf(draw, ['', 'app_user', 'x'.repeat(99)]) },
    }),
  ),
];

type Plan = Extract<Command, { type: 'CreateCluster' }>['data'];

const creating =
  (changes: (it: Situation, region: string) => Partial<Plan>): Proposal =>
  (it) => {
    const { at, draw, fleet } = it;
    const region = oneOf(draw, REGIONS);
    const [platform] = fleet.rules.creatable;
    if (platform === undefined) return undefined;
    return { type: 'CreateCluster', data: { at, region, ...platform, subnets: subnets(1, region), ...changes(it, region) } };
  };

const manyTags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`tag ${n}`, '']));

const wronglyCreated: readonly Proposal[] = [
  creating(() => ({ subnets: [] })),
  creating((_, region) => ({ subnets: [...subnets(1, region), ...subnets(1, region)] })),
  creating(() => ({ subnets: subnets(1, 'sa-east-1') })),
  creating(() => ({ hsmType: 'hsm1.medium', mode: 'NON_FIPS' })),
  creating(({ draw }) => ({ retentionDays: oneOf(draw, [0, 6, 380, 7.5]) })),
  creating(({ fleet }) => ({ tags: manyTags(fleet.rules.tagsMax + 1) })),
  creating(({ fleet, draw }) => {
    const clusterId = anyOf(draw, clustersIn(fleet))?.clusterId;
    return clusterId === undefined ? {} : { clusterId };
  }),
  creating(() => ({})),
];

const wrongPolicies: readonly Proposal[] = [
  ofAny(({ clusterId }, { at, draw }) => ({ type: 'SetRetention', data: { at, clusterId, retentionDays: oneOf(draw, [0, 6, 380, 7.5]) } })),
  ofAny(({ clusterId, retention }, { at }) =>
    retention === 'NONE' ? undefined : { type: 'SetRetention', data: { at, clusterId, retentionDays: retention.days } },
  ),
];

/** What is asked of clusters and HSMs in vain. */
export const lifeMisfits: readonly Proposal[] = [
  ...misplaced,
  ...ofHsms,
  ...wronglyAdded,
  ...tooEarly,
  ...wronglyCreated,
  ...wrongPolicies,
];
