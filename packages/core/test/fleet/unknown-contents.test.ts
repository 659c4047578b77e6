/**
 * Unknown contents: what nobody has listed is never reported as absent (U-72).
 */
import { describe, expect, it } from '@jest/globals';
import { effectiveContents, type Command, type CommandOf } from '@hsm-lifecycle/core';
import {
  encodeFleetEvent,
  fleetFromJson,
  fleetToJson,
  decodeCommand,
} from '@hsm-lifecycle/core/codec';
import {
  clusterIn,
  emptyFleet,
  residualData,
  step,
  type Fleet,
  type FleetEvent,
  type ResidualData,
  type ResidualPlace,
} from '@hsm-lifecycle/core/fleet';

const AT = Date.UTC(2026, 10, 2, 9);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const clusterId = 'cluster-observed234';
const zone = 'us-east-1d';
const subnets = [{ subnetId: 'subnet-e3a17c0d', availabilityZone: zone }];
type Seen = CommandOf<'ObserveCluster'>['data'];
type Listed = NonNullable<Seen['contents']>;

const who = (name: string, role: 'CO' | 'CU'): Listed['access']['users'][number] => ({
  name,
  role,
  createdAt: 0,
  passwordSetAt: 0,
  lastSeenAt: undefined,
});
const key = (keyId: string, owner = 'signer'): Listed['material']['keys'][number] => ({
  keyId,
  label: undefined,
  owner,
  kind: 'symmetric',
  createdAt: 0,
  expiresAt: undefined,
});
const listed = (keys: Listed['material']['keys'], users: Listed['access']['users']): Listed => ({
  material: { keys, certificates: [] },
  access: { users, policies: {}, configuration: {} },
});
const known = listed([key('root')], [who('admin', 'CO'), who('signer', 'CU'), who('idle', 'CU')]);

const seen: Seen = {
  at: AT,
  clusterId,
  region: 'us-east-1',
  createdAt: 0,
  phase: 'ACTIVE',
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
  subnets,
  retention: { days: 90 },
  certificate: 'CERTIFICATE',
  contents: known,
  hsms: [
    {
      hsmId: 'hsm-observed234',
      availabilityZone: zone,
      subnetId: 'subnet-e3a17c0d',
      eniId: 'eni-0c41d2ab77e9035f6',
      state: 'ACTIVE',
    },
  ],
  backups: [
    {
      backupId: 'backup-observed234',
      state: 'READY',
      createdAt: AT - DAY,
      hsmType: 'hsm2m.medium',
      mode: 'FIPS',
      contents: known,
    },
  ],
};
const without = <Shape extends { readonly contents?: unknown }>(
  shape: Shape,
): Omit<Shape, 'contents'> => {
  const { contents: _contents, ...rest } = shape;
  return rest;
};
const unlisted: Seen = { ...without(seen), backups: seen.backups.map(without) };

const start = (): Fleet => {
  const fleet = emptyFleet({ at: 0 });
  if (fleet._tag === 'Left') throw new Error(fleet.left._tag);
  return fleet.right;
};
const run = (fleet: Fleet, ...commands: readonly Command[]): readonly [Fleet, FleetEvent[]] => {
  const events: FleetEvent[] = [];
  let after = fleet;
  for (const command of commands) {
    const outcome = step(after, command);
    if (outcome._tag === 'Left') throw new Error(JSON.stringify(outcome.left));
    after = outcome.right[0];
    events.push(...outcome.right[1]);
  }
  return [after, events];
};
const observe = (data: Seen): Command => ({ type: 'ObserveCluster', data });
const [listing] = run(start(), observe(seen));
const [dark] = run(start(), observe(unlisted));

const places = (fleet: Fleet, input: ResidualData): readonly ResidualPlace[] => {
  const outcome = residualData(fleet, input);
  if (outcome._tag === 'Left') throw new Error(JSON.stringify(outcome.left));
  return outcome.right;
};
const summary = (fleet: Fleet, input: ResidualData): readonly unknown[] =>
  places(fleet, input).map(({ place, keys, users, cannotBeRuledOut }) => [
    place,
    [...keys.map(({ keyId }) => keyId), ...users.map(({ name }) => name)],
    cannotBeRuledOut,
  ]);
const refusal = (fleet: Fleet, command: Command): unknown => {
  const outcome = step(fleet, command);
  return outcome._tag === 'Left' ? outcome.left : 'accepted';
};
const unknown = (field: string, given: string): unknown => ({
  _tag: 'ContentsUnknown',
  rule: 'U-72',
  field,
  given,
});

