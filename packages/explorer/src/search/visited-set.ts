/**
 * What an exploration keeps of each state that it has seen: a fingerprint, and the last step of the
 * shortest way there.
 *
 * No fleet is kept: it is made again from the steps when it is needed. So a million states fit
 * into some 25 MB.
 *
 * @module
 */
import { InvariantViolation } from '@hsm-lifecycle/core';
import type { Fingerprint } from './fingerprint.ts';

/**
 * The last step to a state: from which state, and the number of the command among the moves there.
 */
export type Edge = { readonly parent: number; readonly move: number };

/**
 * The columns of the table of states, each as long as there are states; what is behind a state is
 * in its row.
 */
export type Columns = {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly parent: Uint32Array;
  readonly move: Uint16Array;
};

/** The states that were seen, numbered from 0 in the order of their discovery. */
export type VisitedSet = {
  readonly count: () => number;
  /** Tells whether a state of this fingerprint was seen. */
  readonly has: (print: Fingerprint) => boolean;
  /** Notes a state, unless one of this fingerprint is there; tells whether it was new. */
  readonly add: (print: Fingerprint, way: Edge) => boolean;
  /** The last step to a state; the first state's leads nowhere. */
  readonly wayTo: (state: number) => Edge;
  readonly columns: () => Columns;
  /** How much memory they take. */
  readonly bytes: () => number;
};

/** States before there is any need for more room. */
const ROOM_MIN = 1024;
/** Above this the table of fingerprints is made twice as large. */
const LOAD_MAX = 0.7;
/** The number that a command has in its list must fit into 16 bits. */
const MOVES_MAX = 2 ** 16;

const emptyColumns = (room: number): Columns => ({
  high: new Uint32Array(room),
  low: new Uint32Array(room),
  parent: new Uint32Array(room),
  move: new Uint16Array(room),
});

const cut = ({ high, low, parent, move }: Columns, count: number): Columns => ({
  high: high.slice(0, count),
  low: low.slice(0, count),
  parent: parent.slice(0, count),
  move: move.slice(0, count),
});

const enlarged = (columns: Columns): Columns => {
  const larger = emptyColumns(2 * columns.high.length);
  larger.high.set(columns.high);
  larger.low.set(columns.low);
  larger.parent.set(columns.parent);
  larger.move.set(columns.move);
  return larger;
};

const bytesOf = ({ high, low, parent, move }: Columns): number =>
  high.byteLength + low.byteLength + parent.byteLength + move.byteLength;

/**
 * A table of which slot holds which state; open addressing, the next slot being the next to try.
 */
const slotsFor = (room: number): Uint32Array => new Uint32Array(room);

/**
 * Makes a table of states.
 *
 * @param known - the columns of a table to go on with; an empty table if left out
 */
export const newVisitedSet = (known?: Columns): VisitedSet => {
  let columns = known === undefined ? emptyColumns(ROOM_MIN) : known;
  let count = known === undefined ? 0 : known.high.length;
  let slots = slotsFor(ROOM_MIN);

  /**
   * The slot of a fingerprint: the one that holds it, or the empty one where it belongs. A slot
   * holds a state's number plus one.
   */
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

  const add: VisitedSet['add'] = ({ high, low }, { parent, move }) => {
    let slot = slotOf(high, low);
    if (slots[slot] !== 0) return false;
    if (move >= MOVES_MAX) throw new InvariantViolation(`a scene has more than ${MOVES_MAX} moves`);
    if (count >= LOAD_MAX * slots.length) {
      rehash(2 * slots.length);
      slot = slotOf(high, low);
    }
    if (count >= columns.high.length) columns = enlarged(columns);
    columns.high[count] = high;
    columns.low[count] = low;
    columns.parent[count] = parent;
    columns.move[count] = move;
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
    wayTo: (state) => ({ parent: columns.parent[state] ?? 0, move: columns.move[state] ?? 0 }),
    columns: () => cut(columns, count),
    bytes: () => bytesOf(columns) + slots.byteLength,
  };
};
