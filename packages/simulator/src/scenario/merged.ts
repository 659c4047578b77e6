/**
 * Merging groups of fields.
 *
 * @module
 */
import type { FieldsOf } from '@hsm-lifecycle/drills/fields';

/** Merges groups of fields; each group is checked against its own type where it is written. */
export const merged = <Shape>(...groups: readonly object[]): FieldsOf<Shape> =>
  Object.fromEntries(
    groups.flatMap((group): readonly (readonly unknown[])[] => Object.entries(group)),
  );
