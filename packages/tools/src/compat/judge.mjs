/**
 * Runs suites: writes their projects, installs, and runs one check after the other.
 *
 * @module
 */
import path from 'node:path';
import { commonFiles, installed } from './project.mjs';
import { run } from './run.mjs';

/** Gathers the suites that share a project, in the order in which they come. */
const byProject = (suites) => {
  const projects = new Map();
  for (const suite of suites) {
    const project = suite.project ?? suite.name;
    projects.set(project, [...(projects.get(project) ?? []), suite]);
  }
  return projects;
};

/** Makes one project of what its suites want. */
const projectOf = (suites, packages) => {
  const [{ installer = 'npm', packages: own = packages, overrides = [] }] = suites;
  return {
    installer,
    overrides,
    packages: own,
    dependencies: Object.assign({}, ...suites.map((it) => it.dependencies)),
    files: Object.assign({}, commonFiles(packages), ...suites.map((it) => it.files)),
  };
};

const verdict = ({ tool, version, name, checks }, start) => ({
  tool,
  version,
  name,
  ran: checks.map(({ what }) => what),
  seconds: Math.round((Date.now() - start) / 1000),
});

const checked = (folder, { command, prints }) => {
  const { isWell, printed, log } = run(folder, command);
  if (isWell && prints !== undefined && !printed.includes(prints))
    return { isWell: false, log: `It printed something else than\n${prints}\n\n${log}` };
  return { isWell, log };
};

/** Runs the checks of a suite up to the first that fails; later ones may need what it made. */
const judged = (suite, folder) => {
  const start = Date.now();
  for (const check of suite.checks) {
    const { isWell, log } = checked(folder, check);
    if (!isWell) return { ...verdict(suite, start), result: 'RED', failed: check.what, log };
  }
  return { ...verdict(suite, start), result: 'GREEN' };
};

const isInstalled = ({ dependencies }) => dependencies !== undefined;

/** Installs the project of some suites and runs them in it. */
const judgedTogether = (suites, folder, packages) => {
  const start = Date.now();
  const needsProject = suites.some((it) => isInstalled(it));
  const { isWell, log } = needsProject
    ? installed(folder, projectOf(suites, packages))
    : { isWell: true, log: '' };
  if (isWell) return suites.map((suite) => judged(suite, needsProject ? folder : '.'));
  return suites.map((suite) => ({
    ...verdict(suite, start),
    result: 'RED',
    failed: 'install',
    log,
  }));
};

/**
 * Runs suites, those that share a project together.
 *
 * @param suites - what to run
 * @param given - `packages` with their tarballs, and the folder `temp` in which projects are made
 * @yields {object} a verdict for each suite, in the order in which they end
 */
export function* verdicts(suites, { packages, temp }) {
  for (const suite of suites.filter((it) => it.skipped !== undefined))
    yield { ...verdict(suite, Date.now()), result: 'SKIPPED', why: suite.skipped };
  const wanted = suites.filter((it) => it.skipped === undefined);
  for (const [name, together] of byProject(wanted))
    yield* judgedTogether(together, path.join(temp, name), packages);
}
