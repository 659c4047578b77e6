/**
 * Mutation testing of the machine: `npm run mutate`, or a part of it with `npm run mutate -- --mutate 'packages/core/src/time/*.ts'`.
 *
 * The property tests run with few cases here: each mutant meets them, and a bounded run of all must end.
 *
 * @module
 */
export default {
  packageManager: 'pnpm',
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: {
    projectType: 'custom',
    configFile: 'jest.config.js',
    // The files that a change concerns cannot be found from links between packages.
    enableFindRelatedTests: false,
    config: { testMatch: ['<rootDir>/packages/core/test/**/*.test.ts'] },
  },
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  // Examples are grown while a test file loads, which runs nearly everything once; what a test itself runs is what counts.
  ignoreStatic: true,
  mutate: [
    'packages/core/src/**/*.ts',
    '!packages/core/src/index.ts',
    '!packages/core/src/rules/{facts,choices}.ts',
    '!packages/core/src/explain/sentences.ts',
  ],
  ignorePatterns: ['**/dist', 'coverage', 'reports', 'temp', '*.sqlite'],
  disableTypeChecks: true,
  // TypeScript 7 has no programming interface yet, and nothing here needs one.
  tsconfigFile: 'none.json',
  // Workspace packages find each other through links, so a copy elsewhere would test the original. Run it in a clone.
  inPlace: true,
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 95, low: 90, break: null },
  tempDirName: '.stryker-tmp',
};
