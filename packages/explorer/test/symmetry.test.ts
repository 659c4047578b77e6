import { describe, expect, it } from '@jest/globals';
import { nextDueAt } from '@hsm-lifecycle/core/fleet';
import {
  exactly,
  explore,
  sameFuture,
  sameFutureUpTo,
  smallCommands,
  smallCommandsWith,
  smallWorld,
  waits,
  type Commands,
  type Explore,
  type SmallWorld,
  type Symmetry,
} from '@hsm-lifecycle/explorer';
import { findUnsoundMerge } from '@hsm-lifecycle/explorer';
import type { FleetState } from '@hsm-lifecycle/testing';

/** Two of everything, each treated like the other. */
const two = smallCommandsWith({
  regions: ['eu-west-1', 'eu-central-1'],
  zones: 2,
  keys: ['k1', 'k2'],
  users: ['alice', 'bob'],
});

const upToNames = sameFutureUpTo('REGIONS', 'USERS', 'KEYS');

const only =
  (commands: Commands, ...types: readonly string[]): Commands =>
  (state) =>
    commands(state).filter(({ type }) => types.includes(type));

type Case = {
  readonly name: string;
  readonly begins: SmallWorld;
  readonly commands: Commands;
  readonly symmetry: Symmetry;
  readonly depth: number;
  readonly faults: boolean;
  readonly time?: Commands;
};

/** Only to the next due instant, so that days are not many steps. */
const timely: Commands = ({ fleet }) => {
  const due = nextDueAt(fleet);
  return due === undefined ? [] : [{ type: 'Advance', data: { at: due } }];
};

const contents = only(two, 'CreateKey', 'DeleteKey', 'CreateUser', 'DeleteUser', 'AddHsm');
const fleets = only(
  two,
  'Restore',
  'CopyToRegion',
  'DeleteBackup',
  'DeleteCluster',
  'CreateCluster',
);

const retention = only(smallCommands, 'UndeleteBackup', 'SetRetention', 'SetNeverExpires');
const deletions = only(smallCommands, 'DeleteBackup', 'UndeleteBackup', 'AddHsm');

const CASES: readonly Case[] = [
  {
    name: 'all commands',
    begins: 'ACTIVE',
    commands: smallCommands,
    symmetry: sameFuture,
    depth: 3,
    faults: false,
  },
  {
    name: 'all commands and faults',
    begins: 'ACTIVE',
    commands: smallCommands,
    symmetry: sameFuture,
    depth: 3,
    faults: true,
  },
  {
    name: 'all commands, from nothing on',
    begins: 'EMPTY',
    commands: smallCommands,
    symmetry: sameFuture,
    depth: 9,
    faults: false,
  },
  {
    name: 'a key made, backed up, deleted and made again',
    begins: 'ACTIVE',
    commands: contents,
    symmetry: sameFuture,
    depth: 3,
    faults: false,
  },
  {
    name: 'two regions, users, keys',
    begins: 'ACTIVE',
    commands: two,
    symmetry: upToNames,
    depth: 3,
    faults: false,
  },
  {
    name: 'two regions, users, keys, from nothing on',
    begins: 'EMPTY',
    commands: two,
    symmetry: upToNames,
    depth: 7,
    faults: true,
  },
  {
    name: 'users and keys',
    begins: 'ACTIVE',
    commands: contents,
    symmetry: upToNames,
    depth: 3,
    faults: false,
  },
  {
    name: 'days of retention',
    begins: 'ACTIVE',
    commands: retention,
    symmetry: sameFuture,
    depth: 9,
    faults: false,
    time: timely,
  },
  {
    name: 'days of deletions',
    begins: 'ACTIVE',
    commands: deletions,
    symmetry: sameFuture,
    depth: 6,
    faults: false,
    time: timely,
  },
  {
    name: 'copies and restored clusters',
    begins: 'ACTIVE',
    commands: fleets,
    symmetry: upToNames,
    depth: 4,
    faults: true,
  },
];

