/**
 * All that is measured, by name.
 *
 * @module
 */
import type { Options, Section } from '../report/row.ts';
import { transitionSection } from './transition.ts';

/** The names of the sections. */
export type SectionName = 'transition';

/** By name, the measurement. Each is run in a process of its own. */
export const sections: Readonly<Record<SectionName, (options: Options) => Section>> = {
  transition: transitionSection,
};
