/**
 * The conformance table: each answer, taken over HTTP, is the one that was written by hand, and the
 * page says so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = path.join(root, 'packages', 'tools', 'src', 'conformance');
const MODEL =
  process.env['SERVICE_MODEL'] ??
  path.join(root, '..', 'shared', 'spec', 'cloudhsmv2-service-2.json');

/** On a machine that is busy with other things. */
const RUN_MS = 600_000;

const LETTERS: Readonly<Record<string, string>> = {
  CloudHsmAccessDeniedException: 'AD',
  CloudHsmInternalFailureException: 'IF',
  CloudHsmInvalidRequestException: 'IR',
  CloudHsmResourceLimitExceededException: 'LX',
  CloudHsmResourceNotFoundException: 'NF',
  CloudHsmServiceException: 'SV',
  CloudHsmTagException: 'TG',
};

describe('the conformance table', () => {
  it(
    'has the answers that are expected, and a page that is up to date',
    () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [path.join(folder, 'conformance.mjs'), '--check'],
        { cwd: root, encoding: 'utf8' },
      );
      expect(stderr).toBe('');
      expect(stdout).toMatch(/^[67]\d\d answers, 0 problems\.\n$/u);
      expect(status).toBe(0);
    },
    RUN_MS,
  );
});

const isHere = existsSync(MODEL);
if (!isHere)
  process.stdout.write(
    'conformance: the comparison is skipped, SERVICE_MODEL or ../shared/spec has no service model\n',
  );
// eslint-disable-next-line jest/no-disabled-tests
const compared = isHere ? describe : describe.skip;

compared('the errors that the service model declares', () => {
  it('are those that the table knows', async () => {
    const { declared }: { declared: Readonly<Record<string, string>> } = await import(
      path.join(folder, 'declared.mjs')
    );
    const model: {
      readonly operations: Readonly<Record<string, { errors: readonly { shape: string }[] }>>;
    } = JSON.parse(readFileSync(MODEL, 'utf8'));
    const theirs = Object.entries(model.operations).map(([action, { errors }]) => [
      action,
      errors
        .map(({ shape }) => LETTERS[shape])
        .toSorted()
        .join(' '),
    ]);
    expect(declared).toEqual(Object.fromEntries(theirs));
  });
});
