/**
 * Taking in clusters and copies that exist: what becomes of them, and what is refused.
 */
import { describe, expect, it } from '@jest/globals';
import { customEdition, editions, type Command, type CommandOf } from '@hsm-lifecycle/core';
import {
  decodeCommand,
  decodeFleetEvent,
  encodeCommand,
  encodeFleetEvent,
  fleetFromJson,
  fleetToJson,
} from '@hsm-lifecycle/core/codec';
import {
  clusterIn,
  emptyFleet,
  equalFleets,
  evolveFleet,
  holderIn,
  step,
  type Fleet,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';

const AT = Date.UTC(2026, 10, 2, 9);
const DAY = 86_400_000;
type Seen = CommandOf<'ObserveCluster'>['data'];

const contents: NonNullable<Seen['contents']> = {
  material: { keys: [], certificates: [] },
  access: {
    users: [{ name: 'admin', role: 'CO', createdAt: 0, passwordSetAt: 0, lastSeenAt: undefined }],
    policies: {},
    configuration: {},
  },
};
const hsm: Seen['hsms'][number] = {
  hsmId: 'hsm-k5rw3ubzntd',
  availabilityZone: 'us-east-1d',
  subnetId: 'subnet-e3a17c0d',
  eniId: 'eni-0c41d2ab77e9035f6',
  ipAddress: '172.31.88.12',
  state: 'ACTIVE',
};
const backup: Seen['backups'][number] = {
  backupId: 'backup-NeVeR2345ab',
  state: 'READY',
  createdAt: AT - 100 * DAY,
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
  contents,
};
const newer = { ...backup, backupId: 'backup-ro5c4er4aac', createdAt: AT - DAY } as const;
const seen: Seen = {
  at: AT,
  clusterId: 'cluster-QV2mhc7aept',
  region: 'us-east-1',
  createdAt: AT - 2000 * DAY,
  phase: 'ACTIVE',
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
  subnets: [{ subnetId: 'subnet-e3a17c0d', availabilityZone: 'us-east-1d' }],
  retention: { days: 455 },
  certificate: 'CERTIFICATE A',
  contents,
  hsms: [hsm],
  backups: [newer, backup],
};
const copy: CommandOf<'ObserveCopy'>['data'] = {
  ...backup,
  at: AT,
  backupId: 'backup-copyREADY23',
  region: 'eu-west-1',
  copiedAt: AT - DAY,
  source: { region: 'us-east-1', backupId: 'backup-sourcegone2', clusterId: seen.clusterId },
};

const empty = (edition = editions.aws2026): Fleet => {
  const fleet = emptyFleet({ at: 0, edition });
  if (fleet._tag === 'Left') throw new Error(fleet.left._tag);
  return fleet.right;
};

/** Other members; `NONE` leaves the contents out. */
type Changes = Partial<Omit<Seen, 'contents'>> & { readonly contents?: Seen['contents'] | 'NONE' };

const observed = ({ contents: held = contents, ...data }: Changes = {}): Command => {
  const { contents: _held, ...bare } = seen;
  const rest = held === 'NONE' ? {} : { contents: held };
  return { type: 'ObserveCluster', data: { ...bare, ...data, ...rest } };
};
const copied = (data: Partial<typeof copy> = {}): Command => ({
  type: 'ObserveCopy',
  data: { ...copy, ...data },
});

const run = (...commands: readonly Command[]): readonly [Fleet, readonly FleetEvent[]] => {
  let fleet = empty();
  const events: FleetEvent[] = [];
  for (const command of commands) {
    const outcome = step(fleet, command);
    if (outcome._tag === 'Left') throw new Error(JSON.stringify(outcome.left));
    fleet = outcome.right[0];
    events.push(...outcome.right[1]);
  }
  return [fleet, events];
};

const refusal = (command: Command, fleet: Fleet = empty()): unknown => {
  const outcome = step(fleet, command);
  return outcome._tag === 'Left' ? outcome.left : outcome.right[1].map(({ event }) => event.type);
};
const notObservable = (field: string): unknown =>
  expect.objectContaining({ _tag: 'NotObservable', rule: 'M-15', field });

const later: Command = { type: 'Advance', data: { at: AT + 30 * DAY } };

describe('an observed fleet', () => {
  it('equals its events, replayed from JSON, and its own JSON', () => {
    const [fleet, events] = run(observed(), copied(), later);
    const replayed = events
      .map((event) => decodeFleetEvent(JSON.parse(JSON.stringify(encodeFleetEvent(event)))))
      .reduce((before, event) => {
        if (event._tag === 'Left') throw new Error(JSON.stringify(event.left));
        return evolveFleet(before, event.right);
      }, empty());
    // `Advance` moves the fleet's own instant to that of its last event only.
    expect(equalFleets(replayed, fleet)).toBe(true);
    const read = fleetFromJson(fleetToJson(fleet));
    expect(read._tag === 'Right' ? equalFleets(read.right, fleet) : read.left).toBe(true);
    expect(events.slice(0, 2).map(({ event }) => event.type)).toEqual([
      'ClusterObserved',
      'BackupCopyObserved',
    ]);
  });

  it('reads and writes the commands', () => {
    for (const command of [observed(), copied()])
      expect(decodeCommand(JSON.parse(JSON.stringify(encodeCommand(command))))).toEqual({
        _tag: 'Right',
        right: command,
      });
  });

  it('is found by AWS’s own ids, and gives them back', () => {
    const [fleet] = run(observed(), copied());
    const ids = [seen.clusterId, hsm.hsmId, backup.backupId, newer.backupId];
    for (const id of ids) expect(holderIn(fleet, id)).toMatchObject({ clusterId: seen.clusterId });
    expect(holderIn(fleet, copy.backupId)).toMatchObject({ copyId: copy.backupId });
    expect(clusterIn(fleet, seen.clusterId)?.backups.map(({ backupId }) => backupId)).toEqual([
      backup.backupId,
      newer.backupId,
    ]);
  });

  it('goes on living: a daily backup, a restore, a deletion, a login', () => {
    const subnets = seen.subnets;
    const { clusterId } = seen;
    const { backupId } = backup;
    const [fleet, events] = run(
      observed(),
      { type: 'RecordLogin', data: { at: AT, clusterId, name: 'admin' } },
      { type: 'DeleteBackup', data: { at: AT, backupId } },
      {
        type: 'Restore',
        data: {
          at: AT,
          backupId: newer.backupId,
          subnets,
          hsmType: 'hsm2m.medium',
          mode: 'FIPS',
        },
      },
      { type: 'AddHsm', data: { at: AT, clusterId, availabilityZone: 'us-east-1d' } },
      { type: 'Advance', data: { at: AT + 8 * DAY } },
    );
    const types = new Set(events.map(({ event }) => event.type));
    for (const type of ['BackupPurged', 'ClusterRestored', 'HsmAdded', 'BackupCreated'] as const)
      expect(types).toContain(type);
    expect([...fleet.holders.values()]).toHaveLength(2);
  });

  it('keeps a retention that nobody can set, until it is changed (F-161)', () => {
    const [fleet] = run(observed(), later);
    expect(clusterIn(fleet, seen.clusterId)?.retention).toEqual({ days: 455 });
    const set = { at: fleet.asOf, clusterId: seen.clusterId, retentionDays: 380 };
    expect(refusal({ type: 'SetRetention', data: set }, fleet)).toMatchObject({
      _tag: 'RetentionOutOfRange',
    });
    expect(run(observed({ retention: 'NONE' }))[1]).toHaveLength(1);
  });

  it('lets retention mark at once what has outlived it (M-15, U-71)', () => {
    const [, events] = run(observed({ retention: { days: 90 } }), later);
    const expired = events.find(({ event }) => event.type === 'BackupExpired');
    expect(expired?.event.data).toMatchObject({ backupId: backup.backupId, at: AT });
  });

  it('knows kin by equal certificates (F-111)', () => {
    const other = { clusterId: 'cluster-restored234', hsms: [], backups: [] } as const;
    const [fleet] = run(
      observed(),
      observed({ ...other, contents: 'NONE' as const }),
      copied({ source: { ...copy.source, clusterId: other.clusterId } }),
      copied({
        backupId: 'backup-orphan23456',
        source: { ...copy.source, clusterId: 'cluster-notlisted23' },
      }),
    );
    expect(clusterIn(fleet, other.clusterId)?.lineageId).toBe(seen.clusterId);
    expect(holderIn(fleet, copy.backupId)?.lineageId).toBe(seen.clusterId);
    expect(holderIn(fleet, 'backup-orphan23456')?.lineageId).toBe('cluster-notlisted23');
  });

  it('never uses a stem that an observed id begins with', () => {
    const clusterId = 'cluster-abcdefghijk';
    const [fleet] = run(
      observed({ clusterId, backups: [{ ...backup, backupId: 'backup-abcdefghijkaaaaa' }] }),
    );
    expect(clusterIn(fleet, clusterId)?.stem).not.toBe('abcdefghijk');
    const [plain] = run(observed({ clusterId }));
    expect(clusterIn(plain, clusterId)?.stem).toBe('abcdefghijk');
  });
});

describe('what would stop a clock', () => {
  const joining = {
    ...hsm,
    hsmId: 'hsm-joining2345',
    eniId: 'eni-0c41d2ab77e9035f7',
    ipAddress: '172.31.88.13',
    state: 'CREATE_IN_PROGRESS',
  } as const;
  const making = { ...newer, state: 'CREATE_IN_PROGRESS' } as const;
  const without = { hsms: [], backups: [], contents: 'NONE' } as const;

  it.each<[string, Changes]>([
    ['hsms.1.expectedAt', { hsms: [hsm, joining] }],
    ['hsms.1.expectedAt', { hsms: [hsm, { ...joining, expectedAt: AT - 1 }] }],
    ['hsms.0.expectedAt', { hsms: [{ ...hsm, state: 'DELETE_IN_PROGRESS' }] }],
    ['hsms.0.expectedAt', { hsms: [{ ...hsm, expectedAt: AT }] }],
    ['backups.0.expectedAt', { backups: [making] }],
    ['backups.0.deleteAt', { backups: [{ ...newer, state: 'PENDING_DELETION' }] }],
    [
      'backups.0.deleteAt',
      { backups: [{ ...newer, state: 'PENDING_DELETION', deleteAt: AT - 1 }] },
    ],
    ['backups.0.deleteAt', { backups: [{ ...newer, deleteAt: AT }] }],
    ['backups.0.createdAt', { backups: [{ ...newer, createdAt: AT + 1 }] }],
    ['backups.1.backupId', { backups: [newer, newer] }],
    ['hsms.1.hsmId', { hsms: [hsm, hsm] }],
    ['hsms.0.availabilityZone', { hsms: [{ ...hsm, availabilityZone: 'us-east-1a' }] }],
    ['expectedAt', { ...without, phase: 'CREATE_IN_PROGRESS' }],
    ['expectedAt', { ...without, phase: 'DELETE_IN_PROGRESS' }],
    ['createdAt', { createdAt: AT + 1 }],
    ['contents', { ...without, contents }],
    ['contents', { hsms: [{ ...hsm, state: 'DEGRADED' }] }],
    ['contents', { phase: 'INITIALIZED', backups: [] }],
    ['backups', { ...without, phase: 'UNINITIALIZED', backups: [newer] }],
    ['backups', { ...without, backups: [{ ...making, expectedAt: AT }] }],
    ['hsms', { ...without, phase: 'INITIALIZE_IN_PROGRESS', expectedAt: AT }],
    ['hsms.0.state', { ...without, phase: 'DELETED', hsms: [hsm] }],
  ])('is refused at %s', (field, data) => {
    expect(refusal(observed(data))).toEqual(notObservable(field));
  });

  it('refuses a copy likewise', () => {
    expect(refusal(copied({ state: 'CREATE_IN_PROGRESS' }))).toEqual(notObservable('expectedAt'));
    expect(refusal(copied({ copiedAt: AT + 1 }))).toEqual(notObservable('copiedAt'));
  });

  it('is taken if the edition leaves the end to a report', () => {
    const { aws2026 } = editions;
    const edition = customEdition(aws2026, {
      name: 'reported',
      durations: { ...aws2026.durations, hsm: 'REPORTED' },
    });
    if (edition._tag === 'Left') throw new Error('no edition');
    const fleet = empty(edition.right);
    expect(refusal(observed({ hsms: [hsm, joining] }), fleet)).toEqual(['ClusterObserved']);
  });

  it.each<[string, Changes, string]>([
    ['an HSM that joins', { hsms: [hsm, { ...joining, expectedAt: AT }] }, 'HsmAdded'],
    [
      'an HSM that leaves',
      { hsms: [{ ...hsm, state: 'DELETE_IN_PROGRESS', expectedAt: AT }] },
      'HsmRemoved',
    ],
    ['a lone HSM that joins', { hsms: [{ ...joining, expectedAt: AT }] }, 'HsmAdded'],
    ['one without a backup', { hsms: [{ ...joining, expectedAt: AT }], backups: [] }, 'HsmAdded'],
    ['a degraded HSM', { hsms: [hsm, { ...joining, state: 'DEGRADED' }] }, 'HsmReplaced'],
    ['a backup in progress', { backups: [{ ...making, expectedAt: AT }] }, 'BackupCreated'],
    [
      'a doomed one',
      { backups: [{ ...newer, state: 'PENDING_DELETION', deleteAt: AT }] },
      'BackupPurged',
    ],
    ['a restore', { ...without, phase: 'CREATE_IN_PROGRESS', expectedAt: AT }, 'ClusterRestored'],
    ['a deletion', { ...without, phase: 'DELETE_IN_PROGRESS', expectedAt: AT }, 'ClusterDeleted'],
    [
      'an initialization',
      { ...without, hsms: [hsm], phase: 'INITIALIZE_IN_PROGRESS', expectedAt: AT },
      'ClusterInitialized',
    ],
  ])('goes on: %s', (_, data, type) => {
    const [fleet, events] = run(observed(data), later);
    expect(events.map(({ event }) => event.type)).toContain(type);
    const read = fleetFromJson(fleetToJson(fleet));
    expect(read._tag === 'Right' ? equalFleets(read.right, fleet) : read.left).toBe(true);
  });

  it.each<[string, Changes]>([
    ['UNINITIALIZED', { ...without, phase: 'UNINITIALIZED', hsms: [hsm] }],
    ['INITIALIZED', { ...without, phase: 'INITIALIZED', hsms: [hsm], account: '111122223333' }],
    ['ACTIVE, with unknown contents', { contents: 'NONE' }],
    ['DELETED', { ...without, phase: 'DELETED', backups: [newer] }],
  ])('can be read again at rest: %s', (_, data) => {
    const command = observed(data);
    if (command.type !== 'ObserveCluster') throw new Error(command.type);
    const { certificate: _none, ...unsigned } = command.data;
    const [fleet] = run({ type: 'ObserveCluster', data: unsigned });
    const read = fleetFromJson(fleetToJson(fleet));
    expect(read._tag === 'Right' ? equalFleets(read.right, fleet) : read.left).toBe(true);
  });
});

describe('what a fleet refuses to take in', () => {
  it('ids that are taken', () => {
    const [fleet] = run(observed(), copied());
    expect(refusal(observed(), fleet)).toMatchObject({ _tag: 'IdTaken', field: 'clusterId' });
    const other = { clusterId: 'cluster-another2345' } as const;
    expect(refusal(observed(other), fleet)).toMatchObject({ _tag: 'IdTaken', field: 'hsmId' });
    const blank = { ...other, hsms: [], contents: 'NONE' } as const;
    expect(refusal(observed(blank), fleet)).toMatchObject({ _tag: 'IdTaken', field: 'backupId' });
    expect(refusal(copied(), fleet)).toMatchObject({ _tag: 'IdTaken', field: 'backupId' });
  });

  it('what lies in a lost region or zone, or has too many tags', () => {
    const [lost] = run({
      type: 'LoseRegion',
      data: { at: 0, region: 'us-east-1', kind: 'DESTROYED' },
    });
    expect(refusal(observed(), lost)).toMatchObject({ _tag: 'RegionOutOfReach' });
    const [away] = run({
      type: 'LoseRegion',
      data: { at: 0, region: 'eu-west-1', kind: 'UNREACHABLE' },
    });
    expect(refusal(copied(), away)).toMatchObject({ _tag: 'RegionOutOfReach' });
    const [dark] = run({ type: 'LoseZone', data: { at: 0, availabilityZone: 'us-east-1d' } });
    expect(refusal(observed(), dark)).toMatchObject({ _tag: 'ZoneOutOfReach' });
    const tags = Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, 'v']));
    expect(refusal(observed({ tags }))).toMatchObject({ _tag: 'TooManyTags' });
    expect(refusal(copied({ tags }))).toMatchObject({ _tag: 'TooManyTags' });
  });

  it('what has not its form', () => {
    expect(refusal(observed({ retention: { days: 0 } }))).toMatchObject({
      _tag: 'NotWellFormed',
      field: 'data.retention.days',
    });
  });
});
