/**
 * The JSON form of a local keyring.
 *
 * @module
 */
import { fromHex, toHex } from '../kernel/bytes.ts';
import type { KeyringState, MasterKeys } from '../keyring/keyring-state.ts';
import type { Epoch, Ring } from '../keyring/ring.ts';

const FORMAT = 'sealed-hsm-backup/keyring/1';

type LiveJson = {
  readonly epoch: number;
  readonly status: 'active' | 'decrypt-only';
  /** 64 hexadecimal digits. */
  readonly manufacturerKey: string;
  /** 64 hexadecimal digits. */
  readonly operatorKey: string;
};

type RetiredJson = {
  readonly epoch: number;
  readonly status: 'retired';
  /** 32 hexadecimal digits. */
  readonly pbkId: string;
};

type RingJson = {
  readonly region: string;
  readonly manufacturer: string;
  readonly epochs: readonly (LiveJson | RetiredJson)[];
};

type StateJson = { readonly format: typeof FORMAT; readonly rings: readonly RingJson[] };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (json: unknown): json is Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
const isText = (json: unknown): json is string => typeof json === 'string';
const isHex = (json: unknown, bytes: number): boolean =>
  isText(json) && json.length === 2 * bytes && /^[0-9a-f]*$/.test(json);

/** Predicate: a list whose items all pass `isOne`. */
const isListOf =
  <T>(isOne: (json: unknown) => json is T) =>
  (json: unknown): json is readonly T[] =>
    Array.isArray(json) && json.every(isOne);

const hasKeys = (fields: Fields): boolean =>
  (fields['status'] === 'active' || fields['status'] === 'decrypt-only') &&
  isHex(fields['manufacturerKey'], 32) &&
  isHex(fields['operatorKey'], 32);

const hasId = (fields: Fields): boolean =>
  fields['status'] === 'retired' && isHex(fields['pbkId'], 16);

const isEpoch = (json: unknown): json is LiveJson | RetiredJson =>
  isFields(json) && typeof json['epoch'] === 'number' && (hasKeys(json) || hasId(json));

const isRing = (json: unknown): json is RingJson =>
  isFields(json) &&
  isText(json['region']) &&
  isText(json['manufacturer']) &&
  isListOf(isEpoch)(json['epochs']);

const isStateJson = (json: unknown): json is StateJson =>
  isFields(json) && json['format'] === FORMAT && isListOf(isRing)(json['rings']);

const epochOf = (json: LiveJson | RetiredJson): Epoch<MasterKeys> => {
  if (json.status === 'retired')
    return { epoch: json.epoch, status: json.status, pbkId: fromHex(json.pbkId) };
  const key = {
    manufacturerKey: fromHex(json.manufacturerKey),
    operatorKey: fromHex(json.operatorKey),
  };
  return { epoch: json.epoch, status: json.status, key };
};

const ringOf = ({ region, manufacturer, epochs }: RingJson): Ring<MasterKeys> => ({
  region,
  manufacturer,
  epochs: epochs.map(epochOf),
});

/** Reads the JSON form; undefined for anything else. */
export const readStateJson = (text: string): KeyringState | undefined => {
  try {
    const json: unknown = JSON.parse(text);
    return isStateJson(json) ? { rings: json.rings.map(ringOf) } : undefined;
  } catch {
    return undefined;
  }
};

const epochJson = (epoch: Epoch<MasterKeys>): LiveJson | RetiredJson =>
  epoch.status === 'retired'
    ? { epoch: epoch.epoch, status: epoch.status, pbkId: toHex(epoch.pbkId) }
    : {
        epoch: epoch.epoch,
        status: epoch.status,
        manufacturerKey: toHex(epoch.key.manufacturerKey),
        operatorKey: toHex(epoch.key.operatorKey),
      };

/** Writes the JSON form, with a line end. */
export const writeStateJson = ({ rings }: KeyringState): string => {
  const json: StateJson = {
    format: FORMAT,
    rings: rings.map(({ region, manufacturer, epochs }) => ({
      region,
      manufacturer,
      epochs: epochs.map(epochJson),
    })),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
};
