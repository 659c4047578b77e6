/**
 * Counterexamples: the commands that break a law, shortened, and written as a drill, a diagram and
 * a test.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { firstBreach, type Breach, type Checks } from '@hsm-lifecycle/testing/laws';
import { diagramForm } from './diagram-form.ts';
import { drillForm, type DrillFile } from './drill-form.ts';
import { replayOf } from './replay.ts';
import { testForm } from './test-form.ts';

/** A counterexample in the forms in which it can be passed on. */
export type CounterexampleForms = {
  /** A complete drill file for `hsm-lifecycle drill`; `undefined` if a drill cannot express it. */
  readonly drill: DrillFile | undefined;
  /** A Mermaid sequence diagram. */
  readonly diagram: string;
  /** The text of a Jest test that fails as long as the law is broken. */
  readonly test: string;
};

/** A broken law, and the commands that break it. */
export type Counterexample = Breach & {
  /** The commands to give to the explored world. */
  readonly commands: readonly Command[];
  readonly forms: CounterexampleForms;
};

/** What a breach was found with. */
export type FoundBreach = Checks & {
  readonly world: Fleet;
  /** When the path begins. */
  readonly at: EpochMillis;
  readonly commands: readonly Command[];
  readonly breach: Breach;
  /** Where the test imports your laws and machine from. */
  readonly module?: string | undefined;
};

/** Leaves out one command after another, as long as the same law is still broken. */
const shortened = ({ commands, breach, ...trace }: FoundBreach): readonly Command[] => {
  let needed = commands;
  for (let before = needed.length + 1; needed.length < before;) {
    before = needed.length;
    for (const command of needed) {
      const without = needed.filter((each) => each !== command);
      if (firstBreach({ ...trace, commands: without })?.law === breach.law) needed = without;
    }
  }
  return needed;
};

/** Makes a counterexample from a breach and the path to it. */
export const counterexample = (found: FoundBreach): Counterexample => {
  const { world, at, machine, module } = found;
  const commands = shortened(found);
  const breach = firstBreach({ ...found, commands }) ?? found.breach;
  const replay = replayOf({ breach, world, at, commands, machine, module });
  return {
    ...breach,
    commands,
    forms: { drill: drillForm(replay), diagram: diagramForm(replay), test: testForm(replay) },
  };
};
