/**
 * A counterexample as the text of a test.
 *
 * @module
 */
import { editions, type Command, type Edition } from '@hsm-lifecycle/core';
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { WorldRecipe } from '../world/world-from.ts';
import { editionDifference } from './edition-difference.ts';
import type { Replay } from './replay.ts';

const json = (value: unknown): string => JSON.stringify(value);

/** Lines of code, and the names that they import, by module. */
type Code = {
  readonly lines: readonly string[];
  readonly core?: readonly string[];
  readonly codec?: readonly string[];
  readonly explorer?: readonly string[];
};

const editionCode = (edition: Edition): Code & { readonly name: string } => {
  const { base, changes } = editionDifference(edition);
  if (Object.keys(changes).length === 0)
    return { lines: [], core: ['editions'], name: `editions.${base}` };
  return {
    core: ['customEdition', 'editions'],
    lines: [
      `  const own = customEdition(editions.${base}, ${json(changes)});`,
      "  if (own._tag === 'Left') throw new Error(own.left.field);",
    ],
    name: 'own.right',
  };
};

const commandLine = (indent: string, command: Command): string =>
  `${indent}${json(command)}, // ${new Date(command.data.at).toISOString()}`;

const madeWorld = ({
  beginning: { at, edition = editions.aws2026, quotas },
  commands,
}: WorldRecipe): Code => {
  const own = editionCode(edition);
  const limits = quotas === undefined ? '' : `, quotas: ${json(quotas)}`;
  return {
    core: own.core ?? [],
    explorer: ['worldFrom'],
    lines: [
      ...own.lines,
      `  const world = worldFrom({ at: ${at}, edition: ${own.name}${limits} }, [`,
      ...commands.map((command) => commandLine('    ', command)),
      '  ]);',
    ],
  };
};

const foundWorld = (world: Fleet): Code => ({
  codec: ['fleetFromJson'],
  lines: [
    `  const found = fleetFromJson(${json(fleetToJson(world))});`,
    "  if (found._tag === 'Left') throw new Error(found.left._tag);",
    '  const world = found.right;',
  ],
});

const importLine = (names: readonly string[], from: string): readonly string[] =>
  names.length === 0 ? [] : [`import { ${names.toSorted().join(', ')} } from ${json(from)};`];

/** Writes a counterexample as a Jest test that fails as long as the law is broken. */
export const testForm = ({ breach, world, at, recipe, steps, module }: Replay): string => {
  const code = recipe === undefined ? foundWorld(world) : madeWorld(recipe);
  const when = at === world.asOf ? '' : `, at: ${at}`;
  return [
    "import { expect, it } from '@jest/globals';",
    ...importLine(['type Command', ...(code.core ?? [])], '@hsm-lifecycle/core'),
    ...importLine(code.codec ?? [], '@hsm-lifecycle/core/codec'),
    ...importLine(code.explorer ?? [], '@hsm-lifecycle/explorer'),
    ...importLine(['firstBreach'], '@hsm-lifecycle/testing/laws'),
    ...(module === undefined ? [] : [`import * as mine from ${json(module)};`]),
    '',
    `// ${breach.sentence.replaceAll(/\s+/gu, ' ')}`,
    `it(${json(`keeps the law: ${breach.law}`)}, () => {`,
    ...code.lines,
    '  const commands: readonly Command[] = [',
    ...steps.map(({ command }) => commandLine('    ', command)),
    '  ];',
    `  expect(firstBreach({ world${when}, commands${module === undefined ? '' : ', ...mine'} ` +
      '})).toBeUndefined();',
    '});',
    '',
  ].join('\n');
};
