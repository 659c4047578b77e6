/**
 * `hsm-lifecycle check`: does a history that was written down keep the laws?
 *
 * @module
 */
import { step } from '@hsm-lifecycle/core/fleet';
import type { Law, StateLaw } from '@hsm-lifecycle/testing/laws';
import { newCheck, type Finding, type Place } from '../check/checked.ts';
import { eventsInOrder, type Impossible } from '../check/log-steps.ts';
import { recordedIn, type Recorded } from '../check/recorded.ts';
import { lawBook, type LawBook } from '../explore/own-laws.ts';
import { checkText, type Checked } from '../tell/check-text.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { printJson, type JsonOption } from './store-io.ts';

/** The options of `check`. `laws` is a module with laws of one's own. */
export type CheckOptions = JsonOption & { readonly laws?: string };

/** A law of states, asked of the state after each step. */
const afterEachStep = ({ name, sentence, holds }: StateLaw): Law => ({
  name,
  sentence,
  holds: ({ after }) => holds({ fleet: after, at: after.asOf }, step),
});

const REPLAYS = {
  law: 'the log can be replayed',
  sentence: 'Every event can have happened to the fleet as it was.',
} as const;

const replaying = (
  impossible: Impossible | undefined,
  { steps, place }: Pick<Checked, 'steps'> & { readonly place: Place },
): Finding =>
  impossible === undefined
    ? { ...REPLAYS, steps }
    : {
        ...REPLAYS,
        steps,
        breach: { complaint: impossible.complaint, place, events: [impossible.event] },
      };

const checked = (
  file: string,
  { kind, startsAt, steps: recorded }: Recorded,
  { laws, stateLaws }: LawBook,
): Checked => {
  const check = newCheck(
    [...(kind === 'DRILL' ? [] : [eventsInOrder]), ...laws, ...stateLaws.map(afterEachStep)],
    startsAt,
  );
  let next = recorded.next();
  for (; next.done !== true; next = recorded.next()) check.ask(next.value);
  const place = check.place();
  const { steps, events } = place;
  const replay = kind === 'DRILL' ? [] : [replaying(next.value, { steps, place })];
  return { file, kind, steps, events, findings: [...replay, ...check.findings()] };
};

const print = (it: Checked, { json }: CheckOptions, io: Io): ExitCode => {
  const isLawful = it.findings.every(({ breach }) => breach === undefined);
  if (json === true) printJson(io, 'check', { ...it, lawful: isLawful });
  else io.out(checkText(it, colorsFor(io)));
  return isLawful ? EXIT.fine : EXIT.failed;
};

/**
 * Checks a history: 0 if no law is broken, 1 if one is, 2 if the file or the laws make no sense.
 */
export const checkCommand = async (
  file: string,
  options: CheckOptions,
  io: Io,
): Promise<ExitCode> => {
  const book = await lawBook(options.laws);
  if (book._tag === 'Left') return refuseInput(io, book.left);
  const recorded = await recordedIn(file, io);
  return recorded._tag === 'Left'
    ? refuseInput(io, recorded.left)
    : print(checked(file, recorded.right, book.right), options, io);
};
