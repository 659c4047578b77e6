/**
 * Test runners: each runs the consumer's test, and TypeScript checks it with the runner's types.
 *
 * @module
 */
import { TYPESCRIPT, VERSIONS } from '../versions.mjs';
import { consumerFile } from '../project.mjs';
import { nodeEngine, notServed } from './platform.mjs';
import { expectTest, nodeTest, testConfig, TSC } from './tests.mjs';

const JEST = 'node_modules/jest/bin/jest.js';
const TEST = 'lifecycle.test.mjs';
const TYPED_TEST = 'lifecycle.test.mts';

const jestConfig = (config) =>
  `export default ${JSON.stringify({ testMatch: ['**/*.test.mjs'], ...config }, undefined, 2)};\n`;

const withTypes = (test, options) => ({
  [TEST]: test,
  [TYPED_TEST]: test,
  'program.mts': consumerFile('program.mjs'),
  'tsconfig.json': testConfig(TYPED_TEST, options),
});

const jest = () => ({
  tool: 'Jest, ESM',
  version: VERSIONS.jest,
  name: 'jest-esm',
  dependencies: {
    jest: VERSIONS.jest,
    '@jest/globals': VERSIONS.jest,
    expect: VERSIONS.jest,
    typescript: TYPESCRIPT,
  },
  files: {
    ...withTypes(expectTest({ runner: '@jest/globals', matchers: 'jest' }), {
      lib: ['es2022', 'dom'],
      types: ['node'],
    }),
    'jest.config.mjs': jestConfig({ transform: {} }),
  },
  checks: [
    { what: 'test', command: ['node', '--experimental-vm-modules', JEST] },
    { what: 'types', command: TSC },
  ],
});

/** Babel compiles every module to CommonJS, so Jest must let it transform the ESM packages too. */
const babelConfig = jestConfig({
  transform: { '\\.m?js$': 'babel-jest' },
  transformIgnorePatterns: ['/node_modules/(?!(@hsm-lifecycle|@noble|cborg|pure-rand)/)'],
  moduleNameMapper: { '^cborg$': '<rootDir>/node_modules/cborg/cborg.js' },
});

const jestBabel = () => ({
  tool: 'Jest, Babel',
  version: VERSIONS.jest,
  name: 'jest-babel',
  dependencies: { jest: VERSIONS.jest, ...VERSIONS.babel },
  files: {
    [TEST]: expectTest({ runner: '@jest/globals', matchers: 'jest' }),
    'jest.config.mjs': babelConfig,
    'babel.config.json': JSON.stringify({
      presets: [['@babel/preset-env', { targets: { node: 'current' } }]],
    }),
  },
  checks: [{ what: 'test', command: ['node', JEST] }],
});

/** For Vitest 3 and 4, whose matchers have another type parameter. */
const OWN_TYPES = `
declare module 'vitest' {
  interface Matchers<T = any> extends LifecycleMatchers<T> {}
}
`;

const vitestTest = (version) => {
  if (version.startsWith('5.'))
    return withTypes(expectTest({ runner: 'vitest', matchers: 'vitest' }));
  const test = expectTest({ runner: 'vitest', matchers: 'matchers' });
  const withOwnTypes = test.replace('{ matchers }', '{ matchers, type LifecycleMatchers }');
  return { ...withTypes(test), [TYPED_TEST]: `${withOwnTypes}${OWN_TYPES}` };
};

const VITEST_CONFIG = `export default { test: { include: ['${TEST}'] } };\n`;

/** Vitest 5 needs a newer Node than the packages do. */
const vitest = (version) => () => {
  const { dependency, program } = nodeEngine(VERSIONS.node[1]);
  return {
    tool: 'Vitest',
    version,
    name: `vitest-${version.split('.')[0]}`,
    skipped: notServed,
    dependencies: { vitest: version, typescript: TYPESCRIPT, ...dependency },
    files: {
      ...vitestTest(version),
      'vitest.config.mjs': VITEST_CONFIG,
      'tsconfig.json': testConfig(TYPED_TEST, { lib: ['es2022', 'dom'] }),
    },
    checks: [
      { what: 'test', command: [program, 'node_modules/vitest/vitest.mjs', 'run'] },
      { what: 'types', command: TSC },
    ],
  };
};

const nodeTestTypes = () => ({
  tool: '`node:test`',
  version: `types ${VERSIONS.nodeTypes}`,
  name: 'node-test',
  dependencies: { '@types/node': VERSIONS.nodeTypes, typescript: TYPESCRIPT },
  files: withTypes(nodeTest(), { types: ['node'] }),
  checks: [{ what: 'types', command: TSC }],
});

/** The suites, each made for the packed packages. */
export const testRunners = [
  jest,
  jestBabel,
  ...VERSIONS.vitest.map((version) => vitest(version)),
  nodeTestTypes,
];
