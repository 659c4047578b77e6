/**
 * The table of effects that are not done. Claims are not in it, because they last no longer than
 * the process that has the file.
 *
 * @module
 */
import { effectBoard, type EffectBoard } from '../store/effect-board.ts';
import type { EffectKey, NewEffect } from '../store/effect-row.ts';
import type { Driver } from './driver.ts';
import { asBytes, isNull, numberIn, storedTextIn } from './rows.ts';

/** Effects. Write inside a transaction. */
export type EffectRows = {
  readonly insert: (fleet: string, effects: readonly NewEffect[]) => void;
  readonly remove: (keys: readonly EffectKey[]) => void;
  /** Reads all effects into a board. */
  readonly board: () => EffectBoard;
};

const effectOf = (row: unknown): NewEffect => ({
  position: numberIn(row, 'position'),
  ordinal: numberIn(row, 'ordinal'),
  kind: storedTextIn(row, 'kind'),
  record: storedTextIn(row, 'record'),
  ...(isNull(row, 'source') ? {} : { source: storedTextIn(row, 'source') }),
  data: storedTextIn(row, 'data'),
});

/** Access to the effects in a database. */
export const effectRows = (driver: Driver): EffectRows => {
  const insert = driver.prepare(
    `INSERT INTO effects (fleet, position, ordinal, kind, record, source, data)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = driver.prepare(
    'DELETE FROM effects WHERE fleet = ? AND position = ? AND ordinal = ?',
  );
  const all = driver.prepare(
    `SELECT position, ordinal, ${asBytes('fleet', 'kind', 'record', 'source', 'data')}
     FROM effects ORDER BY effects.fleet, effects.position, effects.ordinal`,
  );
  return {
    insert: (fleet, effects) => {
      for (const { position, ordinal, kind, record, source = null, data } of effects)
        insert.run([fleet, position, ordinal, kind, record, source, data]);
    },
    remove: (keys) => {
      for (const { fleet, position, ordinal } of keys) remove.run([fleet, position, ordinal]);
    },
    board: () => {
      const board = effectBoard();
      for (const row of all.all([])) board.add(storedTextIn(row, 'fleet'), [effectOf(row)]);
      return board;
    },
  };
};
