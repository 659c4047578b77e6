/**
 * The visited set: of each state a fingerprint, and the last edge of a shortest path to it.
 *
 * It holds no fleets; they are rebuilt from the path when needed. So a million states take about
 * 25 MB.
 *
 * @module
 */
import { InvariantViolation } from '@hsm-lifecycle/core';
import type { Fingerprint } from './fingerprint.ts';

/** The last edge of a path: the parent state by number, and the index of the action taken there. */
export type Edge = { readonly parent: number; readonly action: number };

/** The table of states, column by column: `high` and `low` are the fingerprint. One row a state. */
export type Columns = {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly parent: Uint32Array;
  readonly action: Uint16Array;
};

/** The visited states, numbered from 0 in order of discovery. */
export type VisitedSet = {
  readonly count: () => number;
  /** Whether a state with this fingerprint was visited. */
  readonly has: (print: Fingerprint) => boolean;
  /** Adds a state unless one with this fingerprint is there; returns whether it was new. */
  readonly add: (print: Fingerprint, edge: Edge) => boolean;
  /** The last edge to a state; the initial state's edge means nothing. */
  readonly edgeTo: (state: number) => Edge;
  readonly columns: () => Columns;
  /** Memory in bytes. */
  readonly bytes: () => number;
};

/** Rows at the beginning. */
const ROOM_MIN = 1024;
/** Above this load factor the hash table doubles. */
const LOAD_MAX = 0.7;
/** An action's index has to fit into 16 bits. */
const ACTIONS_MAX = 2 ** 16;

const emptyColumns = (room: number): Columns => ({
  high: new Uint32Array(room),
  low: new Uint32Array(room),
  parent: new Uint32Array(room),
  action: new Uint16Array(room),
});

const truncated = ({ high, low, parent, action }: Columns, count: number): Columns => ({
  high: high.slice(0, count),
  low: low.slice(0, count),
  parent: parent.slice(0, count),
  action: action.slice(0, count),
});

const enlarged = (columns: Columns): Columns => {
  const larger = emptyColumns(2 * columns.high.length);
  larger.high.set(columns.high);
  larger.low.set(columns.low);
  larger.parent.set(columns.parent);
  larger.action.set(columns.action);
  return larger;
};

const bytesOf = ({ high, low, parent, action }: Columns): number =>
  high.byteLength + low.byteLength + parent.byteLength + action.byteLength;

/** The hash table: open addressing with linear probing. A slot holds a state's number plus one. */
const slotsFor = (room: number): Uint32Array => new Uint32Array(room);

/**
 * Makes a visited set.
 *
 * @param known - the columns to begin with; none if left out
 */
export const newVisitedSet = (known?: Columns): VisitedSet => {
  let columns = known === undefined ? emptyColumns(ROOM_MIN) : known;
  let count = known === undefined ? 0 : known.high.length;
  let slots = slotsFor(ROOM_MIN);

  /** The slot that holds a fingerprint, or the empty slot where it belongs. */
  const slotOf = (high: number, low: number): number => {
    const mask = slots.length - 1;
    let slot = low & mask;
    for (let it = slots[slot] ?? 0; it !== 0; it = slots[slot] ?? 0) {
      if (columns.low[it - 1] === low && columns.high[it - 1] === high) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  };

  const rehash = (room: number): void => {
    slots = slotsFor(room);
    for (let state = 0; state < count; state += 1)
      slots[slotOf(columns.high[state] ?? 0, columns.low[state] ?? 0)] = state + 1;
  };

  const add: VisitedSet['add'] = ({ high, low }, { parent, action }) => {
    let slot = slotOf(high, low);
    if (slots[slot] !== 0) return false;
    if (action >= ACTIONS_MAX)
      throw new InvariantViolation(`a state has more than ${ACTIONS_MAX} actions`);
    if (count >= LOAD_MAX * slots.length) {
      rehash(2 * slots.length);
      slot = slotOf(high, low);
    }
    if (count >= columns.high.length) columns = enlarged(columns);
    columns.high[count] = high;
    columns.low[count] = low;
    columns.parent[count] = parent;
    columns.action[count] = action;
    count += 1;
    slots[slot] = count;
    return true;
  };

  if (count > 0) {
    let room = ROOM_MIN;
    while (count >= LOAD_MAX * room) room *= 2;
    rehash(room);
  }
  return {
    count: () => count,
    has: ({ high, low }) => slots[slotOf(high, low)] !== 0,
    add,
    edgeTo: (state) => ({ parent: columns.parent[state] ?? 0, action: columns.action[state] ?? 0 }),
    columns: () => truncated(columns, count),
    bytes: () => bytesOf(columns) + slots.byteLength,
  };
};
