/**
 * The worlds that can be explored from the command line.
 *
 * @module
 */
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { smallWorld, worldFrom } from '@hsm-lifecycle/explorer';
import { left, right } from 'fp-ts/lib/Either.js';
import type { Io } from '../commands/io.ts';
import { runFile, type Reading } from '../commands/reading.ts';

/** Worlds with a name; every other word is a drill file, and the world is what the drill leaves. */
const WORLDS = { active: 'ACTIVE', empty: 'EMPTY' } as const;

const isNamed = (name: string): name is keyof typeof WORLDS => Object.hasOwn(WORLDS, name);

/** Finds a world by its name, or makes it by a drill. */
export const worldOf = (name: string, io: Io): Reading<Fleet> => {
  if (isNamed(name)) return right(smallWorld(WORLDS[name]));
  const ran = runFile(name, io);
  if (ran._tag === 'Left') return ran;
  const { drill, taken, notReached } = ran.right.run;
  if (notReached > 0)
    return left(
      `${name} cannot be a world: a step is refused, and ${notReached} after it are not reached (see hsm-lifecycle drill ${name})`,
    );
  const { startsAt: at, edition, quotas } = drill;
  const beginning = {
    at,
    ...(edition === undefined ? {} : { edition }),
    ...(quotas === undefined ? {} : { quotas }),
  };
  return right(
    worldFrom(
      beginning,
      taken.map(({ command }) => command),
    ),
  );
};
