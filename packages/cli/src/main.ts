#!/usr/bin/env node
/**
 * The `hsm-lifecycle` command.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { isatty } from 'node:tty';
import { runCli } from './program.ts';

const STDIN = 0;
const STDOUT = 1;

const read = (path: string): string => {
  if (path === '-' && isatty(STDIN)) throw new Error('nothing is piped to the standard input; give a file');
  return readFileSync(path === '-' ? STDIN : path, 'utf8');
};

// A reader that has seen enough (such as `head`) closes the pipe: that is no failure.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause;
});

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  read,
  isTerminal: isatty(STDOUT),
  env: process.env,
});
