/**
 * Records a stretch of a cluster's life, which each contestant then repeats.
 *
 * @module
 */
import {
  activate,
  addHsm,
  advance,
  createCluster,
  customEdition,
  DAY_MS,
  dueAt,
  HOUR_MS,
  initialize,
  removeHsm,
  editions,
  type Cluster,
  type ClusterEvent,
  type Edition,
} from '@hsm-lifecycle/core';
import type { Move } from './move.ts';
import { must } from './must.ts';
import { peerId } from './shown.ts';

/** A cluster in a steady state, and the moves after it. */
export type Recording = { readonly start: Cluster; readonly moves: readonly Move[] };

/**
 * One period: an HSM is added, another removed, a daily backup made; as many backups are marked and
 * purged. No two of these happen at the same instant.
 */
const PERIOD_MS = 50 * HOUR_MS;
const REMOVAL_AFTER_MS = 3 * HOUR_MS;
const GRACE_DAYS = 2;
const BEGINNING = Date.UTC(2026, 0, 1);
const SUBNETS = ['a', 'b'].map((zone, index) => ({
  subnetId: `subnet-0000000000000000${index}`,
  availabilityZone: `eu-west-1${zone}`,
}));

const benchEdition = (): Edition =>
  must(
    customEdition(editions.aws2026, { name: 'bench', graceDays: GRACE_DAYS, retentionDaysMin: 1 }),
  );

const activated = (retentionDays: number): Cluster => {
  const begun = {
    at: BEGINNING,
    region: 'eu-west-1',
    clusterId: 'cluster-bench222222',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
  } as const;
  let cluster: Cluster = must(
    createCluster({ ...begun, subnets: SUBNETS, retentionDays, edition: benchEdition() }),
  )[0];
  cluster = must(addHsm(cluster, { at: BEGINNING + HOUR_MS, availabilityZone: 'eu-west-1a' }))[0];
  cluster = must(initialize(cluster, { at: BEGINNING + 2 * HOUR_MS }))[0];
  return must(activate(cluster, { at: BEGINNING + 3 * HOUR_MS }))[0];
};

const TIMELY = {
  BackupCreated: 'BACKUP_READY',
  BackupExpired: 'MARK',
  BackupPurged: 'PURGE',
  HsmAdded: 'HSM_ACTIVE',
  HsmRemoved: 'HSM_REMOVED',
} as const;

const moveOf = ({ type, data }: ClusterEvent): Move => {
  const { at } = data;
  if (type === 'BackupCreating') return { type: 'DAILY_BACKUP', at };
  if (type === 'HsmAdded' || type === 'HsmRemoved')
    return { type: TIMELY[type], at, hsmId: peerId(data.hsmId) };
  if (type === 'BackupCreated' || type === 'BackupExpired' || type === 'BackupPurged')
    return { type: TIMELY[type], at, backupId: peerId(data.backupId) };
  throw new Error(`${type} is not part of the work`);
};

/** Lets time pass, one change after another, up to an instant. */
const wait = ({ start, moves }: Recording, until: number): Recording => {
  let cluster = start;
  const more: Move[] = [];
  for (let at = dueAt(cluster); at !== undefined && at < until; at = dueAt(cluster)) {
    const [after, events] = must(advance(cluster, { at }));
    more.push(...events.map(moveOf));
    cluster = after;
  }
  return { start: cluster, moves: [...moves, ...more] };
};

const liveOnePeriod = (before: Recording, from: number): Recording => {
  const rested = wait(before, from);
  const availabilityZone = 'eu-west-1b';
  const grown = must(addHsm(rested.start, { at: from, availabilityZone }))[0];
  const joined = wait(
    { start: grown, moves: [...rested.moves, { type: 'ADD_HSM', at: from, availabilityZone }] },
    from + REMOVAL_AFTER_MS,
  );
  const at = from + REMOVAL_AFTER_MS;
  const machineId = joined.start.hsms[0]?.hsmId ?? '';
  const shrunk = must(removeHsm(joined.start, { at, hsmId: machineId }))[0];
  const removal: Move = { type: 'REMOVE_HSM', at, hsmId: peerId(machineId), machineId };
  return wait({ start: shrunk, moves: [...joined.moves, removal] }, from + PERIOD_MS);
};

/**
 * Records some periods of a cluster's steady life. About three backups are made and purged every 50
 * hours.
 *
 * @param retentionDays - 5 makes about 10 backups, 60 about 90
 * @param periods - how many to record, once as many backups are purged as made
 */
export const record = (retentionDays: number, periods: number): Recording => {
  const first = BEGINNING + DAY_MS;
  const steadyAfter = Math.ceil(((retentionDays + GRACE_DAYS) * DAY_MS) / PERIOD_MS) + 2;
  let life: Recording = { start: activated(retentionDays), moves: [] };
  for (let period = 0; period < steadyAfter; period += 1)
    life = liveOnePeriod(life, first + period * PERIOD_MS);
  const { start } = life;
  life = { start, moves: [] };
  for (let period = steadyAfter; period < steadyAfter + periods; period += 1)
    life = liveOnePeriod(life, first + period * PERIOD_MS);
  if (life.moves.some(({ at }, index) => at === life.moves[index + 1]?.at))
    throw new Error('each move must cause exactly one change');
  return { start, moves: life.moves };
};
