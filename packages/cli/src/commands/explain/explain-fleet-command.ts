/**
 * Trying a command on a stored fleet.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import { decodeCommand, fleetFromJson } from '@hsm-lifecycle/core/codec';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { passTime } from '@hsm-lifecycle/drills';
import { instantText, nameBook } from '@hsm-lifecycle/drills/sentences';
import { chain, left, mapLeft, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { parseArgument, type InputResult } from '../../files/reading.ts';
import { textProblem } from '../../files/text-problem.ts';
import { tooFarText } from '../../sentences/refusal-text.ts';
import type { Colors } from '../../terminal/colors.ts';
import type { ExplainInput } from './explain-json.ts';
import { acceptedParagraph, refusalParagraph } from './refusal-paragraph.ts';

/** The `format` of a stored fleet. */
export const FLEET_FORMAT = 'hsm-lifecycle/fleet';

const EXAMPLE =
  '{"type":"DeleteCluster","data":{"at":1764666000000,"clusterId":"cluster-lzia5pfadwn"}}';

const commandFrom = (text: string): InputResult<Command> =>
  pipe(
    parseArgument(text),
    chain((json) => mapLeft(textProblem('the command'))(decodeCommand(json))),
    mapLeft(
      (problem) =>
        `${problem}\nFor a stored fleet, commands are the machine's own, such as ${EXAMPLE}`,
    ),
  );

const tryCommand = (fleet: Fleet, command: Command, colors: Colors): InputResult<string> => {
  const { at } = command.data;
  const passed = passTime(fleet, at);
  if (passed._tag === 'Left') return left(tooFarText(at, passed.left));
  const heading = `${command.type} on ${instantText(at)}`;
  const outcome = step(fleet, command);
  return right(
    outcome._tag === 'Left'
      ? refusalParagraph(`${heading} is refused`, outcome.left, { colors })
      : acceptedParagraph(heading, outcome.right[1], { colors, book: nameBook() }),
  );
};

/** Tries a command on a fleet that `fleetToJson` wrote. Left: either of them makes no sense. */
export const explainFleetCommand = (
  { file, json, command }: ExplainInput,
  colors: Colors,
): InputResult<string> => {
  if (command === undefined)
    return left(
      `${file} is a stored fleet: give the command to try, such as --command '${EXAMPLE}'`,
    );
  const fleet = mapLeft(textProblem(file))(fleetFromJson(JSON.stringify(json)));
  if (fleet._tag === 'Left') return fleet;
  return pipe(
    commandFrom(command),
    chain((decoded) => tryCommand(fleet.right, decoded, colors)),
  );
};
