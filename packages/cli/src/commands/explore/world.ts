/**
 * The worlds that `--world` names.
 *
 * @module
 */
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { smallWorld, worldFrom } from '@hsm-lifecycle/explorer';
import { left, right } from 'fp-ts/lib/Either.js';
import type { Io } from '../../terminal/io.ts';
import { runDrillFile } from '../../files/read-drill.ts';
import type { InputResult } from '../../files/reading.ts';

/** Named worlds; any other value is a drill file, whose end is the world. */
const WORLDS = { active: 'ACTIVE', 'active-hsm1': 'ACTIVE_HSM1', empty: 'EMPTY' } as const;

const isNamed = (name: string): name is keyof typeof WORLDS => Object.hasOwn(WORLDS, name);

/** Finds a world by its name, or makes it by running a drill. */
export const worldOf = (name: string, io: Io): InputResult<Fleet> => {
  if (isNamed(name)) return right(smallWorld(WORLDS[name]));
  const ran = runDrillFile(name, io);
  if (ran._tag === 'Left') return ran;
  const { drill, accepted, notReached } = ran.right.run;
  if (notReached > 0)
    return left(
      `${name} cannot be a world: a step is refused, and ${notReached} after it are not reached; ` +
        `hsm-lifecycle drill ${name} shows why`,
    );
  const { startsAt: at, edition, quotas } = drill;
  const start = {
    at,
    ...(edition === undefined ? {} : { edition }),
    ...(quotas === undefined ? {} : { quotas }),
  };
  return right(
    worldFrom(
      start,
      accepted.map(({ command }) => command),
    ),
  );
};
