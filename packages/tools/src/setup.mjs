/**
 * Sets up a fresh clone: installs the locked dependencies and compiles, and skips both if nothing
 * has changed.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { PNPM } from './pnpm.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const stamp = path.join(root, 'node_modules', '.hsm-lifecycle-setup');

const run = (what, command, args) => {
  process.stderr.write(`${what} ...\n`);
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(
    `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n` +
      `${what}: failed. The command was: ${command} ${args.join(' ')}\n`,
  );
  process.exit(1);
};

const manifests = () =>
  ['packages', 'examples']
    .flatMap((folder) =>
      readdirSync(path.join(root, folder)).map((name) => path.join(folder, name, 'package.json')),
    )
    .filter((file) => existsSync(path.join(root, file)));

const wanted = () =>
  ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()]
    .reduce(
      (hash, file) => hash.update(readFileSync(path.join(root, file))),
      createHash('sha256').update(process.version),
    )
    .digest('hex');

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();

if (!isInstalled()) {
  run('Installing dependencies (once; about a minute)', 'npx', [
    '--yes',
    PNPM,
    'install',
    '--frozen-lockfile',
  ]);
  writeFileSync(stamp, wanted());
}
run('Building the page of reports', process.execPath, [
  path.join(root, 'packages', 'report', 'build.mjs'),
]);
run('Compiling', process.execPath, [
  path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
  '-b',
]);
