/**
 * The contract of an event log.
 *
 * @module
 */
import type { EventLog, NewEntry } from '../ports/event-log.ts';
import { mustHold, isAlike, mustBeRight, tagOf, type ContractCase } from './case.ts';

/** Makes an empty log, a new one each time. */
export type FreshLog = () => EventLog | Promise<EventLog>;

const entry = (stream: string, n: number): NewEntry => ({
  stream,
  event: { n, text: 'grüß "dich"\n', list: [null, true] },
});
const batch = (
  entries: readonly NewEntry[],
  expected: readonly (readonly [string, number])[] = [],
) => ({
  entries,
  expected: new Map(expected),
});

type Case = (log: EventLog) => Promise<void>;

const cases: Readonly<Record<string, Case>> = {
  'numbers positions over all streams and versions in each': async (log) => {
    const position = await mustBeRight(
      log.append(batch([entry('a', 1), entry('b', 2), entry('a', 3)])),
    );
    mustHold(position === 3, 'append returns the position of the last event');
    const all = await mustBeRight(log.readAll({ after: 0 }));
    mustHold(
      isAlike(
        all.map((it) => [it.position, it.stream, it.version]),
        [
          [1, 'a', 1],
          [2, 'b', 1],
          [3, 'a', 2],
        ],
      ),
      'order is kept',
    );
  },
  'returns events unchanged, with their metadata': async (log) => {
    const one = { ...entry('a', 1), metadata: { correlationId: 'c-1' } };
    await mustBeRight(log.append(batch([one, entry('a', 2)])));
    const [first, second] = await mustBeRight(log.readStream('a'));
    mustHold(
      isAlike(first?.event, one.event) && isAlike(first?.metadata, one.metadata),
      'event and metadata are unchanged',
    );
    mustHold(isAlike(second?.metadata, {}), 'metadata is {} when none was given');
  },
  'reads one stream after a version, and all streams after a position, up to a limit': async (
    log,
  ) => {
    await mustBeRight(
      log.append(batch([entry('a', 1), entry('b', 2), entry('a', 3), entry('a', 4)])),
    );
    const stream = await mustBeRight(log.readStream('a', { after: 1 }));
    mustHold(
      isAlike(
        stream.map(({ version }) => version),
        [2, 3],
      ),
      'a stream is read from the version after the given one',
    );
    const all = await mustBeRight(log.readAll({ after: 1, limit: 2 }));
    mustHold(
      isAlike(
        all.map(({ position }) => position),
        [2, 3],
      ),
      'all streams are read after a position, up to the limit',
    );
    mustHold(
      (await mustBeRight(log.readAll({ after: 4 }))).length === 0,
      'there is nothing after the end',
    );
    mustHold((await mustBeRight(log.readStream('c'))).length === 0, 'an unknown stream is empty');
  },
  'appends if every stream has the expected version': async (log) => {
    await mustBeRight(log.append(batch([entry('a', 1)], [['a', 0]])));
    const position = await mustBeRight(
      log.append(
        batch(
          [entry('b', 2), entry('a', 3)],
          [
            ['a', 1],
            ['b', 0],
          ],
        ),
      ),
    );
    mustHold(position === 2 + 1, 'both were appended');
  },
  'appends nothing if one stream has another version': async (log) => {
    await mustBeRight(log.append(batch([entry('a', 1)])));
    const conflict = await log.append(
      batch(
        [entry('b', 2), entry('a', 3)],
        [
          ['b', 0],
          ['a', 0],
        ],
      ),
    );
    const expected = { _tag: 'VersionConflict', stream: 'a', expected: 0, actual: 1 };
    mustHold(
      conflict._tag === 'Left' && isAlike(conflict.left, expected),
      'the conflict names stream, expected and actual',
    );
    mustHold(
      (await mustBeRight(log.readAll({ after: 0 }))).length === 1,
      'the batch left no trace',
    );
    mustHold(
      (await mustBeRight(log.append(batch([entry('b', 2)], [['b', 0]])))) === 2,
      'positions have no gap after a conflict',
    );
  },
  'refuses a version that the stream has not reached': async (log) => {
    mustHold(
      (await tagOf(log.append(batch([entry('a', 1)], [['a', 1]])))) === 'VersionConflict',
      'a version that is too high is a conflict',
    );
  },
  'lets one of two racing writers win': async (log) => {
    const tags = await Promise.all(
      [1, 2].map((n) => tagOf(log.append(batch([entry('a', n)], [['a', 0]])))),
    );
    mustHold(isAlike(tags.toSorted(), ['VersionConflict', 'accepted']), 'one wins');
  },
  'keeps the newest checkpoint': async (log) => {
    mustHold((await mustBeRight(log.newestCheckpoint())) === undefined, 'there is none at first');
    await mustBeRight(log.saveCheckpoint({ position: 0, text: 'old' }));
    await mustBeRight(log.saveCheckpoint({ position: 7, text: 'new\n"text"' }));
    mustHold(
      isAlike(await mustBeRight(log.newestCheckpoint()), { position: 7, text: 'new\n"text"' }),
      'the last saved one is returned',
    );
  },
};

/**
 * Lists what an event log must do, as cases.
 *
 * @param fresh - makes an empty log for each case
 */
export const eventLogContract = (fresh: FreshLog): readonly ContractCase[] =>
  Object.entries(cases).map(([name, check]) => ({ name, run: async () => check(await fresh()) }));
