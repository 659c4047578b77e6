/**
 * The shortest way to break a law, in the forms in which people want it.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import type { Law } from '../laws/law.ts';
import { firstBreach, type Breach } from './breach.ts';
import type { Machine } from './scene.ts';

/** One command as a drill file would have it: its date, what to do, and the rest. */
export type DrillStep = Readonly<Record<string, unknown>> & { readonly at: string; readonly do: Command['type'] };

/** The shortest way to break a law. */
export type Counterexample = Breach & {
  /** What to command, starting from the explored world. */
  readonly commands: readonly Command[];
  /** The same as the steps of a drill. */
  readonly drill: readonly DrillStep[];
  /** The same as the text of a test; it fails as long as the law is broken. */
  readonly test: string;
};

const drillStep = ({ type, data: { at, ...rest } }: Command): DrillStep => ({ at: new Date(at).toISOString(), do: type, ...rest });

const testText = (world: Fleet, commands: readonly Command[], { law, sentence }: Breach): string =>
  [
    "import { expect, it } from '@jest/globals';",
    "import { type Command } from '@hsm-lifecycle/core';",
    "import { fleetFromJson } from '@hsm-lifecycle/core/codec';",
    "import { firstBreach } from '@hsm-lifecycle/testing';",
    '',
    `// ${sentence}`,
    `it(${JSON.stringify(`keeps the law: ${law}`)}, () => {`,
    `  const world = fleetFromJson(${JSON.stringify(fleetToJson(world))});`,
    "  if (world._tag === 'Left') throw new Error(world.left._tag);",
    '  const commands: readonly Command[] = [',
    ...commands.map((command) => `    ${JSON.stringify(command)},`),
    '  ];',
    '  expect(firstBreach({ world: world.right, commands })).toBeUndefined();',
    '});',
    '',
  ].join('\n');

/** What a trace was found with. */
export type Found = {
  readonly world: Fleet;
  readonly commands: readonly Command[];
  readonly laws: readonly Law[];
  readonly machine: Machine;
  readonly breach: Breach;
};

/** Leaves out one command after another that the breach does not need: a wait before a command of the same instant, above all. */
const shortened = ({ world, commands, laws, machine, breach }: Found): readonly Command[] => {
  let needed = commands;
  for (const command of commands) {
    const without = needed.filter((each) => each !== command);
    if (firstBreach({ world, commands: without, laws, machine })?.law === breach.law) needed = without;
  }
  return needed;
};

/** Writes down how a law was broken. */
export const counterexample = (found: Found): Counterexample => {
  const { world, laws, machine } = found;
  const commands = shortened(found);
  const breach = firstBreach({ world, commands, laws, machine }) ?? found.breach;
  return { ...breach, commands, drill: commands.map(drillStep), test: testText(world, commands, breach) };
};
