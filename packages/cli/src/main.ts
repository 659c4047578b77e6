#!/usr/bin/env node
/**
 * The `hsm-lifecycle` command.
 *
 * @module
 */
import path from 'node:path';
import { clearLine, cursorTo } from 'node:readline';
import { isatty } from 'node:tty';
import { EXIT } from './terminal/io.ts';
import { runCli } from './program.ts';
import { wholeText } from './files/whole-text.ts';

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;

const read = (file: string): string => {
  if (file === '-' && isatty(STDIN)) throw new Error('standard input is a terminal; give a file');
  return wholeText(file === '-' ? STDIN : file);
};

/** How the command was called: as a file from a checkout, or by its name. */
const command = (): string => {
  const file = process.argv[1] ?? '';
  return path.extname(file) === '.js' ? `node ${path.relative('', file)}` : 'hsm-lifecycle';
};

// A reader that has seen enough, such as `head`, closes the pipe: that is not a failure. All other
// write errors are.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  process.stderr.write(
    `hsm-lifecycle: cannot write the output: ${code === 'ENOSPC' ? 'the disk is full' : message}\n`,
  );
  process.exit(EXIT.usage);
});
// An error of standard error cannot be reported anywhere.
process.stderr.on('error', () => undefined);

/** Overwrites the last line; cut to the width, because a wrapped line cannot be overwritten. */
const line = (text: string): void => {
  clearLine(process.stderr, 0);
  cursorTo(process.stderr, 0);
  process.stderr.write(text.slice(0, process.stderr.columns - 1));
};

const ENDING = ['SIGINT', 'SIGTERM'] as const;

/** The first Ctrl-C, or SIGTERM, calls `stop`; the next one ends the process. */
const onInterrupt = (stop: () => void): (() => void) => {
  const off = (): void => {
    for (const signal of ENDING) process.off(signal, once);
  };
  const once = (): void => {
    off();
    stop();
  };
  for (const signal of ENDING) process.on(signal, once);
  return off;
};

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  read,
  isTerminal: isatty(STDOUT),
  env: process.env,
  command: command(),
  ...(isatty(STDERR) ? { line } : {}),
  onInterrupt,
});
