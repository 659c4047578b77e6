/**
 * A provider that can be told to misbehave.
 *
 * @module
 */
import { type AsyncPrimitives, noblePrimitives } from '../../src/index.ts';

const noble = noblePrimitives();

/** The default provider, as an asynchronous one, with some functions replaced. */
export const rogue = (change: Partial<AsyncPrimitives>): AsyncPrimitives => ({
  name: 'rogue',
  random: noble.random,
  hmacSha256: noble.hmacSha256,
  gcmSeal: noble.gcmSeal,
  gcmOpen: noble.gcmOpen,
  ...change,
});