describe('residualData', () => {
  it('says that an unlisted name cannot be ruled out, in each place (U-72)', () => {
    for (const named of [{ keyIds: ['other'] }, { userNames: ['other'] }])
      expect(summary(listing, named)).toEqual([
        ['hsm', [], true],
        ['backup', [], true],
      ]);
  });

  it('knows what is listed', () => {
    expect(summary(listing, { keyIds: ['root'], userNames: ['ADMIN'] })).toEqual([
      ['hsm', ['root', 'admin'], false],
      ['backup', ['root', 'admin'], false],
    ]);
    expect(summary(listing, { keyIds: ['root', 'other'] })[1]).toEqual(['backup', ['root'], true]);
    expect(summary(listing, { userNames: ['admin', 'x'] })[1]).toEqual(['backup', ['admin'], true]);
    expect(summary(listing, { keyIds: [] })).toEqual([]);
  });

  it('lists a place that holds one of two names', () => {
    const contents = listed([key('root')], [who('admin', 'CO')]);
    const [fleet] = run(start(), observe({ ...seen, contents }));
    expect(summary(fleet, { keyIds: ['root', 'other'] })[0]).toEqual(['hsm', ['root'], true]);
    expect(summary(fleet, { userNames: ['Admin', 'other'] })[0]).toEqual(['hsm', ['admin'], true]);
  });

  it('lists every observed place if nothing is named', () => {
    for (const input of [{}, { clusterId }])
      expect(summary(dark, input)).toEqual([
        ['hsm', [], true],
        ['backup', [], true],
      ]);
  });

  it('says so of whatever is made from an observed place', () => {
    const at = AT + HOUR;
    const [fleet] = run(
      dark,
      {
        type: 'CopyToRegion',
        data: { at, backupId: 'backup-observed234', region: 'eu-west-1' },
      },
      {
        type: 'Restore',
        data: {
          at,
          backupId: 'backup-observed234',
          clusterId: 'cluster-restoredabc',
          subnets,
          hsmType: 'hsm2m.medium',
          mode: 'FIPS',
        },
      },
      { type: 'Advance', data: { at: at + HOUR } },
      {
        type: 'AddHsm',
        data: { at: at + HOUR, clusterId: 'cluster-restoredabc', availabilityZone: zone },
      },
      { type: 'Advance', data: { at: at + 40 * DAY } },
    );
    const found = places(fleet, { keyIds: ['other'] });
    expect(new Set(found.map(({ place }) => place))).toEqual(new Set(['hsm', 'backup', 'copy']));
    expect(found.every(({ cannotBeRuledOut }) => cannotBeRuledOut)).toBe(true);
    const own = clusterIn(fleet, 'cluster-restoredabc')?.backups ?? [];
    expect([...own].length).toBeGreaterThan(0);
    expect(found.filter(({ holderId }) => holderId === 'cluster-restoredabc')).toHaveLength(
      [...own].length + 1,
    );
  });

  it('keeps that through its own JSON, and says nothing of what the model made', () => {
    const [mixed] = run(dark, {
      type: 'CreateCluster',
      data: {
        at: AT,
        region: 'us-east-1',
        hsmType: 'hsm2m.medium',
        mode: 'FIPS',
        subnets,
      },
    });
    const read = fleetFromJson(fleetToJson(mixed));
    if (read._tag === 'Left') throw new Error(JSON.stringify(read.left));
    expect(summary(read.right, { keyIds: ['other'] })).toEqual(
      summary(dark, { keyIds: ['other'] }),
    );
  });
});

