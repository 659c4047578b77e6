/**
 * Effects as the rows that a store keeps.
 *
 * @module
 */
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { NewEffect } from '../store/effect-row.ts';
import { effectsOf, type Effect } from './effect.ts';

/** What an effect writes, and which key record it reads. */
const touchedBy = (effect: Effect): Pick<NewEffect, 'record' | 'source'> => {
  switch (effect.kind) {
    case 'SEAL':
      return { record: effect.backupId };
    case 'REWRAP':
      return { record: effect.to, source: effect.from };
    case 'OPEN':
      return { record: effect.hsmId, source: effect.from };
    case 'DESTROY':
      return { record: effect.holderId };
  }
};

/** The rows of the effects of an event at a position. */
export const effectRowsOf = (event: FleetEvent, position: number): readonly NewEffect[] =>
  effectsOf(event).map((effect, ordinal) => {
    const { record, source } = touchedBy(effect);
    const row = { position, ordinal, kind: effect.kind, record, data: JSON.stringify(effect) };
    return source === undefined ? row : Object.assign(row, { source });
  });

/**
 * The effect of a row: that of the event in the log, never what the row itself says, so that no
 * stray row can destroy anything.
 *
 * @returns undefined if the event has no such effect
 */
export const effectIn = (
  event: FleetEvent,
  { ordinal, kind, record }: Pick<NewEffect, 'ordinal' | 'kind' | 'record'>,
): Effect | undefined => {
  const effect = effectsOf(event)[ordinal];
  return effect?.kind === kind && touchedBy(effect).record === record ? effect : undefined;
};
