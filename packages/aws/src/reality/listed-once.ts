/**
 * Things that are listed more than once: pages may be given twice, and pages that change while they
 * are read may list a thing again.
 *
 * @module
 */
import type { ImportFrame } from './import-frame.ts';

const DIFFERS = 'It is listed more than once, and not always the same; taken as it is listed last.';

/** Each thing once, in the order of their first listing, as it is listed last. */
export const listedOnce = <Thing>(
  things: readonly Thing[],
  idOf: (thing: Thing) => string | undefined,
  { note }: Pick<ImportFrame, 'note'>,
): readonly Thing[] => {
  const byId = new Map<string | Thing, Thing>();
  const changed = new Set<string>();
  for (const thing of things) {
    const id = idOf(thing);
    const before = byId.get(id ?? thing);
    if (
      id !== undefined &&
      before !== undefined &&
      JSON.stringify(before) !== JSON.stringify(thing)
    )
      changed.add(id);
    byId.set(id ?? thing, thing);
  }
  for (const id of changed) note(id, DIFFERS);
  return [...byId.values()];
};
