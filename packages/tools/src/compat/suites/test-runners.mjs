/**
 * Test runners: each runs a consumer's test with the matchers that are made for it.
 *
 * @module
 */
import { consumerFile } from '../project.mjs';
import { VERSIONS } from '../versions.mjs';
import { nodeEngine } from './engines.mjs';

const JEST = 'node_modules/jest/bin/jest.js';

const jestFiles = (config) => ({
  'lifecycle.test.mjs': consumerFile('jest.test.mjs'),
  'jest.config.mjs': `export default ${JSON.stringify(config, undefined, 2)};\n`,
});

const jestEsm = () => ({
  tool: 'Jest, native ESM',
  version: VERSIONS.jest,
  name: 'jest-esm',
  dependencies: { jest: VERSIONS.jest },
  files: jestFiles({ transform: {}, testMatch: ['**/*.test.mjs'] }),
  checks: [{ what: 'test', command: ['node', '--experimental-vm-modules', JEST] }],
});

const jestBabel = () => ({
  tool: 'Jest, Babel',
  version: VERSIONS.jest,
  name: 'jest-babel',
  dependencies: { jest: VERSIONS.jest, ...VERSIONS.babel },
  files: {
    ...jestFiles({
      testMatch: ['**/*.test.mjs'],
      transform: { '\\.m?js$': 'babel-jest' },
      transformIgnorePatterns: [],
    }),
    'babel.config.json': JSON.stringify({
      presets: [['@babel/preset-env', { targets: { node: 'current' } }]],
    }),
  },
  checks: [{ what: 'test', command: ['node', JEST] }],
});

const vitest = (version) => () => {
  const { dependency, program } = nodeEngine(VERSIONS.node.at(-1));
  return {
    tool: 'Vitest',
    version,
    name: `vitest-${version.split('.')[0]}`,
    dependencies: { vitest: version, ...dependency },
    files: {
      'lifecycle.test.mjs': consumerFile('jest.test.mjs').replace('@jest/globals', 'vitest'),
    },
    checks: [{ what: 'test', command: [program, 'node_modules/vitest/vitest.mjs', 'run'] }],
  };
};

/** The suites, each made for the packages at hand. */
export const testRunners = [
  jestEsm,
  jestBabel,
  ...VERSIONS.vitest.map((version) => vitest(version)),
];
