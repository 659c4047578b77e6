/**
 * Both implementations keep the contracts of both ports.
 *
 * @module
 */
import { afterAll, describe, it } from '@jest/globals';
import { memoryEventLog, memorySnapshotStore } from '@hsm-lifecycle/runtime';
import {
  eventLogContract,
  snapshotStoreContract,
  togetherContract,
} from '@hsm-lifecycle/runtime/contract';
import { files } from './support/files.ts';

const disk = files();
afterAll(disk.clear);

const suites = {
  'the log in memory': eventLogContract(memoryEventLog),
  'the log in a file': eventLogContract(() => disk.store().eventLog),
  'the store in memory': snapshotStoreContract(memorySnapshotStore),
  'the store in a file': snapshotStoreContract(() => disk.store().snapshots),
  'both in a file': togetherContract(() => disk.store().together),
};

for (const [name, suite] of Object.entries(suites)) {
  describe(`contract: ${name}`, () => {
    for (const { name: promise, run } of suite) {
      // A case rejects when the promise is broken.
      // eslint-disable-next-line jest/expect-expect
      it(promise, run);
    }
  });
}
