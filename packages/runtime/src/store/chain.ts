/**
 * The chain over a fleet's events: it tells apart histories of the same length.
 *
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '@hsm-lifecycle/crypto';
import { isSameBytes } from '../kernel/bytes.ts';
import type { Head, NewEvent } from './change.ts';

const CHAIN_BYTES = 32;
const utf8 = new TextEncoder();

/** The head of an empty log. */
export const EMPTY_HEAD: Head = { position: 0, chain: new Uint8Array(CHAIN_BYTES) };

const linked = (
  chain: Bytes,
  { stream, version, type, schema, body, metadata }: NewEvent,
): Bytes => {
  const text = utf8.encode(JSON.stringify([stream, version, type, schema, body, metadata]));
  const bytes = new Uint8Array(CHAIN_BYTES + text.length);
  bytes.set(chain);
  bytes.set(text, CHAIN_BYTES);
  return sha256(bytes);
};

/** The head after more events. */
export const headAfter = ({ position, chain }: Head, events: readonly NewEvent[]): Head => ({
  position: position + events.length,
  chain: events.reduce(linked, chain),
});

/** Tells whether two heads are those of the same history. */
export const isSameHead = (a: Head, b: Head): boolean =>
  a.position === b.position && isSameBytes(a.chain, b.chain);
