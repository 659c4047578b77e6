/**
 * Whether there is room for another key.
 *
 * @module
 */
import type { KeyKind } from '../model/contents.ts';
import type { TooManyKeys } from '../rules/contents-refusals.ts';
import type { WritableContents } from './writing.ts';

/** Says that a cluster has room for no more keys, or no more asymmetric ones, if so (F-128). */
export const keysRefusal = (
  { material, capacity }: WritableContents,
  kind: KeyKind,
): TooManyKeys | undefined => {
  const { keysMax, asymmetricKeysMax } = capacity;
  if (material.keys.length >= keysMax)
    return { _tag: 'TooManyKeys', rule: 'F-128', limit: keysMax, kind: 'any' };
  const full =
    kind === 'asymmetric' &&
    [...material.keys].filter((key) => key.kind === kind).length >= asymmetricKeysMax;
  return full ? { _tag: 'TooManyKeys', rule: 'F-128', limit: asymmetricKeysMax, kind } : undefined;
};
