/**
 * A store whose functions never throw.
 *
 * @module
 */
import { left } from '../kernel/either.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { Store } from '../store/store.ts';

/** What was thrown, as an error. */
const thrown = (fault: unknown): StorageFailed => ({
  _tag: 'StorageFailed',
  reason: 'OTHER',
  detail: fault instanceof Error ? fault.message : String(fault),
});

/** Turns whatever a store throws into an error. */
export const guarded = (store: Store): Store =>
  new Proxy(store, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(method, target, given);
        } catch (fault) {
          return left(thrown(fault));
        }
      };
    },
  });
