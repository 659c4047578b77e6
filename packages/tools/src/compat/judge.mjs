/**
 * Runs suites: writes their projects, installs, and runs one check after the other.
 *
 * @module
 */
import path from 'node:path';
import { commonFiles, install } from './project.mjs';
import { run } from './run.mjs';

/** The result of installing nothing. */
const NOTHING = { isWell: true, log: '' };

/** Groups the suites that share a project, in order. */
const byProject = (suites) => {
  const projects = new Map();
  for (const suite of suites) {
    const project = suite.project ?? suite.name;
    projects.set(project, [...(projects.get(project) ?? []), suite]);
  }
  return projects;
};

/** Makes one project from what its suites need. */
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

const check = (folder, { command, prints }) => {
  const { isWell, printed, log } = run(folder, command);
  if (isWell && prints !== undefined && !printed.includes(prints))
    return { isWell: false, log: `It should have printed\n${prints}\n\n${log}` };
  return { isWell, log };
};

/** Runs the checks of a suite up to the first that fails; later ones may depend on it. */
const judge = (suite, folder) => {
  const start = Date.now();
  for (const step of suite.checks) {
    const { isWell, log } = check(folder, step);
    if (!isWell) return { ...verdict(suite, start), result: 'RED', failed: step.what, log };
  }
  return { ...verdict(suite, start), result: 'GREEN' };
};

/** Installs the project of some suites and runs them in it, one after another. */
function* judgeTogether(suites, folder, packages) {
  const start = Date.now();
  const isProject = suites.some(({ dependencies }) => dependencies !== undefined);
  const { isWell, log } = isProject ? install(folder, projectOf(suites, packages)) : NOTHING;
  for (const suite of suites)
    yield isWell
      ? judge(suite, isProject ? folder : '.')
      : { ...verdict(suite, start), result: 'RED', failed: 'install', log };
}

/**
 * Runs suites; those that share a project run together.
 *
 * @param suites - the suites to run
 * @param given - `packages` with their tarballs, and the folder `temp` in which projects are made
 * @yields {object} a verdict for each suite, when it ends
 */
export function* verdicts(suites, { packages, temp }) {
  for (const suite of suites.filter(({ skipped }) => skipped !== undefined))
    yield { ...verdict(suite, Date.now()), result: 'SKIPPED', why: suite.skipped };
  const wanted = suites.filter(({ skipped }) => skipped === undefined);
  for (const [name, together] of byProject(wanted))
    yield* judgeTogether(together, path.join(temp, name), packages);
}
