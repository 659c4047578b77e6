/**
 * The tokens that lead to the next page: where it begins, and a proof that the endpoint made them
 * for this very question.
 *
 * @module
 */
import type { Bytes } from '@hsm-lifecycle/crypto';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8Bytes } from '../kernel/bytes.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { invalidFault, type Fault } from '../faults/fault.ts';

/** Where a page begins: after this place in the order. */
export type Keyset = readonly (string | number)[];

/** Everything that a token is valid for, as JSON data. */
export type Question = Readonly<Record<string, unknown>>;

const PROOF_CHARACTERS = 16;

const base64url = (bytes: Bytes): string => Buffer.from(bytes).toString('base64url');

const proofOf = (key: Bytes, keyset: string, question: Question): string =>
  base64url(hmac(sha256, key, utf8Bytes(`${keyset}\n${JSON.stringify(question)}`))).slice(
    0,
    PROOF_CHARACTERS,
  );

/** Makes a token. */
export const pageToken = (key: Bytes, keyset: Keyset, question: Question): string => {
  const text = base64url(utf8Bytes(JSON.stringify(keyset)));
  return `${text}.${proofOf(key, text, question)}`;
};

const keysetIn = (text: string): Either<Fault, Keyset> => {
  const flaw = invalidFault('The NextToken is not one of this service.');
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? right(parsed) : left(flaw);
  } catch {
    return left(flaw);
  }
};

/**
 * Reads a token.
 *
 * @returns Right: where the page begins; undefined without a token. Left: the token is not one that
 *   the endpoint made for this question.
 */
export const readToken = (
  key: Bytes,
  token: string | undefined,
  question: Question,
): Either<Fault, Keyset | undefined> => {
  if (token === undefined) return right(undefined);
  const [text = ''] = token.split('.');
  if (token !== `${text}.${proofOf(key, text, question)}`)
    return left(invalidFault('The NextToken is not one that was given for this request.'));
  const keyset = keysetIn(text);
  return isLeft(keyset) ? keyset : right(keyset.right);
};
