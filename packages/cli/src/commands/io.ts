/**
 * What the commands need of the world, so that tests can give another.
 *
 * @module
 */
import { colorsIf, type Colors } from '../tell/colors.ts';
import { harmless } from '../tell/harmless.ts';

/** Where commands read and write. */
export type Io = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Reads a file, `-` being the standard input; throws what the system throws. */
  readonly read: (path: string) => string;
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How the command was called, for hints that can be copied; `hsm-lifecycle` if left out. */
  readonly command?: string;
  /** Writes over the last line of a terminal; absent when nobody watches one. */
  readonly line?: (text: string) => void;
  /**
   * Calls when the user wants long work to stop (Ctrl-C), until the function that it gives is
   * called.
   */
  readonly onInterrupt?: (stop: () => void) => () => void;
};

/** Exit codes: all is as expected; something is not; the input or the usage is wrong. */
export const EXIT = { fine: 0, failed: 1, usage: 2 } as const;

/** One of the exit codes. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const isColored = ({ isTerminal, env }: Io): boolean =>
  isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';

/** Colours for a terminal whose user has not set NO_COLOR; none otherwise. */
export const colorsFor = (io: Io): Colors => colorsIf(isColored(io));

/** The same world, but whatever is written is {@link harmless}, wherever its words come from. */
export const guarded = (io: Io): Io => {
  const { out, err, line } = io;
  return {
    ...io,
    out: (text) => out(harmless(text, isColored(io))),
    err: (text) => err(harmless(text, false)),
    ...(line === undefined ? {} : { line: (text: string) => line(harmless(text, false)) }),
  };
};

/** Says what is wrong with the input, and what to do. */
export const refuseInput = ({ err }: Io, problem: string): ExitCode => {
  err(`hsm-lifecycle: ${problem}\n`);
  return EXIT.usage;
};
