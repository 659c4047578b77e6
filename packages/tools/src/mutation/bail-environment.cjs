/**
 * Jest's Node environment, but for what comes after the first failure: it is skipped. Jest's own
 * `bail` ends a run between files, and here all is one.
 *
 * @module
 */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class BailEnvironment extends TestEnvironment {
  #hasFailed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.#hasFailed = true;
    if (name === 'test_start' && this.#hasFailed) test.mode = 'skip';
  }
};
