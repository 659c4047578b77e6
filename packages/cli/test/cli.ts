/**
 * Running the command line in tests, without a process.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCli, type Io } from '@hsm-lifecycle/cli';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The path of a file in the repository. */
export const at = (path: string): string => `${root}${path}`;

/** The path of an example drill. */
export const drillPath = (name: string): string => at(`examples/drills/${name}.json`);

/** The result of a run. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** What a test supplies instead of files and streams. */
export type World = {
  readonly files?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly env?: Io['env'];
};

const reader =
  (files: Readonly<Record<string, string>>): Io['read'] =>
  (path) =>
    files[path] ?? readFileSync(path, 'utf8');

/** Most tests of drills are not about stores, so they run without one. */
const withoutStore = (argv: readonly string[]): readonly string[] =>
  argv[0] === 'drill' && !argv.some((it) => it === '--store' || it === '--help')
    ? [...argv, '--no-store']
    : argv;

/**
 * Runs a command line; files given by name (`-` for standard input) take precedence over the
 * disk's. Drills leave no store unless told to.
 */
export const run = async (
  argv: readonly string[],
  { files = {}, isTerminal = false, env = {} }: World = {},
): Promise<Ran> => {
  let [out, err] = ['', ''];
  const code = await runCli(withoutStore(argv), {
    out: (text) => (out += text),
    err: (text) => (err += text),
    read: reader(files),
    isTerminal,
    env,
  });
  return { code, out, err };
};

/** A small drill with these steps and expectations. */
export const drill = (
  steps: readonly object[],
  expected: readonly object[] = [],
  more: object = {},
): object => ({
  format: 'hsm-lifecycle/drill',
  version: 1,
  name: 'a test',
  startsAt: '2026-11-02T09:00:00Z',
  steps,
  expect: expected,
  ...more,
});

/** Steps to an activated cluster called `primary`, with one HSM, one user and one key. */
export const primary: readonly object[] = [
  { do: 'CreateCluster', region: 'eu-west-1', zones: ['eu-west-1a', 'eu-west-1b'], as: 'primary' },
  { at: '+10m', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1a', as: 'first' },
  { at: '+15m', do: 'Initialize', cluster: 'primary' },
  { at: '+5m', do: 'Activate', cluster: 'primary' },
  { at: '+5m', do: 'CreateUser', cluster: 'primary', name: 'alice', role: 'CU' },
  { do: 'CreateKey', cluster: 'primary', key: 'key-1', owner: 'alice', expiresAt: '+10d' },
];

/** Runs a drill that a test has written. */
export const runDrillJson = (json: unknown, ...flags: readonly string[]): Promise<Ran> =>
  run(['drill', 'test.json', ...flags], {
    files: { 'test.json': typeof json === 'string' ? json : JSON.stringify(json) },
  });
