/**
 * Engines that run the installed packages without a bundler: Node and Bun.
 *
 * @module
 */
import process from 'node:process';
import { entriesOfAll } from '../entries.mjs';
import { consumerFile } from '../project.mjs';
import { VERSIONS } from '../versions.mjs';
import { CAMPAIGN_PRINTS, HOST_PRINTS, PROGRAM_PRINTS } from './expected.mjs';
import { bunEngine, nodeEngine, notServed } from './platform.mjs';
import { expectTest, nodeTest } from './tests.mjs';

const CLI = 'node_modules/@hsm-lifecycle/cli';
const DRILL = `${CLI}/examples/drills/disaster-recovery.json`;

const requireAll = (packages) => {
  const { anywhere, node } = entriesOfAll(packages);
  const lines = [...anywhere, ...node].map(
    (entry) => `if (Object.keys(require('${entry}')).length === 0) throw new Error('${entry}');`,
  );
  return [...lines, ''].join('\n');
};

const runsIn = (program) => [
  { what: 'program', command: [program, 'main.mjs'], prints: PROGRAM_PRINTS },
  { what: 'host on SQLite', command: [program, 'host-main.mjs'], prints: HOST_PRINTS },
  { what: 'drill', command: [program, `${CLI}/dist/main.js`, 'drill', DRILL] },
];

const nodeFiles = (packages) => ({
  'require.cjs': requireAll(packages),
  'campaign-main.mjs': consumerFile('campaign-main.mjs'),
  'node.test.mjs': nodeTest(),
});

const nodeChecks = (program) => [
  ...runsIn(program),
  { what: 'golden campaign', command: [program, 'campaign-main.mjs'], prints: CAMPAIGN_PRINTS },
  { what: '`require()`', command: [program, 'require.cjs'] },
  { what: '`node:test`', command: [program, '--test', 'node.test.mjs'] },
];

const node = (version) => (packages) => {
  const { dependency, program } = nodeEngine(version);
  return {
    tool: 'Node',
    version,
    name: `node-${version.split('.')[0]}`,
    project: 'engines',
    skipped: notServed,
    dependencies: dependency,
    files: nodeFiles(packages),
    checks: nodeChecks(program),
  };
};

/** The Node that runs this script, so that the short form need not install one. */
const thisNode = (packages) => ({
  tool: 'Node',
  version: process.versions.node,
  name: 'node-here',
  project: 'plain',
  form: 'SHORT',
  dependencies: {},
  files: nodeFiles(packages),
  checks: nodeChecks('node'),
});

const bun = () => {
  const { dependency, program } = bunEngine(VERSIONS.bun);
  return {
    tool: 'Bun',
    version: VERSIONS.bun,
    name: 'bun',
    project: 'engines',
    skipped: notServed,
    dependencies: dependency,
    files: { 'bun.test.mjs': expectTest({ runner: 'bun:test', matchers: 'matchers' }) },
    checks: [
      ...runsIn(program),
      { what: '`bun test`', command: [program, 'test', './bun.test.mjs'] },
    ],
  };
};

/** The suites, each made for the packed packages. */
export const engines = [...VERSIONS.node.map((version) => node(version)), thisNode, bun];
