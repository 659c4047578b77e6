/**
 * What a store must do with effects: who may perform which, and in which order.
 *
 * @module
 */
import type { Claimed, NewEffect } from '../store/effect-row.ts';
import type { Store } from '../store/store.ts';
import { isAlike, mustBeRight, mustHold, tagOf, type StoreCase } from './case.ts';
import { FLEET, specimenChange, specimenEffect, specimenEvent, writtenTo } from './specimen.ts';

const LONG_MS = 60_000;
const by = (worker: string, limit = 9, leaseMs = LONG_MS) => ({ worker, limit, leaseMs });

const claim = (store: Store, worker: string, leaseMs = LONG_MS) =>
  mustBeRight(store.claim({ fleet: FLEET, ...by(worker, 9, leaseMs) }));

const recordsOf = (claimed: readonly Claimed[]): readonly string[] =>
  claimed.map(({ record }) => record);

const having = (store: Store, effects: readonly NewEffect[]) =>
  writtenTo(store, { events: effects.map((_, at) => specimenEvent('a', at + 1)), effects });

const later = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** The cases. */
export const effectCases: Readonly<Record<string, StoreCase>> = {
  'keeps effects until they are done': async (store) => {
    const effect = specimenEffect(1, 'x', { source: 'y' });
    const { pending } = await having(store, [effect]);
    mustHold(pending === 1, 'the commit tells how many are left');
    const [row] = await mustBeRight(store.pending(FLEET));
    mustHold(
      isAlike(
        [row?.position, row?.ordinal, row?.kind, row?.record, row?.source, row?.data],
        [effect.position, effect.ordinal, effect.kind, effect.record, effect.source, effect.data],
      ),
      'the effect is unchanged',
    );
    const done = await claim(store, 'one');
    const { pending: none } = await writtenTo(store, { done });
    mustHold(none === 0, 'it is done');
    mustHold((await mustBeRight(store.pending(FLEET))).length === 0, 'it is gone');
  },
  'gives an effect to one worker, with the commit or later': async (store) => {
    const effects = [specimenEffect(1, 'x'), specimenEffect(2, 'y')];
    const { claimed } = await writtenTo(store, {
      events: [specimenEvent('a', 1), specimenEvent('a', 2)],
      effects,
      claim: by('one', 1),
    });
    mustHold(isAlike(recordsOf(claimed), ['x']), 'the writer gets as many as it wants');
    mustHold(isAlike(recordsOf(await claim(store, 'two')), ['y']), 'another gets the rest');
    mustHold((await claim(store, 'two')).length === 0, 'and nothing is left');
    mustHold((await mustBeRight(store.claim({ fleet: 'b', ...by('two') }))).length === 0, 'here');
  },
  'refuses a result whose claim is lost, with everything in the change': async (store) => {
    await having(store, [specimenEffect(1, 'x')]);
    const old = await claim(store, 'one', 1);
    await later(5);
    const [fresh] = await claim(store, 'two');
    if (fresh === undefined) throw new Error('contract broken: it can be taken over');
    mustHold(fresh.attempt === 2, 'a lease that is over is taken over, as another attempt');
    const events = [specimenEvent('a', 2)];
    const change = { expected: await mustBeRight(store.head(FLEET)), events };
    mustHold(
      (await tagOf(store.commit(specimenChange({ ...change, done: old })))) === 'ClaimLost',
      'the old claim is lost',
    );
    mustHold(
      (await mustBeRight(store.read({ fleet: FLEET, after: 1 }))).length === 0,
      'and nothing was written',
    );
    await writtenTo(store, { events, done: [fresh] });
    mustHold(
      (await tagOf(
        store.commit(
          specimenChange({ expected: await mustBeRight(store.head(FLEET)), done: [fresh] }),
        ),
      )) === 'ClaimLost',
      'an effect is done once',
    );
  },
  'lets a worker end an effect that nobody has claimed': async (store) => {
    await having(store, [specimenEffect(1, 'x'), specimenEffect(2, 'y')]);
    const free = { fleet: FLEET, position: 1, ordinal: 0, worker: '', attempt: 0 };
    await writtenTo(store, { done: [free] });
    const [row] = await claim(store, 'one');
    mustHold(row?.record === 'y', 'it is done');
    const change = specimenChange({
      expected: await mustBeRight(store.head(FLEET)),
      done: [{ ...free, position: 2 }],
    });
    mustHold((await tagOf(store.commit(change))) === 'ClaimLost', 'not one that is claimed');
  },
  'orders effects by what they write and read': async (store) => {
    await having(store, [
      specimenEffect(1, 'backup'),
      specimenEffect(2, 'copy', { source: 'backup' }),
      specimenEffect(3, 'other'),
      specimenEffect(4, 'backup'),
    ]);
    const first = await claim(store, 'one');
    mustHold(isAlike(recordsOf(first), ['backup', 'other']), 'what writes or stands alone');
    const { claimed: second } = await writtenTo(store, { done: first, claim: by('one') });
    mustHold(isAlike(recordsOf(second), ['copy']), 'then what reads it');
    const { claimed: third } = await writtenTo(store, { done: second, claim: by('one') });
    mustHold(isAlike(recordsOf(third), ['backup']), 'then what writes it again');
  },
  'gives an effect back, to be tried later': async (store) => {
    await having(store, [specimenEffect(1, 'x')]);
    const [held] = await claim(store, 'one');
    if (held === undefined) throw new Error('contract broken: it can be claimed');
    await mustBeRight(store.release(held, { runAt: 0, error: 'FULL' }));
    const [row] = await mustBeRight(store.pending(FLEET));
    mustHold(row?.error === 'FULL', 'the reason is kept');
    const [again] = await claim(store, 'one');
    if (again === undefined) throw new Error('contract broken: it can be claimed again');
    mustHold(again.attempt === 2, 'as another attempt');
    mustHold(
      (await tagOf(store.release(held, { runAt: 0, error: '' }))) === 'ClaimLost',
      'by whoever has it alone',
    );
    await mustBeRight(store.release(again, { runAt: Date.now() + LONG_MS, error: 'DOWN' }));
    mustHold((await claim(store, 'one')).length === 0, 'not before its time');
  },
  'tells how it is': async (store) => {
    await having(store, [specimenEffect(1, 'x')]);
    const { pending, isErased } = await mustBeRight(store.health());
    mustHold(pending === 1 && isErased, 'work that is left, and nothing to erase');
  },
};
