/**
 * The Python and the shell of the guide, run against a server.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createControl } from '@hsm-lifecycle/aws';
import { hasOpenssl } from './support/customer.ts';
import { ALICE, endpoint, HOME, serving } from './support/endpoint.ts';
import { hasAwsCli, hasBoto3 } from './support/python-clients.ts';

const GUIDE = readFileSync(new URL('../../../docs/guide/aws-clients.md', import.meta.url), 'utf8');
const [, python = ''] = /```py\n([\s\S]*?)```/u.exec(GUIDE) ?? [];
const shell = [...GUIDE.matchAll(/```sh\n([\s\S]*?)```/gu)]
  .map(([, code = '']) => code)
  .filter((code) => code.includes('aws cloudhsmv2'))
  .join('\n');

const URL_OF_GUIDE = 'http://127.0.0.1:4570';

/** What a program says; its errors too if it fails. */
const run = (
  command: string,
  words: readonly string[],
  { cwd }: { readonly cwd: string },
): Promise<string> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: ALICE,
      AWS_SECRET_ACCESS_KEY: 'any',
      AWS_DEFAULT_REGION: HOME,
      AWS_PAGER: '',
    };
    execFile(command, words, { cwd, env }, (failure, stdout, stderr) =>
      resolve(failure === null ? stdout : `${stdout}${stderr}`),
    );
  });

const inFolder = async (work: (cwd: string) => Promise<void>): Promise<void> => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-guide-'));
  try {
    await work(cwd);
  } finally {
    rmSync(cwd, { recursive: true });
  }
};

/** Says so when a part cannot be run. */
const whereThere = (isThere: boolean, what: string): typeof describe | typeof describe.skip => {
  if (isThere) return describe;
  process.stdout.write(`guide: skipped, ${what} is not on this machine\n`);
  return describe.skip;
};

/** On a machine that is busy with other things: each call of the AWS CLI is a process. */
const SHELL_MS = 300_000;

whereThere(hasBoto3, 'boto3')('the Python of the guide', () => {
  it('ends well', async () => {
    const { cloudHsm } = await endpoint({ tickMs: 30_000 });
    await serving(cloudHsm, {}, ({ url }) =>
      inFolder(async (cwd) => {
        const code = python.replace(URL_OF_GUIDE, url);
        expect(code).toContain(url);
        expect(await run('python3', ['-c', `${code}\nprint("fine")`], { cwd })).toBe('fine\n');
      }),
    );
  });
});

const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;

whereThere(hasAwsCli && hasOpenssl && hasCurl, 'the AWS CLI, openssl or curl')(
  'the shell of the guide',
  () => {
    it(
      'leads to an ACTIVE cluster with a backup',
      async () => {
        const { cloudHsm, clock } = await endpoint({ tickMs: 30_000 });
        const control = createControl({ host: cloudHsm.host, clock });
        await serving(cloudHsm, { control }, ({ url }) =>
          inFolder(async (cwd) => {
            const code = shell.replace(URL_OF_GUIDE, url);
            expect(code).toContain(url);
            const said = await run('bash', ['-euc', code], { cwd });
            expect(said).toMatch(/\[\s*"READY"\s*\]\s*$/u);
          }),
        );
      },
      SHELL_MS,
    );
  },
);
