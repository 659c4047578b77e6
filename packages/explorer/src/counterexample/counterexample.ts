/**
 * The shortest way to break a law, in the forms in which people want it.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import { firstBreach, type Breach, type Checks } from '../../../testing/src/laws/breach.ts';
import { diagramForm } from './diagram-form.ts';
import { drillForm, type DrillFile } from './drill-form.ts';
import { replayOf } from './replay.ts';
import { testForm } from './test-form.ts';

/** A trace to be given away: each form says all there is to say. */
export type Forms = {
  /** A whole drill file, for `hsm-lifecycle drill`; `undefined` when a drill cannot say it. */
  readonly drill: DrillFile | undefined;
  /** A Mermaid sequence diagram. */
  readonly diagram: string;
  /** The text of a test; it fails as long as the law is broken. */
  readonly test: string;
};

/** The shortest way to break a law. */
export type Counterexample = Breach & {
  /** What to command, starting from the explored world. */
  readonly commands: readonly Command[];
  readonly forms: Forms;
};

/** What a trace was found with. */
export type Found = Checks & {
  readonly world: Fleet;
  readonly commands: readonly Command[];
  readonly breach: Breach;
  /** Where the test finds laws and a machine of one's own. */
  readonly module?: string | undefined;
};

/**
 * Leaves out one command after another that the breach does not need: a wait before a command of
 * the same instant, above all.
 */
const shortened = ({ commands, breach, ...trace }: Found): readonly Command[] => {
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

/** Writes down how a law was broken. */
export const counterexample = (found: Found): Counterexample => {
  const { world, machine, module } = found;
  const commands = shortened(found);
  const breach = firstBreach({ ...found, commands }) ?? found.breach;
  const story = replayOf({ breach, world, commands, machine, module });
  return {
    ...breach,
    commands,
    forms: { drill: drillForm(story), diagram: diagramForm(story), test: testForm(story) },
  };
};
