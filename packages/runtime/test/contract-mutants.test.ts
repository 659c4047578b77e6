/**
 * The contract can fail: each store that breaks one promise is noticed, by the case that names it.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { memoryStore, type StoreChange, type Claimed, type Store } from '@hsm-lifecycle/runtime';
import { storeContract, type ContractCase } from '@hsm-lifecycle/runtime/contract';
import { must } from './support/world.ts';

/** The cases that a store breaks. */
const broken = async (cases: readonly ContractCase[]): Promise<readonly string[]> => {
  const outcomes = await Promise.all(
    cases.map(({ name, run }) =>
      run().then(
        () => [],
        () => [name],
      ),
    ),
  );
  return outcomes.flat();
};

/** What a mutant does, how, and the case that notices it. */
type Mutant = readonly [what: string, change: (own: Store) => Partial<Store>, noticedBy: string];

const committing =
  (other: (change: StoreChange) => Partial<StoreChange>) =>
  (own: Store): Partial<Store> => ({
    commit: (change) => own.commit({ ...change, ...other(change) }),
  });

/** Writes one part of a change before the rest. */
const apart =
  (
    first: (change: StoreChange) => Partial<StoreChange>,
    rest: (change: StoreChange) => Partial<StoreChange>,
  ) =>
  (own: Store): Partial<Store> => ({
    commit: async (change) => {
      const { fleet, commit, expected } = change;
      const one = await own.commit({ fleet, commit, expected, events: [], ...first(change) });
      return one._tag === 'Left'
        ? one
        : own.commit({ ...change, expected: one.right.head, ...rest(change) });
    },
  });

const mutants: readonly Mutant[] = [
  [
    'does not look at the head',
    (own) => ({
      commit: async (change) =>
        own.commit({ ...change, expected: await must(own.head(change.fleet)) }),
    }),
    'writes nothing at another head',
  ],
  [
    'looks at the position of the head only',
    (own) => ({
      commit: async (change) => {
        const head = await must(own.head(change.fleet));
        const isThere = head.position === change.expected.position;
        return own.commit(isThere ? { ...change, expected: head } : change);
      },
    }),
    'writes nothing at another head',
  ],
  [
    'does not look at claims',
    (own) => ({
      commit: async (change) => {
        const outcome = await own.commit(change);
        if (outcome._tag === 'Right' || outcome.left._tag !== 'ClaimLost') return outcome;
        return own.commit({ ...change, done: [] });
      },
    }),
    'refuses a result whose claim is lost, with everything in the change',
  ],
  [
    'stores sealed bytes before their report',
    apart(
      ({ sealed = [] }) => ({ sealed }),
      () => ({ sealed: [] }),
    ),
    'writes none of them if a claim is lost',
  ],
  [
    'reports before it stores the sealed bytes',
    apart(
      ({ events, effects = [] }) => ({ events, effects }),
      () => ({ events: [], effects: [] }),
    ),
    'writes none of them if a backup or a record is refused',
  ],
  [
    'writes effects outside of the commit',
    (own) => ({
      commit: async (change) => {
        const outcome = await own.commit({ ...change, effects: [] });
        if (outcome._tag === 'Right') return outcome;
        const head = await must(own.head(change.fleet));
        const { fleet, commit, effects = [] } = change;
        await own.commit({ fleet, commit, expected: head, events: [], effects });
        return outcome;
      },
    }),
    'writes none of them at another head',
  ],
  [
    'never removes an effect',
    committing(() => ({ done: [] })),
    'keeps effects until they are done',
  ],
  [
    'forgets metadata',
    committing(({ events }) => ({ events: events.map((one) => ({ ...one, metadata: '{}' })) })),
    'returns events unchanged, numbered in their order, with the id of their commit',
  ],
  [
    'forgets which commit it was',
    committing(() => ({ commit: '' })),
    'returns events unchanged, numbered in their order, with the id of their commit',
  ],
  [
    'loses the end of a payload',
    committing(({ sealed = [] }) => ({
      sealed: sealed.map((one) => ({ ...one, payload: one.payload.subarray(0, -1) })),
    })),
    'returns payload and record unchanged',
  ],
  [
    'keeps destroyed records',
    committing(({ records = [] }) => ({
      records: records.filter(({ change }) => change !== 'DESTROY'),
    })),
    'destroys a record for good, and may be asked again',
  ],
  [
    'gives all whatever the limit',
    (own) => ({ read: ({ fleet, after }) => own.read({ fleet, after }) }),
    'reads after a position, up to a limit, and one stream alone',
  ],
  [
    'keeps no checkpoint',
    () => ({ keep: async () => ({ _tag: 'Right', right: undefined }) }),
    'keeps the newest checkpoint, and never an older one in its place',
  ],
  [
    'gives an effect to whoever asks',
    (own) => {
      let given: readonly Claimed[] = [];
      return {
        claim: async (by) => {
          const claimed = await must(own.claim(by));
          given = claimed.length > 0 ? claimed : given;
          return { _tag: 'Right', right: given };
        },
      };
    },
    'gives an effect to one worker, with the commit or later',
  ],
  [
    'forgets why an effect was given back',
    (own) => ({ release: (claim, next) => own.release(claim, { ...next, error: '' }) }),
    'gives an effect back, to be tried later',
  ],
  [
    'is full',
    () => ({
      commit: async () => ({
        _tag: 'Left',
        left: { _tag: 'StorageFailed', reason: 'FULL', detail: '' },
      }),
    }),
    'writes events, backups and effects together',
  ],
];

describe('the contract of stores', () => {
  it.each(mutants)('notices one that %s', async (_what, change, noticedBy) => {
    const fresh = (): Store => {
      const own = memoryStore();
      return { ...own, ...change(own) };
    };
    expect(await broken(storeContract(fresh))).toContain(noticedBy);
  });
});
