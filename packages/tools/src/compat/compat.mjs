/**
 * `npm run compat`: packs the packages, installs them in fresh projects, and runs them in every tool that is said to work.
 *
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { packed, publishedPackages } from './packed.mjs';
import { commonFiles, installed, writeProject } from './project.mjs';
import { run } from './run.mjs';
import { bundlers } from './suites/bundlers.mjs';
import { engines } from './suites/engines.mjs';
import { packageChecks } from './suites/package-checks.mjs';
import { testRunners } from './suites/test-runners.mjs';
import { compilers } from './suites/typescript.mjs';

const say = (text) => process.stderr.write(`${text}\n`);

const suites = (packages) =>
  [...packageChecks, ...compilers, ...engines, ...bundlers, ...testRunners].map((it) =>
    it(packages),
  );

const checked = (folder, { what, command: [program, ...args], printed }) => {
  const ran = run(folder, [program === 'node' ? process.execPath : program, ...args]);
  const isPrinted = printed === undefined || ran.printed.includes(printed);
  return {
    what,
    isWell: ran.isWell && isPrinted,
    log: ran.isWell && !isPrinted ? `printed something else:\n${ran.log}` : ran.log,
  };
};

const judged = (suite, folder, packages) => {
  writeProject(folder, {
    packages,
    dependencies: suite.dependencies ?? {},
    files: { ...commonFiles(packages), ...suite.files },
  });
  if (suite.dependencies !== undefined) {
    const install = installed(folder);
    if (!install.isWell) return [{ what: 'npm install', ...install }];
  }
  const results = [];
  for (const check of suite.checks) {
    results.push(checked(folder, check));
    if (!results.at(-1).isWell && !suite.isApart) break;
  }
  return results;
};

const program = new Command()
  .option('--only <name...>', 'only what begins like this')
  .option('--short', 'only what is quick')
  .option('--keep', 'keep the projects')
  .parse();
const { only, short, keep } = program.opts();

const temp = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-compat-'));
say(temp);
const packages = publishedPackages().map((it) => (say(`packing ${it.name}`), packed(it, temp)));
const wanted = suites(packages).filter(
  (it) =>
    (only === undefined || only.some((name) => it.name.startsWith(name))) && (!short || it.isShort),
);
let red = 0;
for (const suite of wanted) {
  const start = Date.now();
  const results = judged(suite, path.join(temp, suite.name), packages);
  for (const { what, isWell, log } of results)
    if (!isWell) say(`--- ${suite.name}: ${what}\n${log.slice(0, 3000)}`);
  const failed = results.filter((it) => !it.isWell).map((it) => it.what);
  red += failed.length;
  console.log(
    [
      suite.tool,
      suite.version,
      suite.checks.map((it) => it.what).join(', '),
      failed.length === 0 ? 'ok' : `FAILED: ${failed.join(', ')}`,
      `${Date.now() - start} ms`,
    ].join(' | '),
  );
}
if (!keep) rmSync(temp, { recursive: true, force: true });
process.exitCode = red === 0 ? 0 : 1;
