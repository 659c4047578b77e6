/**
 * Runs a command in a folder, as a consumer's shell would: nothing of this workspace's own run is passed on.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';

const TIMEOUT_MS = 300_000;

/** What npm tells the scripts that it runs about this workspace; an npm of another folder must not see it. */
const isOwn = (name) =>
  /^(npm_(package|lifecycle|command|node|execpath|config_(local_prefix|user_agent))|INIT_CWD|NODE_OPTIONS|FC_)/iu.test(
    name,
  );

const environment = () => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOwn(name))),
  CI: 'true',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
});

/**
 * Runs a command and waits for it.
 *
 * @param folder - where it runs
 * @param command - the program and its arguments
 * @returns whether it ended well, what it printed, and both streams together
 */
export const run = (folder, [program, ...args]) => {
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: environment(),
    maxBuffer: 64 * 1024 * 1024,
    timeout: TIMEOUT_MS,
    shell: process.platform === 'win32',
  });
  const ended = error?.message ?? (signal === null ? '' : `ended by ${signal}`);
  const log = [stdout, stderr, ended].filter((it) => it !== undefined && it !== null && it !== '');
  return { isWell: status === 0, printed: stdout ?? '', log: log.join('\n') };
};
