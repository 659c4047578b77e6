/**
 * Observations that should be accepted: clusters in all phases, and copies, with what is known of
 * their contents.
 *
 * @module
 */
import {
  DAY_MS,
  MINUTE_MS,
  type BackupSource,
  type CommandOf,
  type HsmType,
} from '@hsm-lifecycle/core';
import { holderIn } from '@hsm-lifecycle/core/fleet';
import { clustersIn } from '../../examples/fleet.ts';
import { subnets as someSubnets } from '../../examples/inputs.ts';
import { chance, drawAnyOf, drawOneOf, type Draw } from './draw.ts';
import { isReachable } from './fits.ts';
import { idIn, listed } from './observed-parts.ts';
import type { Proposal, Proposals, Situation } from './situation.ts';
import { ACCOUNTS, REGIONS } from './vocabulary.ts';

type ClusterSeen = CommandOf<'ObserveCluster'>['data'];
type HsmSeen = ClusterSeen['hsms'][number];
type BackupSeen = ClusterSeen['backups'][number];
type Phase = ClusterSeen['phase'];

const SOMETIMES = 0.3;
const MOSTLY = 0.7;
const PAST_DAYS = 400;
const HSMS_MAX = 2;
const ENI_DIGITS = 17;

/** The phases of an observed cluster; most are ACTIVE. */
const PHASES: readonly [Phase, ...Phase[]] = [
  'ACTIVE',
  'ACTIVE',
  'ACTIVE',
  'ACTIVE',
  'ACTIVE',
  'INITIALIZED',
  'UNINITIALIZED',
  'INITIALIZE_IN_PROGRESS',
  'CREATE_IN_PROGRESS',
  'DELETE_IN_PROGRESS',
  'DELETED',
];

/** The phases in which a cluster can have a certificate. */
const SIGNED: ReadonlySet<Phase> = new Set([
  'CREATE_IN_PROGRESS',
  'INITIALIZED',
  'ACTIVE',
  'DELETE_IN_PROGRESS',
  'DELETED',
]);

const hsmStates = (phase: Phase, draw: Draw): readonly HsmSeen['state'][] => {
  if (phase === 'INITIALIZED' || phase === 'INITIALIZE_IN_PROGRESS') return ['ACTIVE'];
  if (phase === 'UNINITIALIZED')
    return drawOneOf(draw, [[], ['ACTIVE'], ['CREATE_IN_PROGRESS'], ['DEGRADED']]);
  if (phase !== 'ACTIVE') return [];
  return drawOneOf<readonly HsmSeen['state'][]>(draw, [
    [],
    ['ACTIVE'],
    ['ACTIVE'],
    ['ACTIVE', 'ACTIVE'],
    ['ACTIVE', 'DEGRADED'],
    ['ACTIVE', 'CREATE_IN_PROGRESS'],
    ['ACTIVE', 'DELETE_IN_PROGRESS'],
    ['CREATE_IN_PROGRESS'],
  ]);
};

const soon = ({ at, draw }: Situation): { readonly expectedAt: number } => ({
  expectedAt: at + draw(10 * MINUTE_MS),
});

type Platform = { readonly hsmType: HsmType; readonly mode: ClusterSeen['mode'] };

const seenBackup = (
  it: Situation,
  platform: Platform,
  { state, since }: { readonly state: BackupSeen['state']; readonly since: number },
): Omit<BackupSeen, 'backupId'> => {
  const { at, draw } = it;
  const age = state === 'CREATE_IN_PROGRESS' ? draw(MINUTE_MS) : draw(100 * DAY_MS);
  const createdAt = Math.max(since, at - age);
  return {
    state,
    createdAt,
    ...platform,
    ...listed(draw, Math.max(0, createdAt - DAY_MS)),
    ...(state === 'CREATE_IN_PROGRESS' && soon(it)),
    ...(state === 'PENDING_DELETION' && { deleteAt: at + draw(7 * DAY_MS) }),
    ...(chance(draw, SOMETIMES) && { neverExpires: true }),
  };
};

const backupStates = (
  { draw }: Situation,
  phase: Phase,
  hasPeer: boolean,
): readonly BackupSeen['state'][] => {
  if (phase === 'INITIALIZED')
    return drawOneOf<readonly BackupSeen['state'][]>(draw, [
      [],
      [],
      ['READY'],
      ['CREATE_IN_PROGRESS'],
    ]);
  if (phase !== 'ACTIVE' && phase !== 'DELETED' && phase !== 'DELETE_IN_PROGRESS') return [];
  const states: BackupSeen['state'][] = chance(draw, SOMETIMES) ? ['PENDING_DELETION'] : [];
  for (let n = draw(3); n > 0; n -= 1) states.push('READY');
  if (hasPeer && phase === 'ACTIVE' && chance(draw, SOMETIMES)) states.push('CREATE_IN_PROGRESS');
  return states;
};