describe('commands on unlisted contents (U-72)', () => {
  const at = AT + HOUR;
  it.each<[string, Command, unknown]>([
    [
      'DeleteKey',
      { type: 'DeleteKey', data: { at, clusterId, keyId: 'x' } },
      unknown('keyId', 'x'),
    ],
    [
      'DeleteUser',
      { type: 'DeleteUser', data: { at, clusterId, name: 'x' } },
      unknown('name', 'x'),
    ],
    [
      'RecordLogin',
      { type: 'RecordLogin', data: { at, clusterId, name: 'x' } },
      unknown('name', 'x'),
    ],
    [
      'ChangePassword',
      { type: 'ChangePassword', data: { at, clusterId, name: 'x' } },
      unknown('name', 'x'),
    ],
    [
      'CreateKey by an unlisted owner',
      { type: 'CreateKey', data: { at, clusterId, keyId: 'k', owner: 'x', kind: 'symmetric' } },
      unknown('owner', 'x'),
    ],
  ])('are refused: %s', (_, command, expected) => {
    for (const fleet of [listing, dark]) expect(refusal(fleet, command)).toEqual(expected);
  });

  it('are refused if deleting a user depends on what is not listed', () => {
    const deleting = (name: string): Command => ({
      type: 'DeleteUser',
      data: { at, clusterId, name },
    });
    expect(refusal(listing, deleting('signer'))).toMatchObject({ _tag: 'UserOwnsKeys' });
    expect(refusal(listing, deleting('idle'))).toEqual(unknown('name', 'idle'));
    expect(refusal(listing, deleting('admin'))).toEqual(unknown('name', 'admin'));
    const two = listed([], [who('admin', 'CO'), who('second', 'CO')]);
    const [fleet] = run(start(), observe({ ...seen, contents: two }));
    expect(refusal(fleet, deleting('second'))).toBe('accepted');
  });

  it('are refused if the owner of a listed key is not listed', () => {
    const orphan = listed([key('root', 'nobody')], [who('admin', 'CO')]);
    const [fleet] = run(start(), observe({ ...seen, contents: orphan }));
    const deleting = { type: 'DeleteKey', data: { at, clusterId, keyId: 'root' } } as const;
    expect(refusal(fleet, deleting)).toEqual(unknown('owner', 'nobody'));
  });

  it('are accepted for what is listed, and for what is new', () => {
    const commands: readonly Command[] = [
      { type: 'CreateUser', data: { at, clusterId, name: 'newcomer', role: 'CU' } },
      {
        type: 'CreateKey',
        data: { at, clusterId, keyId: 'k', owner: 'newcomer', kind: 'symmetric' },
      },
      { type: 'DeleteKey', data: { at, clusterId, keyId: 'root' } },
      { type: 'DeleteKey', data: { at, clusterId, keyId: 'k' } },
      { type: 'RecordLogin', data: { at, clusterId, name: 'signer' } },
      { type: 'ChangePassword', data: { at, clusterId, name: 'signer' } },
    ];
    const [fleet] = run(listing, ...commands);
    expect(summary(fleet, { keyIds: ['root'] })).toEqual([
      ['hsm', [], true],
      ['backup', ['root'], false],
    ]);
  });

  it('are refused where the cluster to replicate from does not list it', () => {
    const other = 'cluster-other234567';
    const [fleet] = run(
      listing,
      observe({
        ...unlisted,
        clusterId: other,
        hsms: seen.hsms.map((each) =>
          Object.assign({}, each, {
            hsmId: 'hsm-other234567',
            eniId: 'eni-0c41d2ab77e9035f7',
          } as const),
        ),
        backups: [],
      }),
    );
    const from = other;
    const keyOf = (data: { clusterId: string; from: string; keyId: string }): Command => ({
      type: 'ReplicateKey',
      data: { at, ...data },
    });
    expect(refusal(fleet, keyOf({ clusterId, from, keyId: 'x' }))).toEqual(unknown('keyId', 'x'));
    expect(refusal(fleet, keyOf({ clusterId: other, from: clusterId, keyId: 'root' }))).toEqual(
      unknown('owner', 'signer'),
    );
    expect(
      refusal(fleet, { type: 'ReplicateUser', data: { at, clusterId, from, name: 'x' } }),
    ).toEqual(unknown('name', 'x'));
  });
});

describe('what else must not call unlisted contents absent', () => {
  it('effectiveContents says that it is not all', () => {
    const complete = ({ right }: { readonly right: Fleet }): boolean | undefined => {
      const cluster = clusterIn(right, clusterId);
      return cluster && effectiveContents(cluster).isComplete;
    };
    expect(complete({ right: dark })).toBe(false);
    const hsmless = run(
      dark,
      {
        type: 'RemoveHsm',
        data: { at: AT, clusterId, hsmId: 'hsm-observed234' },
      },
      { type: 'Advance', data: { at: AT + HOUR } },
    )[0];
    expect(complete({ right: hsmless })).toBe(false);
    const blank = {
      ...without(seen),
      phase: 'INITIALIZE_IN_PROGRESS',
      expectedAt: AT,
      backups: [],
    } as const;
    expect(complete({ right: run(start(), observe(blank))[0] })).toBe(true);
  });

  it('a purge counts no key as gone while a remaining place may hold it', () => {
    const bearing = (backups: Seen['backups']): number | undefined => {
      const [, events] = run(
        start(),
        observe({ ...seen, contents: listed([], [who('admin', 'CO')]), backups }),
        { type: 'DeleteBackup', data: { at: AT, backupId: 'backup-observed234' } },
        { type: 'Advance', data: { at: AT + 8 * DAY } },
      );
      const purge = events.find(({ event }) => event.type === 'BackupPurged')?.event;
      return purge?.type === 'BackupPurged' ? purge.data.gone.keys : undefined;
    };
    expect(bearing(seen.backups)).toBe(0);
  });

  it('an observation cannot claim to list everything', () => {
    const encoded = { type: 'ObserveCluster', data: { ...unlisted, contents: { ...known } } };
    expect(decodeCommand(encoded)._tag).toBe('Right');
    const { material, access } = known;
    const claiming = { material: { ...material, isComplete: true }, access };
    expect(decodeCommand({ ...encoded, data: { ...encoded.data, contents: claiming } })._tag).toBe(
      'Left',
    );
    expect(refusal(start(), observe({ ...seen, contents: claiming }))).toMatchObject({
      _tag: 'NotWellFormed',
      field: 'data.contents.material.isComplete',
    });
  });

  it('writes `isComplete` only where it is false', () => {
    const [, events] = run(start(), observe(seen));
    const json = events.map((each) => JSON.stringify(encodeFleetEvent(each))).join('');
    expect(json).toContain('"isComplete":false');
    expect(json).not.toContain('"isComplete":true');
  });
});
