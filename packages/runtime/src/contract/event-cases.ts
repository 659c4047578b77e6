/**
 * What a store must do with events and checkpoints.
 *
 * @module
 */
import { EMPTY_HEAD, headAfter, isSameHead } from '../store/chain.ts';
import type { Head } from '../store/change.ts';
import { mustBeRight, isAlike, mustHold, tagOf, type StoreCase } from './case.ts';
import { FLEET, specimenChange, specimenEvent, writtenTo } from './specimen.ts';

const read = { fleet: FLEET, after: 0 };
const other: Head = { position: 1, chain: new Uint8Array(32).fill(7) };

const at = (position: number, text: string) => ({
  fleet: FLEET,
  head: { position, chain: new Uint8Array(32).fill(position) },
  text,
});

/** The cases. */
export const eventCases: Readonly<Record<string, StoreCase>> = {
  'begins with an empty log': async (store) => {
    mustHold(isSameHead(await mustBeRight(store.head(FLEET)), EMPTY_HEAD), 'the head is empty');
    mustHold((await mustBeRight(store.read(read))).length === 0, 'there are no events');
    mustHold((await mustBeRight(store.moved(new Map(), 9))).length === 0, 'there is no fleet');
  },
  'returns events unchanged, numbered in their order, with the id of their commit': async (
    store,
  ) => {
    const events = [specimenEvent('a', 1), specimenEvent('b', 1, '\u0000'), specimenEvent('a', 2)];
    const [first, second, third] = events;
    await writtenTo(store, { events: events.slice(0, 2), commit: 'x-1' });
    const { head } = await writtenTo(store, {
      events: [{ ...specimenEvent('a', 2), metadata: '{"who":"me"}' }],
      commit: 'x-2',
    });
    const all = await mustBeRight(store.read(read));
    mustHold(
      isAlike(
        all.map(({ position, commit }) => [position, commit]),
        [
          [1, 'x-1'],
          [2, 'x-1'],
          [3, 'x-2'],
        ],
      ),
      'positions have no gap, and commits keep their ids',
    );
    mustHold(
      isAlike(
        all.map(({ stream, version, type, schema, body }) => [stream, version, type, schema, body]),
        [first, second, third].map((it) => [
          it?.stream,
          it?.version,
          it?.type,
          it?.schema,
          it?.body,
        ]),
      ),
      'events are unchanged',
    );
    mustHold(
      isAlike(
        all.map(({ metadata }) => metadata),
        ['{}', '{}', '{"who":"me"}'],
      ),
      'metadata is unchanged',
    );
    mustHold(head.position === 3, 'the head counts the events');
  },
  'chains the events, so that two histories of one length have two heads': async (store) => {
    const events = [specimenEvent('a', 1), specimenEvent('a', 2)];
    const { head } = await writtenTo(store, { events });
    mustHold(isSameHead(head, headAfter(EMPTY_HEAD, events)), 'the chain is over all events');
    mustHold(isSameHead(await mustBeRight(store.head(FLEET)), head), 'the head is kept');
    const fleet = 'fleet-two';
    const others = [specimenEvent('a', 1), specimenEvent('a', 2, 'something else')];
    const { head: second } = await writtenTo(store, { fleet, events: others });
    mustHold(!isSameHead(second, head), 'another event gives another chain');
  },
  'writes nothing at another head': async (store) => {
    await writtenTo(store, { events: [specimenEvent('a', 1)] });
    const late = specimenChange({ events: [specimenEvent('b', 1)] });
    const conflict = await store.commit(late);
    const expected = { _tag: 'Conflict', fleet: FLEET, expected: 0, actual: 1 };
    mustHold(
      conflict._tag === 'Left' && isAlike(conflict.left, expected),
      'an old head is a conflict, which tells both positions',
    );
    mustHold(
      (await tagOf(store.commit({ ...late, expected: other }))) === 'Conflict',
      'another history of the same length is a conflict',
    );
    mustHold((await mustBeRight(store.read(read))).length === 1, 'nothing was written');
  },
  'lets one of two racing writers win': async (store) => {
    const tags = await Promise.all(
      ['a', 'b'].map((it) =>
        tagOf(store.commit(specimenChange({ events: [specimenEvent(it, 1)] }))),
      ),
    );
    mustHold(isAlike(tags.toSorted(), ['Conflict', 'accepted']), 'one wins');
  },
  'reads after a position, up to a limit, and one stream alone': async (store) => {
    await writtenTo(store, {
      events: [specimenEvent('a', 1), specimenEvent('b', 1), specimenEvent('a', 2)],
    });
    const [second, third] = await mustBeRight(store.read({ fleet: FLEET, after: 1, limit: 2 }));
    mustHold(second?.position === 2 && third?.position === 3, 'after a position');
    const one = await mustBeRight(store.read({ ...read, limit: 1 }));
    mustHold(one.length === 1, 'up to the limit');
    const stream = await mustBeRight(store.read({ ...read, stream: 'a' }));
    mustHold(
      isAlike(
        stream.map(({ version }) => version),
        [1, 2],
      ),
      'one stream',
    );
    mustHold((await mustBeRight(store.read({ fleet: FLEET, after: 3 }))).length === 0, 'no more');
  },
  'keeps fleets apart, and lists those that have moved': async (store) => {
    await writtenTo(store, { fleet: 'b', events: [specimenEvent('s', 1)] });
    await writtenTo(store, { fleet: 'a', events: [specimenEvent('s', 1), specimenEvent('s', 2)] });
    mustHold((await mustBeRight(store.read({ fleet: 'b', after: 0 }))).length === 1, 'own events');
    mustHold(isAlike(await mustBeRight(store.moved(new Map(), 9)), ['a', 'b']), 'all are listed');
    mustHold(
      isAlike(await mustBeRight(store.moved(new Map([['b', 1]]), 9)), ['a']),
      'one that has not moved is left out',
    );
    mustHold(isAlike(await mustBeRight(store.moved(new Map(), 1)), ['a']), 'up to the limit');
  },
  'keeps the newest checkpoint, and never an older one in its place': async (store) => {
    mustHold((await mustBeRight(store.checkpoint(FLEET))) === undefined, 'there is none at first');
    await mustBeRight(store.keep(at(0, 'first')));
    await mustBeRight(store.keep(at(0, 'another first')));
    mustHold((await mustBeRight(store.checkpoint(FLEET)))?.text === 'first', 'the first one wins');
    await mustBeRight(store.keep(at(7, 'new\n"text"')));
    await mustBeRight(store.keep(at(3, 'old')));
    const kept = await mustBeRight(store.checkpoint(FLEET));
    mustHold(kept?.text === 'new\n"text"' && kept.head.position === 7, 'the newest is kept');
    mustHold(kept?.head.chain[31] === 7, 'with its chain');
  },
};
