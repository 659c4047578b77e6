import { describe, expect, it } from '@jest/globals';
import { anything, assert, constantFrom, nat, oneof, property } from 'fast-check';
import * as core from '@hsm-lifecycle/core';
import type { BackupHolder, Cluster, Command, HolderEvent, Outcome } from '@hsm-lifecycle/core';
import {
  decodeCommand,
  decodeEvent,
  decodeFleetEvent,
  encodeCommand,
  encodeEvent,
  encodeFleetEvent,
  fleetFromJson,
  fleetToJson,
  holderFromJson,
  holderToJson,
} from '@hsm-lifecycle/core/codec';
import { equalFleets, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { clusterWith, freshFleet, START, subnets } from '@hsm-lifecycle/testing';
import { bounded } from '../support.ts';
import {
  at,
  backupIds,
  clusterId,
  copyId,
  exampleFleet,
  hsmIds,
  ordered,
  theCopy,
} from '../fleet/world.ts';
import { untyped } from '../untyped.ts';

const region = 'eu-west-1';
const [hsmId = ''] = hsmIds;
const backupId = backupIds.at(-1) ?? '';
const account = '000000000000';
const places = subnets(2).map(({ subnetId, availabilityZone }) => ({
  subnetId,
  availabilityZone,
  cidr: '10.0.0.0/24',
}));
const plan = {
  account,
  subnets: places,
  networkType: 'DUALSTACK',
  retentionDays: 30,
  tags: { team: 'pay' },
};
const platform = { hsmType: 'hsm2m.medium', mode: 'FIPS' } as const;

/** The id of an HSM that is on its way. */
const JOINING = 'hsm-zyxwvutsrqp';

const contents = {
  material: { keys: [], certificates: [] },
  access: { users: [], policies: {}, configuration: {} },
};
const seenBackup = {
  backupId: 'backup-ABCDEFGHIJK',
  state: 'READY',
  createdAt: 0,
  contents,
  ...platform,
};
const seenHsm = {
  hsmId: 'hsm-ABCDEFGHIJK',
  availabilityZone: `${region}a`,
  subnetId: 'subnet-0a1b2c3d',
  eniId: 'eni-0c41d2ab77e9035f6',
  state: 'ACTIVE',
};

/** A command of each type, with every member that it can have. */
const COMMANDS: { readonly [Type in Command['type']]: object } = {
  CreateCluster: { region, ...platform, ...plan, clusterId: 'cluster-abcdefghijk' },
  Restore: { backupId, ...platform, ...plan, clusterId: 'cluster-ABCDEFGHIJK' },
  CopyToRegion: { backupId, region: 'us-east-1', tags: plan.tags },
  ObserveCluster: {
    clusterId: 'cluster-ABCDEFGHIJK',
    region,
    ...platform,
    createdAt: 0,
    phase: 'ACTIVE',
    subnets: plan.subnets,
    retention: { days: 455 },
    tags: plan.tags,
    contents,
    hsms: [seenHsm],
    backups: [seenBackup],
  },
  ObserveCopy: {
    ...seenBackup,
    region,
    copiedAt: 0,
    source: { region: 'us-east-1', backupId, clusterId },
  },
  Initialize: { clusterId, signingRequestId: 'csr-abcdefghijk', certificate: 'PEM' },
  Activate: { clusterId, admin: 'boss' },
  AddHsm: {
    clusterId,
    availabilityZone: 'eu-west-1a',
    hsmId: 'hsm-abcdefghijk',
    ipAddress: '10.0.0.1',
  },
  RemoveHsm: { clusterId, hsmId, eniId: undefined, ipAddress: undefined },
  DeleteCluster: { clusterId },
  SetRetention: { clusterId, retentionDays: 30 },
  ApplyRetention: { clusterId },
  CreateUser: { clusterId, name: 'bob', role: 'CU' },
  DeleteUser: { clusterId, name: 'alice' },
  RecordLogin: { clusterId, name: 'alice' },
  ChangePassword: { clusterId, name: 'alice' },
  ReplicateUser: { clusterId, from: clusterId, name: 'alice' },
  CreateKey: {
    clusterId,
    keyId: 'k9',
    label: 'l',
    owner: 'alice',
    kind: 'symmetric',
    expiresAt: at,
  },
  DeleteKey: { clusterId, keyId: 'k1', by: 'alice' },
  ReplicateKey: { clusterId, from: clusterId, keyId: 'k1' },
  PutCertificate: { clusterId, certificateId: 'c1', subject: 's', expiresAt: at },
  SetPolicy: { clusterId, name: 'quorum', value: '2' },
  FailHsm: { clusterId, hsmId, reason: 'why' },
  ReplaceHsm: { clusterId, hsmId },
  ChangeHsmType: { clusterId, hsmType: 'hsm2m.medium' },
  DeleteBackup: { backupId },
  UndeleteBackup: { backupId },
  SetNeverExpires: { backupId, neverExpires: true },
  ShareBackup: { backupId, policy: '{}', accounts: ['111111111111'] },
  UnshareBackup: { backupId },
  Tag: { resourceId: clusterId, tags: { team: 'risk' } },
  Untag: { resourceId: clusterId, keys: ['team'] },
  Settle: { id: JOINING, outcome: 'FAILED', reason: 'why' },
  LoseRegion: { region, kind: 'UNREACHABLE' },
  RecoverRegion: { region },
  SetQuota: { account, region, clusters: 1, hsms: 1 },
  LoseZone: { availabilityZone: `${region}a` },
  RecoverZone: { availabilityZone: `${region}a` },
  SetZonesWithoutHsms: { availabilityZones: [`${region}a`] },
  ForgetGone: { goneSince: at },
  Advance: {},
};

const commands = Object.entries(COMMANDS).map(([type, data]): Command =>
  untyped({ type, data: { at, ...data } }),
);

/** What people and broken clients put in a field; some of it fits one field or another. */
const IDS = ['cluster-prod', 'cluster-zzzzzzzzzzz', 'hsm-1', 'hsm-ZZZZZZZZZZZ', 'eni-1', 'csr-1'];
const PLACES = ['eu-west-1', 'eu-centrl-1', 'us-iso-east-1', 'eu-west-1a', 'us-west-2-lax-1a'];
const ADDRESSES = ['subnet-1', '10.0.0.9', '10.0.0', '999.1.1.1'];
const WORDS = [
  '',
  ' ',
  'x',
  'é',
  'a\n',
  '\ud800',
  '__proto__',
  'NONE',
  'AU',
  'hsm1.medium',
  'hsm9',
];
const TEXTS = [IDS, PLACES, ADDRESSES, WORDS, [clusterId, hsmId, backupId, copyId]].flat();
const NUMBERS = [0, -0, -1, 0.5, 7, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY];
const RECORDS = ['{}', '{ "team": 5 }', '{ "": "x" }', '{ "a\\n": "x" }', '{ "__proto__": "own" }'];
const LISTS = [[], [undefined], [''], ['team'], ['\u0000'], [{}]];

const someJunk = oneof(
  constantFrom<unknown>(undefined, null, true, 5n, new Map(), new Date(0), { days: 7 }),
  constantFrom<unknown>(...TEXTS),
  constantFrom<unknown>(...NUMBERS),
  constantFrom(...RECORDS).map((text): unknown => JSON.parse(text)),
  constantFrom<unknown>(...LISTS),
  anything(),
);

/** Puts junk in place of something within a value: `way` says where. */
const spoiled = (value: unknown, way: number, junk: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return junk;
  const keys = Object.keys(value);
  const key = keys[way % (keys.length + 1)];
  if (key === undefined) return junk;
  const next = spoiled(Reflect.get(value, key), Math.floor(way / (keys.length + 1)), junk);
  const copied: unknown = Array.isArray(value) ? [...(value as readonly unknown[])] : { ...value };
  Object.defineProperty(copied, key, { value: next, enumerable: true, writable: true });
  return copied;
};

const dataOf = (command: unknown): unknown =>
  typeof command === 'object' && command !== null ? Reflect.get(command, 'data') : undefined;

/** A wait of ages brings a backup a day: nobody has the time. */
const isAgesAway = (input: unknown): boolean => {
  const instant: unknown =
    typeof input === 'object' && input !== null ? Reflect.get(input, 'at') : undefined;
  return typeof instant === 'number' && instant > at + 100 * core.DAY_MS;
};

const throughText = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

const expectReadable = (command: Command, fleet: Fleet): boolean => {
  if (isAgesAway(dataOf(command))) return false;
  const outcome = step(fleet, command);
  if (outcome._tag === 'Left') {
    expect(core.explain(outcome.left)).toMatch(/\(\w-\d+: /u);
    return false;
  }
  const [after, events] = outcome.right;
  const again = fleetFromJson(fleetToJson(after));
  expect(again).toMatchObject({ _tag: 'Right' });
  expect(again._tag === 'Right' && equalFleets(again.right, after)).toBe(true);
  for (const event of events)
    expect(decodeFleetEvent(throughText(encodeFleetEvent(event)))).toMatchObject({ _tag: 'Right' });
  expect(decodeCommand(throughText(encodeCommand(command)))).toMatchObject({ _tag: 'Right' });
  return true;
};

/** Fleets in which different commands are accepted. */
const fleets = [
  exampleFleet,
  freshFleet({ at: START }),
  ordered(exampleFleet, {
    type: 'AddHsm',
    data: { at, clusterId, availabilityZone: 'eu-west-1a', hsmId: JOINING },
  }),
];

describe('what a fleet accepts', () => {
  it.each(commands)('can be written and read again, or is refused: $type (M-12)', (command) => {
    assert(
      property(nat(), someJunk, constantFrom(...fleets), (way, junk, fleet) => {
        expectReadable(untyped(spoiled(command, way, junk)), fleet);
      }),
      { ...bounded, numRuns: 150 },
    );
  });

  it('occurs', () => {
    const accepted = commands.filter((command) =>
      fleets.some((fleet) => expectReadable(command, fleet)),
    );
    expect(accepted.length).toBeGreaterThan(18);
  });

  it.each(['', 'Explode', 'constructor', '__proto__', 'toString', undefined, null, 5, {}])(
    'refuses a command of the type %j (M-13)',
    (type) => {
      expect(step(exampleFleet, untyped({ type, data: { at } }))).toMatchObject({
        left: { _tag: 'UnknownCommand', rule: 'M-13', known: Object.keys(COMMANDS) },
      });
    },
  );
});

type Transition = (
  holder: BackupHolder,
  input: unknown,
) => Outcome<unknown, BackupHolder, HolderEvent>;

const named = (name: string): Transition => untyped(Reflect.get(core, name));

const cluster: Cluster = clusterWith({ hsms: 2, users: ['alice'], keys: ['k1'] });

const BEGINNING = new Set(['CreateCluster', 'Restore', 'CopyToRegion']);

/** By transition, an input with every member that it can have. */
const inputs = commands
  .filter(
    ({ type }) => !/Region$|Zone|Quota|ForgetGone|Advance/u.test(type) || type === 'CopyToRegion',
  )
  .map(({ type, data }) => {
    const own = {
      at: cluster.asOf,
      hsmId: cluster.hsms[0]?.hsmId,
      backupId: cluster.backups[0]?.backupId,
    };
    const known = Object.fromEntries(Object.entries(own).filter(([key]) => key in data));
    const beginning = BEGINNING.has(type)
      ? { copyId: 'backup-abcdefghijk', stem: 'abcdefghijk', edition: core.editions.instant }
      : {};
    return {
      name: `${type.charAt(0).toLowerCase()}${type.slice(1)}`,
      input: { ...data, ...known, ...beginning },
    };
  });

const expectHolderReadable = (name: string, holder: BackupHolder, input: unknown): boolean => {
  if (isAgesAway(input)) return false;
  const outcome =
    name === 'createCluster' ? core.createCluster(untyped(input)) : named(name)(holder, input);
  if (outcome._tag === 'Left') return false;
  const [after, events] = outcome.right;
  expect(holderFromJson(holderToJson(after))).toMatchObject({ _tag: 'Right' });
  for (const event of events)
    expect(decodeEvent(throughText(encodeEvent(event)))).toMatchObject({ _tag: 'Right' });
  return true;
};

describe('what a transition accepts', () => {
  it.each(inputs)(
    'can be written and read again, or is refused: $name (M-12)',
    ({ name, input }) => {
      assert(
        property(
          nat(),
          someJunk,
          constantFrom<BackupHolder>(cluster, theCopy()),
          (way, junk, holder) => {
            if (
              holder.kind === 'COPY' &&
              !/backup|Expires|^tag|untag|settle|restore|copy/iu.test(name)
            )
              return;
            expectHolderReadable(name, holder, spoiled(input, way, junk));
          },
        ),
        { ...bounded, numRuns: 150 },
      );
    },
  );

  it('occurs', () => {
    const accepted = inputs.filter(({ name, input }) => expectHolderReadable(name, cluster, input));
    expect(accepted.length).toBeGreaterThan(12);
  });
});
