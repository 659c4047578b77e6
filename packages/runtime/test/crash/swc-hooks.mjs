/**
 * Compiles TypeScript on loading.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const cache = join(tmpdir(), 'hsm-runtime-swc');
mkdirSync(cache, { recursive: true });

const compiled = (text) => {
  const path = join(cache, createHash('sha256').update(text).digest('hex'));
  if (existsSync(path)) return readFileSync(path, 'utf8');
  const { code } = transformSync(text, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  // Named at once or not at all: this process may be killed any time.
  writeFileSync(`${path}.${process.pid}`, code);
  renameSync(`${path}.${process.pid}`, path);
  return code;
};

/** Node's hook. */
export const load = (url, context, next) => {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  return {
    format: 'module',
    shortCircuit: true,
    source: compiled(readFileSync(fileURLToPath(url), 'utf8')),
  };
};
