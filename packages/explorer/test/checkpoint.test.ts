import { describe, expect, it } from '@jest/globals';
import {
  checkpointFrom,
  explore,
  sameFuture,
  smallCommands,
  smallWorld,
  type Exploration,
  type Explore,
} from '@hsm-lifecycle/explorer';
import { exploreInSteps, type SearchCheckpoint } from '@hsm-lifecycle/explorer';
import { laws, type Law } from '@hsm-lifecycle/testing';

const input: Explore = {
  world: smallWorld(),
  commands: smallCommands,
  depth: 3,
  symmetry: sameFuture,
  faults: true,
};

/** Explores, stopped after so many states. */
const stopped = (
  after: number,
  from: Explore = input,
): { readonly bytes: Uint8Array; readonly report: Exploration } => {
  let states = 0;
  let bytes = new Uint8Array();
  const report = explore({
    ...from,
    onPause: ({ checkpoint }) => {
      states += 1;
      if (states < after) return undefined;
      bytes = new Uint8Array(checkpoint());
      return 'STOP';
    },
  });
  return { bytes, report };
};

const read = (bytes: Uint8Array, search: Explore = input): SearchCheckpoint => {
  const checkpoint = checkpointFrom(bytes, search);
  if (checkpoint._tag === 'Left') throw new Error(JSON.stringify(checkpoint.left));
  return checkpoint.right;
};

const told = (exploration: Exploration): string => JSON.stringify(exploration);

describe('a search that was stopped', () => {
  it.each([1, 2, 12, 77, 110])(
    'after %i states, continues to the same report, byte for byte',
    (after) => {
      const { bytes, report } = stopped(after);
      expect(report.endedBy).toBe('STOPPED');
      expect(told(explore({ ...input, resume: read(bytes) }))).toBe(told(explore(input)));
    },
  );

  it('can be stopped repeatedly', () => {
    let { bytes, report } = stopped(5);
    for (let rounds = 0; report.endedBy === 'STOPPED'; rounds += 1) {
      expect(rounds).toBeLessThan(100);
      ({ bytes, report } = stopped(40, { ...input, resume: read(bytes) }));
    }
    expect(told(report)).toBe(told(explore(input)));
  });

  it('finds the breach that it would have found', () => {
    const mine: Law = {
      name: 'copies stay',
      sentence: 'Nobody deletes a copy.',
      holds: ({ before, command }) =>
        command.type !== 'DeleteBackup' ||
        [...before.holders.values()].every(
          ({ kind, backups }) =>
            kind === 'CLUSTER' ||
            backups.every(({ backupId }) => backupId !== command.data.backupId),
        ),
    };
    const search: Explore = { ...input, depth: 4, faults: false, laws: [...laws, mine] };
    const whole = explore(search);
    expect(whole.counterexample?.law).toBe('copies stay');
    const { bytes } = stopped(20, search);
    expect(told(explore({ ...search, resume: read(bytes, search) }))).toBe(told(whole));
  });

  it.each<[string, Partial<Explore>]>([
    [
      'a step',
      {
        laws: [
          {
            name: 'mine',
            sentence: 'No copy is ever done.',
            holds: ({ events }) => events.every(({ event }) => event.type !== 'BackupCopied'),
          },
        ],
      },
    ],
    [
      'a state',
      {
        stateLaws: [
          {
            name: 'mine',
            sentence: 'There are two holders at most.',
            holds: ({ fleet }) => fleet.holders.size < 3,
          },
        ],
      },
    ],
  ])('finds a breach by %s again, even when it was written down after it', (_, more) => {
    const search: Explore = { ...input, ...more };
    const states = exploreInSteps(search);
    let last = states.next();
    let pause = last.done === true ? undefined : last.value;
    for (; last.done !== true; last = states.next()) pause = last.value;
    expect(last.value.counterexample?.law).toBe('mine');
    expect(
      told(explore({ ...search, resume: read(pause?.checkpoint() ?? new Uint8Array(), search) })),
    ).toBe(told(last.value));
  });

  it('can continue deeper, or beyond its limit', () => {
    const deep = told(explore(input));
    const search = exploreInSteps({ ...input, depth: 2 });
    let last = search.next();
    let pause = last.done === true ? undefined : last.value;
    for (; last.done !== true; last = search.next()) pause = last.value;
    expect(last.value.endedBy).toBe('DEPTH');
    expect(told(explore({ ...input, resume: read(pause?.checkpoint() ?? new Uint8Array()) }))).toBe(
      deep,
    );

    const limited = exploreInSteps({ ...input, limits: { states: 100 } });
    for (last = limited.next(); last.done !== true; last = limited.next()) pause = last.value;
    expect([last.value.endedBy, last.value.states]).toEqual(['LIMIT', 100]);
    expect(told(explore({ ...input, resume: read(pause?.checkpoint() ?? new Uint8Array()) }))).toBe(
      deep,
    );
  });
});

describe('a checkpoint', () => {
  const { bytes } = stopped(50);

  it('is the same for the same search, byte for byte', () => {
    expect(stopped(50).bytes).toEqual(bytes);
  });

  it.each<[string, Partial<Explore>]>([
    ['world', { world: smallWorld('EMPTY') }],
    ['symmetry', { symmetry: ({ at, fleet }) => `${at} ${fleet.started}` }],
    ['actions', { faults: false }],
    ['laws', { laws: laws.slice(1) }],
    ['laws', { stateLaws: [] }],
  ])('of another search is refused, by its %s', (field, other) => {
    const refused = checkpointFrom(bytes, { ...input, ...other });
    expect(refused._tag === 'Left' && refused.left).toMatchObject({ _tag: 'BadCheckpoint', field });
  });

  it('of another search is never resumed', () => {
    expect(() => explore({ ...input, faults: false, resume: read(bytes) })).toThrow(
      'belongs to another search',
    );
  });

  it('is refused if any bit has changed', () => {
    const places = Array.from({ length: 60 }, (_, index) =>
      Math.floor((index * bytes.length) / 60),
    );
    for (const place of places) {
      const changed = Uint8Array.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 4;
      expect(checkpointFrom(changed, input)).toMatchObject({
        _tag: 'Left',
        left: { _tag: 'BadCheckpoint' },
      });
    }
  });

  it('is refused if it was cut short or is something else', () => {
    for (const length of [0, 5, 28, 35, bytes.length - 1])
      expect(checkpointFrom(bytes.slice(0, length), input)).toMatchObject({
        _tag: 'Left',
        left: { _tag: 'BadCheckpoint' },
      });
    expect(checkpointFrom(new Uint8Array(1000), input)).toMatchObject({
      left: { field: 'format' },
    });
  });
});
