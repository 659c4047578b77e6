/**
 * Fuzzes parser and opening: whatever the bytes, an outcome and never an exception, and only the
 * original opens.
 *
 * A few seconds by default; longer by command:
 * `FUZZ_RUNS=1000000 FUZZ_SEED=7 node packages/tools/src/jest.mjs packages/crypto/test/fuzz`.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { array, assert, property } from 'fast-check';
import {
  decodeSnapshot,
  encodeSnapshot,
  joinEnvelope,
  openSnapshotSync,
  splitEnvelope,
} from '../../src/index.ts';
import { createSnapshotCipher } from '../../src/index.ts';
import { nodePrimitives } from '../../src/node.ts';
import {
  expected,
  fixedRandom,
  input,
  joined,
  pattern,
  planes,
  right,
  sealed,
} from '../support/world.ts';
import { aMutation } from './structured.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 10_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_170_814);
const HOUR_MS = 3_600_000;

const world = planes(createSnapshotCipher(nodePrimitives(fixedRandom('fuzz'))));
const snapshot = pattern(5000);
const own = right(joinEnvelope(sealed(world, input(snapshot))));
const other = right(joinEnvelope(sealed(world, input(pattern(5000, 1)))));

type Tally = Record<string, number>;

const count = (tally: Tally, name: string): void => {
  tally[name] = (tally[name] ?? 0) + 1;
};

const outcomeOf = (envelope: Uint8Array): string => {
  const split = splitEnvelope(envelope);
  if (split._tag === 'Left') return `EnvelopeMalformed ${split.left.code}`;
  const opened = openSnapshotSync(
    { payload: split.right.payload, record: split.right.record, expected },
    world,
  );
  return opened._tag === 'Left' ? opened.left._tag : 'opened';
};

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

describe(`the fuzzer, ${runs} runs, seed ${seed}`, () => {
  it(
    'opens nothing but the two envelopes it was given',
    () => {
      const tally: Tally = {};
      assert(
        property(array(aMutation, { minLength: 1, maxLength: 4 }), (mutations) => {
          const envelope = mutations.reduce((bytes, mutate) => mutate(bytes, { own, other }), own);
          const outcome = outcomeOf(envelope);
          count(tally, outcome);
          expect(outcome === 'opened').toBe(isSame(envelope, own) || isSame(envelope, other));
        }),
        { numRuns: runs, seed, endOnFailure: runs > 100_000 },
      );
      process.stdout.write(`fuzz: ${runs} envelopes, seed ${seed}: ${JSON.stringify(tally)}\n`);
      // A fuzzer that no longer reaches the deep layers is useless.
      expect(Object.keys(tally)).toEqual(
        expect.arrayContaining([
          'AuthenticationFailed',
          'EnvelopeMismatch',
          'KeyUnavailable',
          'EnvelopeMalformed slot',
        ]),
      );
    },
    HOUR_MS,
  );

  it(
    'decodes nothing but canonical snapshots',
    () => {
      const value = right(
        encodeSnapshot({
          users: [
            { name: 'admin', id: 1 },
            { name: '\u00e9', id: 24 },
          ],
          keys: { a: pattern(30), bb: null },
          deep: [[[[true]]]],
        }),
      );
      const tally: Tally = {};
      assert(
        property(array(aMutation, { minLength: 1, maxLength: 3 }), (mutations) => {
          const bytes = mutations.reduce(
            (each, mutate) => mutate(each, { own: value, other: joined(value, value) }),
            value,
          );
          const outcome = decodeSnapshot(bytes);
          count(tally, outcome._tag);
          const again = outcome._tag === 'Right' ? right(encodeSnapshot(outcome.right)) : bytes;
          expect(isSame(again, bytes)).toBe(true);
        }),
        { numRuns: runs, seed, endOnFailure: runs > 100_000 },
      );
      process.stdout.write(`fuzz: ${runs} snapshots, seed ${seed}: ${JSON.stringify(tally)}\n`);
      expect(Object.keys(tally)).toEqual(expect.arrayContaining(['Left', 'Right']));
    },
    HOUR_MS,
  );
});
