/**
 * The three providers that ship.
 *
 * @module
 */
import {
  type AsyncPrimitives,
  noblePrimitives,
  type RandomBytes,
  webcryptoPrimitives,
} from '../../src/index.ts';
import { nodePrimitives } from '../../src/node.ts';

/** Makes the primitives of a provider. */
export type MakePrimitives = (random?: RandomBytes) => AsyncPrimitives;

/** By name, so that a test's title can say which it is. */
export const providers: readonly (readonly [name: string, make: MakePrimitives])[] = [
  ['noble', noblePrimitives],
  ['node', nodePrimitives],
  ['webcrypto', webcryptoPrimitives],
];
