/**
 * The Python of the guide, run against a server.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { hasBoto3 } from './support/python-clients.ts';
import { ALICE, endpoint, HOME, serving } from './support/endpoint.ts';

const GUIDE = new URL('../../../docs/guide/aws-clients.md', import.meta.url);
const [, python = ''] = /```py\n([\s\S]*?)```/u.exec(readFileSync(GUIDE, 'utf8')) ?? [];

if (!hasBoto3) process.stdout.write('guide: the Python is skipped, boto3 is not on this machine\n');
// eslint-disable-next-line jest/no-disabled-tests
const suite = hasBoto3 ? describe : describe.skip;

suite('the Python of the guide', () => {
  it('ends well', async () => {
    const { cloudHsm } = await endpoint({ tickMs: 30_000 });
    await serving(cloudHsm, {}, async ({ url }) => {
      const code = python.replace('http://127.0.0.1:4570', url);
      expect(code).toContain(url);
      const outcome = await new Promise((resolve) => {
        const env = {
          ...process.env,
          AWS_ACCESS_KEY_ID: ALICE,
          AWS_SECRET_ACCESS_KEY: 'any',
          AWS_DEFAULT_REGION: HOME,
        };
        execFile('python3', ['-c', code], { env }, (failure, _, stderr) =>
          resolve(failure === null ? 'fine' : stderr),
        );
      });
      expect(outcome).toBe('fine');
    });
  });
});
