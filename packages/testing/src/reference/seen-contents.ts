/**
 * Contents of a fleet and of the reference model, as comparable texts.
 *
 * @module
 */
import type { Access, Material } from '@hsm-lifecycle/core';
import type { Books, Box } from './naive/state.ts';

const texts = new WeakMap<object, string>();

/** Writes an immutable value, and caches the text, since most values recur. */
export const remembered = <Value extends object>(
  value: Value | undefined,
  write: (value: Value) => unknown,
): string => {
  if (value === undefined) return '';
  const text = texts.get(value) ?? JSON.stringify(write(value));
  texts.set(value, text);
  return text;
};

/** The keys and certificates of the machine. */
export const materialText = (it: Material | undefined): string =>
  remembered(it, ({ isComplete, keys, certificates }) => [
    isComplete,
    keys.map(({ keyId, label = null, owner, kind, createdAt, expiresAt = null }) => [
      keyId,
      label,
      owner,
      kind,
      createdAt,
      expiresAt,
    ]),
    certificates.map(({ certificateId, subject = null, putAt, expiresAt = null }) => [
      certificateId,
      subject,
      putAt,
      expiresAt,
    ]),
  ]);

/** The users and policies of the machine. */
export const accessText = (it: Access | undefined): string =>
  remembered(it, ({ isComplete, users, policies }) => [
    isComplete,
    users.map(({ name, role, createdAt, passwordSetAt, lastSeenAt = null }) => [
      name,
      role,
      createdAt,
      passwordSetAt,
      lastSeenAt,
    ]),
    policies,
  ]);

/** The keys and certificates of the reference model. */
export const box = ({ isAll, keys, certificates }: Box): unknown => [
  isAll,
  keys.map(({ key, label = null, owner, kind, madeAt, expiresAt = null }) => [
    key,
    label,
    owner,
    kind,
    madeAt,
    expiresAt,
  ]),
  certificates.map(({ key, subject = null, putAt, expiresAt = null }) => [
    key,
    subject,
    putAt,
    expiresAt,
  ]),
];

/** The users and policies of the reference model. */
export const books = ({ isAll, users, policies }: Books): unknown => [
  isAll,
  users.map(({ name, role, madeAt, passwordAt, seenAt = null }) => [
    name,
    role,
    madeAt,
    passwordAt,
    seenAt,
  ]),
  policies,
];

/** Writes a value that may be missing. */
export const writtenText = <Value>(
  value: Value | undefined,
  write: (value: Value) => unknown,
): string => (value === undefined ? '' : JSON.stringify(write(value)));
