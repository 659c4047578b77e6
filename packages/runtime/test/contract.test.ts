/**
 * Both stores keep the contract.
 *
 * @module
 */
import { afterAll, describe, it } from '@jest/globals';
import { memoryStore } from '@hsm-lifecycle/runtime';
import { storeContract } from '@hsm-lifecycle/runtime/contract';
import { files } from './support/files.ts';

const disk = files();
afterAll(disk.clear);

const suites = {
  'in memory': storeContract(memoryStore),
  'in a file': storeContract(() => disk.store()),
};

for (const [name, suite] of Object.entries(suites)) {
  describe(`contract: a store ${name}`, () => {
    for (const { name: promise, run } of suite) {
      // A case rejects when the promise is broken.
      // eslint-disable-next-line jest/expect-expect
      it(promise, run);
    }
  });
}
