/**
 * Runs a command as a user's shell would: without the environment of this workspace's own run.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const TIMEOUT_MS = 300_000;
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

/** What npm and tests set for this workspace; a tool in another project must not see it. */
const OWN = /^(npm_(package|lifecycle|command|execpath)|INIT_CWD|NODE_OPTIONS|NODE_PATH|FC_)/iu;

const environment = () => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN.test(name))),
  CI: 'true',
  NO_COLOR: '1',
});

/**
 * Runs a command and waits for it, for five minutes at most.
 *
 * @param folder - the working folder
 * @param command - the program and its arguments; `node` is the Node that runs this
 * @returns `isWell`, whether it exited with 0; `printed`, its standard output; `log`, all output
 */
export const run = (folder, [program, ...args]) => {
  const { status, signal, stdout, stderr, error } = spawnSync(
    program === 'node' ? process.execPath : program,
    args,
    {
      cwd: folder,
      encoding: 'utf8',
      env: environment(),
      maxBuffer: OUTPUT_BYTES_MAX,
      timeout: TIMEOUT_MS,
      shell: process.platform === 'win32' && program !== 'node',
    },
  );
  const end = error?.message ?? (signal === null ? '' : `ended by ${signal}`);
  const log = [stdout, stderr, end].filter((text) => Boolean(text)).join('\n');
  return { isWell: status === 0, printed: stdout ?? '', log };
};
