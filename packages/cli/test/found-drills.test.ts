/**
 * Drills from counterexamples in which something comes into being by time, within the step of a
 * command.
 */
import { describe, expect, it } from '@jest/globals';
import { HOUR_MS, type Command } from '@hsm-lifecycle/core';
import { step, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { explore, worldFrom } from '@hsm-lifecycle/explorer';
import {
  accepted,
  clustersIn,
  ELSEWHERE,
  growth,
  START,
  type CommandMaker,
} from '@hsm-lifecycle/testing/examples';
import type { LawStep } from '@hsm-lifecycle/testing/laws';
import { run } from './cli.ts';

const GROWTH = 6;

/** An active cluster with one HSM, made by six commands. */
const world = worldFrom({ at: START, quotas: 'NONE' }, growth.slice(0, GROWTH));

const [primary] = clustersIn(world);
const [first] = primary?.hsms ?? [];
if (primary === undefined || first === undefined) throw new Error('there is no HSM');
const { clusterId } = primary;
const { availabilityZone } = first;

const newestHsmId = (fleet: Fleet): string => clustersIn(fleet)[0]?.hsms.at(-1)?.hsmId ?? 'none';

/** Instants, in hours since `START`. */
const after = (hours: number): number => START + hours * HOUR_MS;

type EventType = FleetEvent['event']['type'];

/** Whether a step has events of all these types. */
const has = ({ events }: LawStep, ...types: readonly EventType[]): boolean =>
  types.every((type) => events.some(({ event }) => event.type === type));

const commandsOf = (makers: readonly CommandMaker[]): readonly Command[] => {
  let fleet: Fleet = world;
  return makers.map((make) => {
    const command = make(fleet);
    [fleet] = accepted(step(fleet, command));
    return command;
  });
};

/**
 * The drill for these commands, and how it ends with the real machine. They break the law that no
 * step is like the last; the counterexample leaves out what that does not need.
 */
const playedDrill = async (
  isLast: (last: LawStep) => boolean,
  ...makers: readonly CommandMaker[]
) => {
  const commands = commandsOf(makers);
  const { counterexample } = explore({
    world,
    commands: () => commands,
    time: () => [],
    depth: commands.length,
    laws: [
      {
        name: 'never',
        sentence: 'It never ends so.',
        holds: (taken) => !isLast(taken) || 'it did',
      },
    ],
  });
  const drill = counterexample?.forms.drill;
  const files = { 'found.json': JSON.stringify(drill) };
  const { code, out, err } = await run(['drill', 'found.json'], { files });
  return { steps: drill?.steps.slice(GROWTH), code, out, err };
};

/** The newest HSM fails; an hour later its replacement begins, and takes 20 minutes. */
const failsAt =
  (hours: number): CommandMaker =>
  (fleet) => ({
    type: 'FailHsm',
    data: { at: after(hours), clusterId, hsmId: newestHsmId(fleet) },
  });

const removes = (which: { readonly hsmId: string } | { readonly eniId: string }): Command => ({
  type: 'RemoveHsm',
  data: { at: after(9), clusterId, ...which },
});

describe('the drill of a counterexample', () => {
  it('names the copy, not the daily backup that is due in the same step', async () => {
    const { steps, ...ran } = await playedDrill(
      (last) => has(last, 'BackupCreating', 'BackupCopying'),
      () => ({
        type: 'CopyToRegion',
        data: { at: after(30), backupId: primary.backups[0]?.backupId ?? '', region: ELSEWHERE },
      }),
    );
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(steps).toMatchObject([{ do: 'CopyToRegion', as: 'copy' }]);
  });

  it('names the new HSM, not the replacement that begins in the same step', async () => {
    const { steps, ...ran } = await playedDrill(
      (last) => has(last, 'HsmReplacing', 'HsmAdding'),
      failsAt(5),
      () => ({ type: 'AddHsm', data: { at: after(6.1), clusterId, availabilityZone } }),
    );
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(steps).toMatchObject([{ do: 'FailHsm' }, { do: 'AddHsm', as: 'HSM 2' }]);
  });

  it('means a replacement by its id, since no step names it', async () => {
    const { steps, ...ran } = await playedDrill(
      (last) => has(last, 'HsmRemoving') && newestHsmId(last.before) !== first.hsmId,
      failsAt(5),
      () => ({ type: 'Advance', data: { at: after(6.1) } }),
      (fleet) => removes({ hsmId: newestHsmId(fleet) }),
    );
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(steps).toMatchObject([{ hsm: 'HSM 1' }, {}, { hsm: expect.stringMatching(/^hsm-/u) }]);
  });

  it('means the HSM that has the network interface when the command is given', async () => {
    const { steps, ...ran } = await playedDrill(
      (last) =>
        has(last, 'HsmReplacing', 'HsmRemoving') && newestHsmId(last.before) !== first.hsmId,
      failsAt(5),
      () => ({ type: 'Advance', data: { at: after(6.5) } }),
      failsAt(7),
      () => removes({ eniId: first.eniId }),
    );
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(steps).toHaveLength(3);
  });
});
