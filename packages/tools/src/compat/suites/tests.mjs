/**
 * The consumer's test, in the form that each runner needs.
 *
 * @module
 */
import { readFileSync } from 'node:fs';

const read = (name) => readFileSync(new URL(`../consumer/${name}`, import.meta.url), 'utf8');

/**
 * Makes the test for a runner with an `expect`.
 *
 * @param names - `runner`, the module that exports `expect`; `matchers`, the entry with their types
 */
export const expectTest = ({ runner, matchers }) =>
  read('expect.test.mjs')
    .replace("'@jest/globals'", `'${runner}'`)
    .replace("'@hsm-lifecycle/testing/jest'", `'@hsm-lifecycle/testing/${matchers}'`);

/** Makes the test for node:test. */
export const nodeTest = () => read('node.test.mjs');

/** Makes the tsconfig that checks one file, and what it imports, against the runner's types. */
export const testConfig = (file, options = {}) =>
  JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      target: 'es2022',
      module: 'nodenext',
      lib: ['es2022'],
      types: [],
      ...options,
    },
    files: [file],
  });

/** The command that type-checks it. */
export const TSC = ['node', 'node_modules/typescript/bin/tsc', '--project', 'tsconfig.json'];
