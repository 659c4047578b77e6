/**
 * What the commands need of the outside world, so that tests can supply their own.
 *
 * @module
 */
import { colorsIf, type Colors } from './colors.ts';
import { harmless } from './harmless.ts';

/** Where commands read and write. */
export type Io = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Reads a file, or standard input if the path is `-`; throws the system's errors. */
  readonly read: (path: string) => string;
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How the command was called, for hints to copy; `hsm-lifecycle` if left out. */
  readonly command?: string;
  /** Overwrites the last line of a terminal; absent if standard error is not a terminal. */
  readonly line?: (text: string) => void;
  /** Calls `stop` on the first Ctrl-C. The function that it returns ends this. */
  readonly onInterrupt?: (stop: () => void) => () => void;
};

/** Exit codes. `fine`: all is as expected; `failed`: something is not; `usage`: bad input. */
export const EXIT = { fine: 0, failed: 1, usage: 2 } as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const isColored = ({ isTerminal, env }: Io): boolean =>
  isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';

/** Colours for a terminal, unless NO_COLOR is set; none otherwise. */
export const colorsFor = (io: Io): Colors => colorsIf(isColored(io));

/** Makes everything that is written {@link harmless}, wherever the text comes from. */
export const guardIo = (io: Io): Io => {
  const { out, err, line } = io;
  return {
    ...io,
    out: (text) => out(harmless(text, isColored(io))),
    err: (text) => err(harmless(text, false)),
    ...(line === undefined ? {} : { line: (text: string) => line(harmless(text, false)) }),
  };
};

/** Reports a problem with the input or the usage. */
export const refuseInput = ({ err }: Io, problem: string): ExitCode => {
  err(`hsm-lifecycle: ${problem}\n`);
  return EXIT.usage;
};

/** Reports a problem that is a finding, not a mistake in the input. */
export const fail = ({ err }: Io, problem: string): ExitCode => {
  err(`hsm-lifecycle: ${problem}\n`);
  return EXIT.failed;
};
