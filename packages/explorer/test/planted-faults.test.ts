import { describe, expect, it } from '@jest/globals';
import { explore, sameFuture, smallCommands, smallWorld } from '@hsm-lifecycle/explorer';
import { firstBreach, type FleetMachine } from '@hsm-lifecycle/testing';
import { planted } from '../../testing/test/planted.ts';

type Planted = readonly [machine: keyof typeof planted, law: string, length: number];

const PLANTED: readonly Planted[] = [
  ['noGrace', 'the grace period is exact', 1],
  ['removalWithoutBackup', 'removing an HSM starts a backup', 1],
  ['eagerRetention', 'retention is never early', 2],
  ['marksTheLast', 'retention spares the newest and the exempt', 1],
  ['copyInheritsRetention', 'deletion needs a command', 2],
  ['copyingMoves', 'copying and restoring leave the source alone', 1],
  ['restoresBlank', 'a new HSM gets the latest contents', 2],
  ['miscountingPurge', 'keys are conserved', 2],
  ['noQuotas', 'quotas hold', 2],
  ['backsUpKeys', 'every backup has a cause', 2],
  ['purgesOnPaper', 'state equals replayed events', 2],
  ['reusesIds', 'ids are unique', 1],
  ['postdates', 'time runs forward', 1],
  ['retentionWithoutGrace', 'the grace period is exact', 1],
  ['marksTheExempt', 'retention spares the newest and the exempt', 3],
  ['fastClock', 'backups are daily', 1],
  ['crashes', 'the machine is total', 2],
];

const found = (machine: FleetMachine) =>
  explore({
    world: smallWorld(),
    commands: smallCommands,
    depth: 8,
    symmetry: sameFuture,
    machine,
  });

describe('a planted fault', () => {
  it.each(PLANTED)('%s breaks the law: %s, in %i commands', (name, law, length) => {
    const { counterexample, endedBy } = found(planted[name]);
    expect([endedBy, counterexample?.law, counterexample?.commands.length]).toEqual([
      'BREACH',
      law,
      length,
    ]);
  });

  it('comes with a trace on which the real machine breaks no law', () => {
    const { counterexample } = found(planted.copyingMoves);
    const commands = counterexample?.commands ?? [];
    expect(firstBreach({ world: smallWorld(), commands, machine: planted.copyingMoves })?.law).toBe(
      'copying and restoring leave the source alone',
    );
    expect(firstBreach({ world: smallWorld(), commands })).toBeUndefined();
  });

  it('is written as a drill and as a test', () => {
    const { counterexample } = found(planted.removalWithoutBackup);
    expect(counterexample?.forms.drill?.steps.at(-1)).toMatchObject({
      at: expect.stringMatching(/^2026-01-01T.*Z$/u),
      do: 'RemoveHsm',
    });
    expect(counterexample?.forms.test).toContain('keeps the law: removing an HSM starts a backup');
  });
});
