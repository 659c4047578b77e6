/**
 * What a command gets in order to add itself to the program.
 *
 * @module
 */
import type { Command } from 'commander';
import type { ExitCode, Io } from '../terminal/io.ts';

/** The program that commands are added to, the outside world, and where their exit code goes. */
export type Shell = {
  readonly program: Command;
  readonly io: Io;
  readonly finish: (code: ExitCode) => void;
};

/** Adds a command with its options, its help and its action. */
export type AddCommand = (shell: Shell) => void;
