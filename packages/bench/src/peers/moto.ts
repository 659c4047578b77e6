/**
 * moto's server, where it is installed.
 *
 * @module
 */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { cpuOf, type Server } from '../work/servers.ts';

/** Whether `moto_server` is on this machine. */
export const hasMoto = (): boolean =>
  spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(typeof address === 'object' && address !== null ? address.port : 0),
      );
    });
  });

const START_MS = 60_000;
const LOOK_MS = 200;

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const answers = async (url: string): Promise<boolean> => {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
};

/** Runs moto's server for some work. */
export const withMoto = async <Value>(work: (server: Server) => Promise<Value>): Promise<Value> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  try {
    const until = performance.now() + START_MS;
    // oxlint-disable-next-line no-await-in-loop
    while (!(await answers(url))) {
      if (performance.now() > until) throw new Error('moto_server does not answer');
      // oxlint-disable-next-line no-await-in-loop
      await pause(LOOK_MS);
    }
    return await work({ url, cpu: () => cpuOf(child.pid) });
  } finally {
    child.kill();
  }
};
