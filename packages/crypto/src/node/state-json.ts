/**
 * The JSON form of a local keyring.
 *
 * @module
 */
import type { PbkStatus } from '../keyring/backup-keyring.ts';
import type { Epoch, Ring } from '../keyring/ring.ts';

/** The contents of a key file; keys are 64 hexadecimal digits. */
export type StateJson = {
  readonly format: 'sealed-hsm-backup/keyring/1';
  readonly operatorKey: string;
  readonly manufacturerKeys: readonly { readonly manufacturer: string; readonly key: string }[];
  readonly rings: readonly Ring[];
};

type Fields = Readonly<Record<string, unknown>>;

const isFields = (json: unknown): json is Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
const isText = (json: unknown): json is string => typeof json === 'string';
const isKey = (json: unknown): json is string => isText(json) && /^[0-9a-f]{64}$/.test(json);
const isStatus = (json: unknown): json is PbkStatus =>
  json === 'active' || json === 'decrypt-only' || json === 'retired';

/** Predicate: a list whose items all pass `isOne`. */
const isListOf =
  <T>(isOne: (json: unknown) => json is T) =>
  (json: unknown): json is readonly T[] =>
    Array.isArray(json) && json.every(isOne);

const isEpoch = (json: unknown): json is Epoch =>
  isFields(json) && typeof json['epoch'] === 'number' && isStatus(json['status']);

const isRing = (json: unknown): json is Ring =>
  isFields(json) &&
  isText(json['region']) &&
  isText(json['manufacturer']) &&
  isListOf(isEpoch)(json['epochs']);

const isManufacturerKey = (json: unknown): json is StateJson['manufacturerKeys'][number] =>
  isFields(json) && isText(json['manufacturer']) && isKey(json['key']);

const isStateJson = (json: unknown): json is StateJson =>
  isFields(json) &&
  json['format'] === 'sealed-hsm-backup/keyring/1' &&
  isKey(json['operatorKey']) &&
  isListOf(isManufacturerKey)(json['manufacturerKeys']) &&
  isListOf(isRing)(json['rings']);

/** Reads the JSON form; undefined for anything else. */
export const readStateJson = (text: string): StateJson | undefined => {
  try {
    const json: unknown = JSON.parse(text);
    return isStateJson(json) ? json : undefined;
  } catch {
    return undefined;
  }
};
