/**
 * Trying a command in a fleet that a service has stored.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { decodeCommand, fleetFromJson } from '@hsm-lifecycle/core/codec';
import { step, type Fleet, type StepRefusal, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { chain, left, mapLeft, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { passTime } from '../run/pass-time.ts';
import { textProblem, tooFarText } from './problem.ts';
import { called, parseArgument, type Reading } from './reading.ts';

/** What came of a command: the refusal, or what happened. */
export type Tried =
  | { readonly command: Command; readonly refusal: StepRefusal }
  | { readonly command: Command; readonly events: readonly FleetEvent[] };

/** The format by which a stored fleet says what it is. */
export const FLEET_FORMAT = 'hsm-lifecycle/fleet';

const EXAMPLE =
  '{"type":"DeleteCluster","data":{"at":1764666000000,"clusterId":"cluster-lzia5pfadwn"}}';

const commandFrom = (text: string): Reading<Command> =>
  pipe(
    parseArgument(text),
    chain((json) => mapLeft(textProblem('the command'))(decodeCommand(json))),
    mapLeft(
      (problem) =>
        `${problem}\nIn a stored fleet commands are the machine's own, such as ${EXAMPLE}`,
    ),
  );

const tried = (fleet: Fleet, command: Command): Reading<Tried> => {
  const { at } = command.data;
  const passed = passTime(fleet, at);
  if (passed._tag === 'Left') return left(tooFarText(at, passed.left));
  const outcome = step(fleet, command);
  return right(
    outcome._tag === 'Left'
      ? { command, refusal: outcome.left }
      : { command, events: outcome.right[1] },
  );
};

/** Reads a fleet as `fleetToJson` wrote it, and takes one command to it. */
export const tryInState = (
  file: string,
  text: string,
  commandText: string | undefined,
): Reading<Tried> => {
  if (commandText === undefined)
    return left(
      `${called(file)} is a stored fleet: say with --command what to try in it, such as ${EXAMPLE}`,
    );
  const fleet = mapLeft(textProblem(called(file)))(fleetFromJson(text));
  if (fleet._tag === 'Left') return fleet;
  return pipe(
    commandFrom(commandText),
    chain((command) => tried(fleet.right, command)),
  );
};
