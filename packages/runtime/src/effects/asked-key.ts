/**
 * Asks a keyring for a key, outside of sealing and opening.
 *
 * @module
 */
import type {
  BackupKeyring,
  Bytes,
  KeyScope,
  PbkInfo,
  ProviderFailed,
} from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { left, right } from '../kernel/either.ts';

type Look = () => PbkInfo | undefined | Promise<PbkInfo | undefined>;

/** What a host in JavaScript gives is a key only if it has an id and a status. */
const isKey = (given: unknown): given is PbkInfo =>
  typeof given === 'object' &&
  given !== null &&
  'id' in given &&
  given.id instanceof Uint8Array &&
  'status' in given;

const asked = async (
  { name: provider }: BackupKeyring,
  look: Look,
): Answer<ProviderFailed, PbkInfo | undefined> => {
  try {
    const given: unknown = await look();
    return given === undefined || isKey(given)
      ? right(given)
      : left({ _tag: 'ProviderFailed', provider, reason: 'type' });
  } catch {
    return left({ _tag: 'ProviderFailed', provider, reason: 'threw' });
  }
};

/** The active key of a scope. Left: the keyring threw, or gave something that is no key. */
export const askedActiveKey = (
  keyring: BackupKeyring,
  { region, manufacturer }: KeyScope,
): Answer<ProviderFailed, PbkInfo | undefined> =>
  asked(keyring, () => keyring.activeKey({ region, manufacturer }));

/** The key of an id, with the same errors. */
export const askedKey = (
  keyring: BackupKeyring,
  id: Bytes,
): Answer<ProviderFailed, PbkInfo | undefined> => asked(keyring, () => keyring.findKey(id));
