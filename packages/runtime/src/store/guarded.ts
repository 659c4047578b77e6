/**
 * A store whose functions never throw, and always answer with an `Either`.
 *
 * @module
 */
import { isEither, left } from '../kernel/either.ts';
import type { StorageFailed } from './storage-failed.ts';
import type { Store } from './store.ts';

/** What was thrown, as an error. */
const thrown = (fault: unknown): StorageFailed => ({
  _tag: 'StorageFailed',
  reason: 'OTHER',
  detail: fault instanceof Error ? fault.message : String(fault),
});

/** A function of the store gave something else than an `Either`. */
const unanswered = (name: string): StorageFailed => ({
  _tag: 'StorageFailed',
  reason: 'OTHER',
  detail: `its function ${name} gave no Either`,
});

/** Turns whatever a store throws, or answers wrongly, into an error. */
export const guarded = (store: Store): Store =>
  new Proxy(store, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        try {
          const answer: unknown = await Reflect.apply(method, target, given);
          return name === 'close' || isEither(answer) ? answer : left(unanswered(String(name)));
        } catch (fault) {
          return left(thrown(fault));
        }
      };
    },
  });
