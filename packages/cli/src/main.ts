#!/usr/bin/env node
/**
 * The `hsm-lifecycle` command.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { runCli } from './program.ts';

const STDIN = 0;

process.exitCode = runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  read: (path) => readFileSync(path === '-' ? STDIN : path, 'utf8'),
  isTerminal: process.stdout.isTTY,
  env: process.env,
});