const inputOf = ({
  begins,
  commands,
  symmetry,
  depth,
  faults,
  time = waits,
}: Case): Explore & { readonly symmetry: Symmetry } => ({
  world: smallWorld(begins),
  commands,
  symmetry,
  depth,
  faults,
  time,
  laws: [],
  stateLaws: [],
});

/**
 * What an exploration meets that tells states apart by one symmetry, written down by another; and
 * how many states it counts.
 */
const met = (
  input: Explore,
  apart: Symmetry,
  written: Symmetry,
): { readonly texts: Set<string>; readonly states: number } => {
  const texts = new Set<string>();
  const noting = (state: FleetState): string => {
    texts.add(written(state));
    return apart(state);
  };
  const { states } = explore({ ...input, symmetry: noting });
  return { texts, states };
};

describe('a symmetry', () => {
  it.each(CASES)('merges no states whose futures differ: $name', (each) => {
    expect(findUnsoundMerge(inputOf(each))).toBeUndefined();
  });

  it.each(CASES)('leaves nothing out: $name', (each) => {
    const input = inputOf(each);
    const reduced = met(input, input.symmetry, input.symmetry);
    const all = met(input, exactly, input.symmetry);
    expect(reduced.texts).toEqual(all.texts);
    expect(reduced.states).toBe(reduced.texts.size);
    expect(reduced.states).toBeLessThan(all.states);
  });

  it('treats names as interchangeable only if asked', () => {
    const states = (symmetry: Symmetry): number =>
      explore({
        world: smallWorld(),
        commands: contents,
        depth: 4,
        laws: [],
        stateLaws: [],
        symmetry,
      }).states;
    const [none, keys, both] = [
      states(sameFuture),
      states(sameFutureUpTo('KEYS')),
      states(sameFutureUpTo('KEYS', 'USERS')),
    ];
    expect(keys).toBeLessThan(none);
    expect(both).toBeLessThan(keys);
  });

  it('ignores zones, as long as HSMs share or do not share one alike', () => {
    const apart = explore({
      world: smallWorld(),
      commands: only(smallCommandsWith({ zones: 3 }), 'AddHsm'),
      depth: 3,
      symmetry: sameFuture,
    });
    const twoZones = explore({
      world: smallWorld(),
      commands: only(smallCommandsWith({ zones: 2 }), 'AddHsm'),
      depth: 3,
      symmetry: sameFuture,
    });
    expect(apart.states).toBe(twoZones.states);
    expect(apart.transitions).toBeGreaterThan(twoZones.transitions);
  });
});

describe('findUnsoundMerge', () => {
  it('finds a symmetry that forgets what matters: how old things are', () => {
    const ageless: Symmetry = (state) => sameFuture(state).replaceAll(/\d{3,}/gu, 'n');
    const found = findUnsoundMerge({
      world: smallWorld(),
      commands: smallCommands,
      depth: 4,
      symmetry: ageless,
    });
    expect(found).toBeDefined();
    expect([...(found?.onlyAfterOne ?? []), ...(found?.onlyAfterOther ?? [])]).not.toEqual([]);
  });

  it('finds commands that treat interchangeable names differently', () => {
    const partial: Commands = (state) =>
      only(
        two,
        'CreateKey',
        'DeleteKey',
      )(state).filter(
        ({ type, data }) => type !== 'DeleteKey' || !('keyId' in data) || data.keyId === 'k1',
      );
    const found = findUnsoundMerge({
      world: smallWorld(),
      commands: partial,
      depth: 3,
      symmetry: sameFutureUpTo('KEYS'),
    });
    expect(found?.one).toEqual([]);
    expect(found?.other.map(({ data }) => 'keyId' in data && data.keyId)).toEqual(['k1', 'k2']);
  });

  it('finds commands that look at what is gone', () => {
    const nostalgic: Commands = (state) =>
      state.fleet.started > 0 ? smallCommands(state).slice(1) : smallCommands(state);
    expect(
      findUnsoundMerge({
        world: smallWorld('EMPTY'),
        commands: nostalgic,
        depth: 6,
        symmetry: sameFuture,
      }),
    ).toBeDefined();
  });
});
