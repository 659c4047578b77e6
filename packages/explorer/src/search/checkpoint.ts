/**
 * A stopped search as bytes, from which it can go on as if it had never stopped.
 *
 * The format: a line that names it, the length of the header (4 bytes), the header as JSON, the
 * visited set column by column, and a checksum (8 bytes). Numbers are little-endian.
 *
 * @module
 */
import { parseJson } from '@hsm-lifecycle/core/codec';
import { fingerprintOfBytes } from './fingerprint.ts';
import type { Counts } from '../statistics/statistics.ts';
import type { Columns } from './visited-set.ts';

/**
 * Fingerprints of a search's input. Functions cannot be compared, so the symmetry and the actions
 * are represented by what they return for the initial state.
 */
export type SearchIdentity = {
  readonly world: string;
  readonly symmetry: string;
  readonly actions: string;
  readonly laws: string;
};

/** How far a search has come, and its counts. */
export type SearchPosition = Counts & {
  /** How many states there were at the end of each level; 1 at the end of the first. */
  readonly ends: readonly number[];
  /** The state to be expanded next, by number, and the index of its next action. */
  readonly state: number;
  readonly action: number;
};

/** A stopped search that can go on. */
export type SearchCheckpoint = {
  readonly identity: SearchIdentity;
  readonly position: SearchPosition;
  readonly columns: Columns;
};

/** Why bytes are not a checkpoint, or not one of the search at hand. */
export type BadCheckpoint = {
  readonly _tag: 'BadCheckpoint';
  readonly field: 'format' | 'length' | 'checksum' | 'header' | keyof SearchIdentity;
  readonly expected: string;
  readonly actual: string;
};

type Read<Value> =
  | { readonly _tag: 'Left'; readonly left: BadCheckpoint }
  | { readonly _tag: 'Right'; readonly right: Value };

const bad = (field: BadCheckpoint['field'], expected: string, actual: string): Read<never> => ({
  _tag: 'Left',
  left: { _tag: 'BadCheckpoint', field, expected, actual },
});

const FORMAT = 'hsm-lifecycle/exploration 1\n';
const WORD = 4;
const HALF_WORD = 2;
const CHECKSUM = 2 * WORD;
/** A word each for high, low and parent; half a word for the action. */
const ROW = 3 * WORD + HALF_WORD;
const HEX = 16;

const ascii = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[^ -~]/gu, (letter) =>
    [...Array(letter.length).keys()]
      .map((index) => `\\u${letter.charCodeAt(index).toString(HEX).padStart(4, '0')}`)
      .join(''),
  );

const textAt = (bytes: Uint8Array, from: number, length: number): string => {
  let text = '';
  for (const byte of bytes.subarray(from, from + length)) text += String.fromCharCode(byte);
  return text;
};

const writeText = (bytes: Uint8Array, from: number, text: string): void => {
  for (let index = 0; index < text.length; index += 1) bytes[from + index] = text.charCodeAt(index);
};

/** Encodes a checkpoint. */
export const checkpointToBytes = ({
  identity,
  position,
  columns,
}: SearchCheckpoint): Uint8Array => {
  const count = columns.high.length;
  const header = ascii({ identity, position, states: count });
  const table = FORMAT.length + WORD + header.length;
  const bytes = new Uint8Array(table + ROW * count + CHECKSUM);
  const view = new DataView(bytes.buffer);
  writeText(bytes, 0, FORMAT);
  view.setUint32(FORMAT.length, header.length, true);
  writeText(bytes, FORMAT.length + WORD, header);
  for (const [index, column] of [columns.high, columns.low, columns.parent].entries())
    for (let row = 0; row < count; row += 1)
      view.setUint32(table + WORD * (index * count + row), column[row] ?? 0, true);
  for (let row = 0; row < count; row += 1)
    view.setUint16(table + 3 * WORD * count + HALF_WORD * row, columns.action[row] ?? 0, true);
  const { high, low } = fingerprintOfBytes(bytes.subarray(0, bytes.length - CHECKSUM));
  view.setUint32(bytes.length - CHECKSUM, high, true);
  view.setUint32(bytes.length - WORD, low, true);
  return bytes;
};

type Header = {
  readonly identity: SearchIdentity;
  readonly position: SearchPosition;
  readonly states: number;
};

const MEMBERS = ['identity', 'position', 'states'] as const;

/** A shallow check is enough: the checksum shows that nothing was changed. */
const isHeader = (value: unknown): value is Header =>
  typeof value === 'object' &&
  value !== null &&
  MEMBERS.every((name) => Object.hasOwn(value, name));

const columnsIn = (view: DataView, from: number, count: number): Columns => {
  const words = (column: number): Uint32Array =>
    Uint32Array.from({ length: count }, (_, row) =>
      view.getUint32(from + WORD * (column * count + row), true),
    );
  const action = Uint16Array.from({ length: count }, (_, row) =>
    view.getUint16(from + 3 * WORD * count + HALF_WORD * row, true),
  );
  return { high: words(0), low: words(1), parent: words(2), action };
};

const headerIn = (bytes: Uint8Array, view: DataView): Read<Header> => {
  const length = view.getUint32(FORMAT.length, true);
  const header = parseJson(textAt(bytes, FORMAT.length + WORD, length));
  return header._tag === 'Right' && isHeader(header.right)
    ? { _tag: 'Right', right: header.right }
    : bad('header', 'a header that a search wrote', 'something else');
};

/** Decodes a checkpoint. Left: not a checkpoint, cut short, or changed. */
export const checkpointFromBytes = (bytes: Uint8Array): Read<SearchCheckpoint> => {
  const start = textAt(bytes, 0, FORMAT.length);
  if (start !== FORMAT) return bad('format', FORMAT.trim(), JSON.stringify(start));
  if (bytes.length < FORMAT.length + WORD + CHECKSUM)
    return bad('length', 'a header', `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { high, low } = fingerprintOfBytes(bytes.subarray(0, bytes.length - CHECKSUM));
  if (
    view.getUint32(bytes.length - CHECKSUM, true) !== high ||
    view.getUint32(bytes.length - WORD, true) !== low
  )
    return bad(
      'checksum',
      'the checksum of the bytes before it',
      'another one: the file was cut short or changed',
    );
  const header = headerIn(bytes, view);
  if (header._tag === 'Left') return header;
  const { identity, position, states } = header.right;
  const table = bytes.length - CHECKSUM - ROW * states;
  return { _tag: 'Right', right: { identity, position, columns: columnsIn(view, table, states) } };
};

const PARTS = ['world', 'symmetry', 'actions', 'laws'] as const;

/** Finds in what a checkpoint's search differs from another; `undefined` if in nothing. */
export const mismatchIn = (
  { identity }: SearchCheckpoint,
  search: SearchIdentity,
): BadCheckpoint | undefined => {
  const field = PARTS.find((part) => identity[part] !== search[part]);
  return field === undefined
    ? undefined
    : { _tag: 'BadCheckpoint', field, expected: search[field], actual: identity[field] };
};