const regionIn = ({ fleet, draw }: Situation): string | undefined =>
  drawAnyOf(
    draw,
    REGIONS.filter((it) => isReachable(fleet, it)),
  );

const platformIn = ({ draw }: Situation): Platform => ({
  hsmType: 'hsm2m.medium',
  mode: chance(draw, SOMETIMES) ? 'NON_FIPS' : 'FIPS',
});

const seenHsm = (
  it: Situation,
  place: ClusterSeen['subnets'][number],
  { state, index }: { readonly state: HsmSeen['state']; readonly index: number },
): HsmSeen => ({
  hsmId: idIn(it.fleet)('hsm', index),
  state,
  availabilityZone: place.availabilityZone,
  subnetId: place.subnetId,
  eniId: `eni-${(it.fleet.started * HSMS_MAX + index).toString(16).padStart(ENI_DIGITS, 'f')}`,
  ...(state.endsWith('IN_PROGRESS') && soon(it)),
});

/** The source of a copy that was seen before its cluster. */
const earlierSource = ({ fleet, draw }: Situation): BackupSource | undefined =>
  drawAnyOf(
    draw,
    [...fleet.holders.values()]
      .flatMap(({ backups }) => backups.map(({ source }) => source))
      .filter((source) => source !== undefined)
      .filter(
        ({ region, clusterId }) =>
          isReachable(fleet, region) && holderIn(fleet, clusterId) === undefined,
      ),
  );

/** The id and region of a cluster to be seen, if any region is in reach. */
const identityFor = (it: Situation): Pick<ClusterSeen, 'clusterId' | 'region'> | undefined => {
  const early = chance(it.draw, SOMETIMES) ? earlierSource(it) : undefined;
  if (early !== undefined) return early;
  const region = regionIn(it);
  return region === undefined ? undefined : { clusterId: idIn(it.fleet)('cluster', 0), region };
};

/** Proposes to take in a cluster. */
export const observation: Proposal = (it) => {
  const { fleet, at, draw } = it;
  const identity = identityFor(it);
  if (identity === undefined) return undefined;
  const { clusterId, region } = identity;
  const idOf = idIn(fleet);
  const subnets = someSubnets(2, region).filter(
    ({ availabilityZone }) => !fleet.lostZones.includes(availabilityZone),
  );
  const [place] = subnets;
  if (place === undefined) return undefined;
  const phase = drawOneOf(draw, PHASES);
  const states = hsmStates(phase, draw);
  const createdAt = Math.max(0, at - draw(PAST_DAYS * DAY_MS));
  const platform = platformIn(it);
  const isHeld = phase === 'ACTIVE' && states.some((state) => state !== 'DEGRADED');
  const isSigned = SIGNED.has(phase) && chance(draw, MOSTLY);
  const isWorking = phase !== 'DELETED' && phase.endsWith('IN_PROGRESS');
  return {
    type: 'ObserveCluster',
    data: {
      at,
      clusterId,
      region,
      createdAt,
      phase,
      ...platform,
      subnets,
      account: drawOneOf(draw, ACCOUNTS),
      retention: drawOneOf(draw, [{ days: 90 }, { days: 7 }, { days: 455 }, 'NONE']),
      ...(isWorking && soon(it)),
      ...(isSigned && { certificate: drawOneOf(draw, ['SEEN A', 'SEEN B']) }),
      ...(isHeld && listed(draw, createdAt)),
      hsms: states.map((state, index) => seenHsm(it, place, { state, index })),
      backups: backupStates(it, phase, states.includes('ACTIVE')).map((state, index) =>
        Object.assign(seenBackup(it, platform, { state, since: createdAt }), {
          backupId: idOf('backup', index),
        }),
      ),
    },
  };
};

const observeCopy: Proposal = (it) => {
  const { fleet, at, draw } = it;
  const region = regionIn(it);
  if (region === undefined) return undefined;
  const idOf = idIn(fleet);
  const source = drawAnyOf(draw, clustersIn(fleet));
  const from = source?.region === region ? undefined : source;
  const backup = seenBackup(it, platformIn(it), {
    state: drawOneOf(draw, ['READY', 'PENDING_DELETION']),
    since: 0,
  });
  return {
    type: 'ObserveCopy',
    data: {
      ...backup,
      at,
      backupId: idOf('backup', 0),
      region,
      account: drawOneOf(draw, ACCOUNTS),
      copiedAt: at,
      source: {
        region: from?.region ?? (region === 'ap-south-1' ? 'eu-west-1' : 'ap-south-1'),
        backupId: idOf('backup', 4),
        clusterId: from?.clusterId ?? idOf('cluster', 4),
      },
    },
  };
};

/** Proposals to take in what exists, with weights. */
export const observedProposals: Proposals<'ObserveCluster' | 'ObserveCopy'> = {
  ObserveCluster: [2, observation],
  ObserveCopy: [1, observeCopy],
};
