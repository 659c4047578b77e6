#!/usr/bin/env node
/**
 * The `hsm-lifecycle` command.
 *
 * @module
 */
import path from 'node:path';
import { clearLine, cursorTo } from 'node:readline';
import { isatty } from 'node:tty';
import { EXIT } from './commands/io.ts';
import { runCli } from './program.ts';
import { wholeText } from './store/whole-text.ts';

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;

const read = (file: string): string => {
  if (file === '-' && isatty(STDIN))
    throw new Error('nothing is piped to the standard input; give a file');
  return wholeText(file === '-' ? STDIN : file);
};

/** From a checkout it is called as a file, by its name when it is installed. */
const command = (): string => {
  const file = process.argv[1] ?? '';
  return path.extname(file) === '.js' ? `node ${path.relative('', file)}` : 'hsm-lifecycle';
};

// A reader that has seen enough (such as `head`) closes the pipe: that is no failure. What cannot
// be written otherwise is not there.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  process.stderr.write(
    `hsm-lifecycle: the output cannot be written: ${code === 'ENOSPC' ? 'there is no room for it' : message}\n`,
  );
  process.exit(EXIT.usage);
});
// Nobody can be told that nobody can be told.
process.stderr.on('error', () => undefined);

/** A line that is wrapped could not be written over. */
const line = (text: string): void => {
  clearLine(process.stderr, 0);
  cursorTo(process.stderr, 0);
  process.stderr.write(text.slice(0, process.stderr.columns - 1));
};

/** The first Ctrl-C asks; the next one ends the process, as ever. */
const onInterrupt = (stop: () => void): (() => void) => {
  process.once('SIGINT', stop);
  return () => process.off('SIGINT', stop);
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
