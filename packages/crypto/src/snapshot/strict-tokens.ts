/**
 * A tokenizer for `cborg` that refuses, early, what is not in the closed set.
 *
 * `cborg` alone recurses without limit, and turns invalid UTF-8 into U+FFFD.
 *
 * @module
 */
import { Token, Tokenizer, Type } from 'cborg';
import type { DecodeTokenizer } from 'cborg/interface';
import type { Bytes } from '../kernel/bytes.ts';
import { CBOR_DEPTH_MAX, CBOR_ITEMS_MAX } from './cbor-profile.ts';

const OPTIONS = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowNaN: false,
  allowInfinity: false,
  allowBigInt: false,
  retainStringBytes: true,
};

/** `ignoreBOM` keeps a leading U+FEFF, which is part of the text. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const refused = new Set([Type.tag, Type.float, Type.undefined, Type.break]);

/** Counts how many items each open array or map still needs. */
const depthCounter = (): ((items: number) => void) => {
  const waiting: number[] = [];
  return (items) => {
    const last = waiting.pop();
    if (last !== undefined) waiting.push(last - 1);
    if (items > 0) waiting.push(items);
    if (waiting.length > CBOR_DEPTH_MAX) throw new Error('too deep');
    // A full array or map is closed, which may fill the one around it.
    while (waiting.at(-1) === 0) waiting.pop();
  };
};

const itemsOf = (token: Token): number => {
  if (token.type !== Type.array && token.type !== Type.map) return 0;
  const count = Number(token.value) * (token.type === Type.map ? 2 : 1);
  if (!(count <= CBOR_ITEMS_MAX)) throw new Error('too many items');
  return count;
};

/** Starts a tokenizer; its methods throw a plain `Error`, which `decodeSnapshot` catches. */
export const strictTokens = (bytes: Bytes): DecodeTokenizer => {
  const tokens = new Tokenizer(bytes, OPTIONS);
  const count = depthCounter();
  const next = (): Token => {
    const token = tokens.next();
    if (refused.has(token.type)) throw new Error('not in the closed set');
    count(itemsOf(token));
    if (token.type !== Type.string) return token;
    return new Token(Type.string, utf8.decode(token.byteValue), token.encodedLength);
  };
  return { done: () => tokens.done(), pos: () => tokens.pos(), next };
};
