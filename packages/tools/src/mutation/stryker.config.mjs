/**
 * How Stryker breaks one folder of core: the one that `MUTATED` names.
 *
 * @module
 */
import { fileURLToPath } from 'node:url';

const folder = process.env.MUTATED;
if (folder === undefined)
  throw new Error('MUTATED names no folder of packages/core/src. Run: npm run mutate');

export default {
  packageManager: 'pnpm',
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: {
    projectType: 'custom',
    configFile: fileURLToPath(new URL('jest.config.mjs', import.meta.url)),
    // All tests are in one file, so there is nothing to search for.
    enableFindRelatedTests: false,
  },
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  // Loading a test file makes the examples, which runs nearly all code once; only what a test
  // itself runs should count.
  ignoreStatic: true,
  mutate: [
    `packages/core/src/${folder}/**/*.ts`,
    // Sentences and sources: a test that repeats them would prove nothing.
    '!packages/core/src/rules/{facts,choices}.ts',
    '!packages/core/src/rules/sentences.ts',
  ],
  ignorePatterns: ['**/dist', 'coverage', 'reports', 'temp', '*.sqlite'],
  disableTypeChecks: true,
  // TypeScript 7 has no compiler API yet, and nothing here needs one.
  tsconfigFile: 'none.json',
  // Workspace packages find each other through links, so a copy elsewhere would test the original.
  inPlace: true,
  concurrency: 2,
  timeoutMS: 3000,
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: `reports/mutation/${folder}.json` },
  tempDirName: '.stryker-tmp',
};
