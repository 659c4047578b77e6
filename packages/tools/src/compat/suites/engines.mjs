/**
 * Engines that run JavaScript as it is installed: Node and Bun.
 *
 * @module
 */
import process from 'node:process';
import { consumerFile, entriesOfAll } from '../project.mjs';
import { VERSIONS } from '../versions.mjs';
import { printsHost, printsProgram } from './expected.mjs';

const SYSTEM = { win32: 'win' }[process.platform] ?? process.platform;

/**
 * Names the package that brings a version of Node for this machine: what the npm package `node` installs, without its script.
 *
 * @returns the dependency to add to a project, and the path of the program in it
 */
export const nodeEngine = (version) => ({
  dependency: { 'node-engine': `npm:node-${SYSTEM}-${process.arch}@${version}` },
  program: `node_modules/node-engine/bin/${SYSTEM === 'win' ? 'node.exe' : 'node'}`,
});

const requireAll = (packages) => {
  const { anywhere, node } = entriesOfAll(packages);
  const lines = [...anywhere, ...node].map(
    (entry) => `if (Object.keys(require('${entry}')).length === 0) throw new Error('${entry}');`,
  );
  return [...lines, ''].join('\n');
};

const nodeSuite = (version) => (packages) => {
  const { dependency, program } = nodeEngine(version);
  return {
    tool: 'Node',
    version,
    name: `node-${version.split('.')[0]}`,
    dependencies: dependency,
    files: { 'require.cjs': requireAll(packages), 'node.test.mjs': consumerFile('node.test.mjs') },
    checks: [
      { what: 'program', command: [program, 'main.mjs'], printed: printsProgram },
      { what: 'runtime on SQLite', command: [program, 'host-main.mjs'], printed: printsHost },
      { what: 'require()', command: [program, 'require.cjs'] },
      { what: 'node:test', command: [program, '--test', 'node.test.mjs'] },
      {
        what: 'a drill',
        command: [program, 'node_modules/@hsm-lifecycle/cli/dist/main.js', 'schema'],
      },
    ],
  };
};

const bun = () => {
  const system = SYSTEM === 'win' ? 'windows' : SYSTEM;
  const name = `@oven/bun-${system}-${process.arch === 'arm64' ? 'aarch64' : process.arch}`;
  const program = `node_modules/${name}/bin/bun${SYSTEM === 'win' ? '.exe' : ''}`;
  return {
    tool: 'Bun',
    version: VERSIONS.bun,
    name: 'bun',
    dependencies: { [name]: VERSIONS.bun },
    files: {},
    checks: [
      { what: 'program', command: [program, 'main.mjs'], printed: printsProgram },
      { what: 'runtime on SQLite', command: [program, 'host-main.mjs'], printed: printsHost },
    ],
  };
};

/** The suites, each made for the packages at hand. */
export const engines = [...VERSIONS.node.map((version) => nodeSuite(version)), bun];
