/**
 * Runs one section in a separate process, for clean memory figures and inline caches without the
 * types of other sections.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Options, Section } from '../report/row.ts';

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

/** Enough for 1,000,000 backups with peers beside them. */
const HEAP_MIB = 8192;

/** Runs a section in another process and reads its result. */
export const runInChild = async (
  section: string,
  { isQuick }: Options,
): Promise<readonly Section[]> => {
  const flags = [
    `--max-old-space-size=${HEAP_MIB}`,
    MAIN,
    '--here',
    ...(isQuick ? ['--quick'] : []),
    section,
  ];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`${section} ended with ${status}`);
  const results: readonly Section[] = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return results;
};
