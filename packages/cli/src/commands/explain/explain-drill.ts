/**
 * Explaining the refusals of a drill, or trying a further step at its end.
 *
 * @module
 */
import { step as stepFleet } from '@hsm-lifecycle/core/fleet';
import {
  commandsForStep,
  decodeStep,
  instantOf,
  misfitText,
  passTime,
  type CommandStep,
  type DrillRun,
} from '@hsm-lifecycle/drills';
import { instantText } from '@hsm-lifecycle/drills/sentences';
import { left, right } from 'fp-ts/lib/Either.js';
import { parseArgument, type InputResult } from '../../files/reading.ts';
import { tooFarText } from '../../sentences/refusal-text.ts';
import type { Colors } from '../../terminal/colors.ts';
import { acceptedParagraph, refusalParagraph } from './refusal-paragraph.ts';

/** Explains every refusal of a drill. */
export const explainRun = ({ entries, book, drill }: DrillRun, colors: Colors): string => {
  const paragraphs = entries.flatMap((entry) => {
    if (entry.kind !== 'REFUSED' || entry.step === undefined) return [];
    const { step, command, at, refusal } = entry;
    const heading = `Step ${step + 1}, ${command.type}, on ${instantText(at)}`;
    return [refusalParagraph(heading, refusal, { colors, book })];
  });
  return paragraphs.length === 0
    ? `Nothing was refused in "${drill.name}". Use --command to try a further step at its end.\n`
    : paragraphs.join('\n');
};

const EXAMPLE = '{"do":"AddHsm","cluster":"primary","zone":"eu-west-1a"}';

const stepFrom = (text: string): InputResult<CommandStep> => {
  const json = parseArgument(text);
  if (json._tag === 'Left') return json;
  const decoded = decodeStep(json.right);
  if (decoded._tag === 'Left')
    return left(
      [
        ...decoded.left.map((misfit) => `the command: ${misfitText(misfit)}`),
        `In a drill, a command is a step, such as ${EXAMPLE}`,
      ].join('\n'),
    );
  return decoded.right.do === 'Remember' || decoded.right.do === 'NoteSigningRequest'
    ? left(`the command must be one of the model’s commands; ${decoded.right.do} is not`)
    : right(decoded.right);
};

/** Tries a further step at the end of a drill. Left: the step makes no sense. */
export const explainStep = (
  { fleet: end, book, endsAt, signingRequests }: DrillRun,
  text: string,
  colors: Colors,
): InputResult<string> => {
  const step = stepFrom(text);
  if (step._tag === 'Left') return step;
  const at = instantOf(step.right.at, endsAt);
  const passed = passTime(end, at);
  if (passed._tag === 'Left') return left(tooFarText(at, passed.left));
  const [fleet] = passed.right;
  const commands = commandsForStep(step.right, { fleet, book, at, signingRequests });
  if (commands._tag === 'Left')
    return left(`the command: ${commands.left.field}: ${commands.left.text}`);
  const heading = `${step.right.do} on ${instantText(at)}`;
  const paragraphs = commands.right.map((command) => {
    const outcome = stepFleet(fleet, command);
    return outcome._tag === 'Left'
      ? refusalParagraph(`${heading} is refused`, outcome.left, { colors, book })
      : acceptedParagraph(heading, outcome.right[1], { colors, book });
  });
  return right(paragraphs.join('\n') || `${heading}: there is nothing to do.\n`);
};
