/**
 * Servers in processes of their own, so that who asks and who answers do not share one.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A server: where it listens, and how much CPU it has used, in milliseconds. */
export type Server = { readonly url: string; readonly cpu: () => number | undefined };

const MS_PER_TICK = 10;
const AFTER_NAME = /^.*\) /u;
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** The CPU time of a process, as Linux tells it; undefined on other systems. */
export const cpuOf = (pid: number | undefined): number | undefined => {
  try {
    const parts = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(AFTER_NAME, '').split(' ');
    return (Number(parts[USER_TIME]) + Number(parts[SYSTEM_TIME])) * MS_PER_TICK;
  } catch {
    return undefined;
  }
};

const SCRIPT = fileURLToPath(new URL('../serve.js', import.meta.url));

/** Runs an endpoint with an empty fleet in memory for some work. */
export const withEndpoint = async <Value>(
  work: (server: Server) => Promise<Value>,
): Promise<Value> => {
  const child = spawn(process.execPath, [SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error('the endpoint ended')));
      child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    });
    return await work({ url, cpu: () => cpuOf(child.pid) });
  } finally {
    child.kill();
  }
};
