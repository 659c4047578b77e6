/**
 * How Jest runs core's tests against a mutant: as one file, which ends at the first failure.
 *
 * @module
 */
import { fileURLToPath } from 'node:url';
import base from '../../../../jest.config.js';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export default {
  testEnvironmentOptions: base.testEnvironmentOptions,
  extensionsToTreatAsEsm: base.extensionsToTreatAsEsm,
  transform: base.transform,
  rootDir: here('../../../..'),
  testEnvironment: here('bail-environment.cjs'),
  testMatch: [here('all-of-core.mjs')],
};
